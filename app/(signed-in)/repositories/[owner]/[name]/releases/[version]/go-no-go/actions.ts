"use server";

import { askDecision } from "@/lib/approvals/server/ask-decision";
import { castVote, withdrawVote } from "@/lib/approvals/server/cast-vote";
import { createTag } from "@/lib/approvals/server/create-tag";
import { closeDecision, remindSlot } from "@/lib/approvals/server/keep-round";
import { agreeOverride, askOverride, withdrawOverride } from "@/lib/approvals/server/override-decision";
import { publishRelease } from "@/lib/approvals/server/publish-release";
import { addRemark, answerQuestion } from "@/lib/approvals/server/say-in-room";
import { action } from "@/lib/transport/action";

export const askDecisionAction = action(askDecision);
export const castVoteAction = action(castVote);
export const withdrawVoteAction = action(withdrawVote);
export const addRemarkAction = action(addRemark);
export const answerQuestionAction = action(answerQuestion);
export const remindSlotAction = action(remindSlot);
export const closeDecisionAction = action(closeDecision);
export const askOverrideAction = action(askOverride);
export const agreeOverrideAction = action(agreeOverride);
export const withdrawOverrideAction = action(withdrawOverride);
export const createTagAction = action(createTag);
export const publishReleaseAction = action(publishRelease);
