"use server";

import { changeDraft, redoChange, undoChange } from "@/lib/changelog/server/change-draft";
import { commitDraft } from "@/lib/changelog/server/commit-draft";
import { forgetRule } from "@/lib/changelog/server/forget-rule";
import { moveDraft } from "@/lib/changelog/server/move-draft";
import { openDraft } from "@/lib/changelog/server/open-draft";
import { proposeDraft } from "@/lib/changelog/server/propose-draft";
import { rememberRule } from "@/lib/changelog/server/remember-rule";
import { undoCommit } from "@/lib/changelog/server/undo-commit";
import { writeRelease } from "@/lib/changelog/server/write-release";
import { action } from "@/lib/transport/action";

export const openDraftAction = action(openDraft);
export const changeDraftAction = action(changeDraft);
export const undoChangeAction = action(undoChange);
export const redoChangeAction = action(redoChange);
export const moveDraftAction = action(moveDraft);
export const commitDraftAction = action(commitDraft);
export const proposeDraftAction = action(proposeDraft);
export const writeReleaseAction = action(writeRelease);
export const undoCommitAction = action(undoCommit);
export const rememberRuleAction = action(rememberRule);
export const forgetRuleAction = action(forgetRule);
