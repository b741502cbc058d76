"use server";

import { redoChange, undoChange } from "@/lib/changelog/server/change-draft";
import { commitDraft } from "@/lib/changelog/server/commit-draft";
import { forgetRule } from "@/lib/changelog/server/forget-rule";
import { moveDraft } from "@/lib/changelog/server/move-draft";
import { openDraft } from "@/lib/changelog/server/open-draft";
import { rememberRule } from "@/lib/changelog/server/remember-rule";
import { replyToThread, startThread } from "@/lib/review/server/comment";
import { editComment, withdrawComment } from "@/lib/review/server/own-comment";
import { askForReview, giveVerdict } from "@/lib/review/server/review-text";
import { settleThread } from "@/lib/review/server/settle-thread";
import { action } from "@/lib/transport/action";

export const openDraftAction = action(openDraft);
export const undoChangeAction = action(undoChange);
export const redoChangeAction = action(redoChange);
export const moveDraftAction = action(moveDraft);
export const commitDraftAction = action(commitDraft);
export const rememberRuleAction = action(rememberRule);
export const forgetRuleAction = action(forgetRule);
export const startThreadAction = action(startThread);
export const replyToThreadAction = action(replyToThread);
export const settleThreadAction = action(settleThread);
export const editCommentAction = action(editComment);
export const withdrawCommentAction = action(withdrawComment);
export const askForReviewAction = action(askForReview);
export const giveVerdictAction = action(giveVerdict);
