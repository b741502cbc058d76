"use server";

import { addRemark } from "@/lib/approvals/server/add-remark";
import { agreeOverride } from "@/lib/approvals/server/agree-override";
import { answerQuestion } from "@/lib/approvals/server/answer-question";
import { askDecision } from "@/lib/approvals/server/ask-decision";
import { askOverride } from "@/lib/approvals/server/ask-override";
import { castVote } from "@/lib/approvals/server/cast-vote";
import { closeDecision } from "@/lib/approvals/server/close-decision";
import { createTag } from "@/lib/approvals/server/create-tag";
import { publishRelease } from "@/lib/approvals/server/publish-release";
import { remindSlot } from "@/lib/approvals/server/remind-slot";
import { withdrawOverride } from "@/lib/approvals/server/withdraw-override";
import { withdrawVote } from "@/lib/approvals/server/withdraw-vote";
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
