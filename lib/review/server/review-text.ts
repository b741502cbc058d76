import { z } from "zod";
import type { EventType } from "@/lib/audit/event";
import { repositoryOfDraft } from "@/lib/changelog/server/draft-row";
import type { CommandContext } from "@/lib/command/command";
import { command } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { commentText } from "../comment-text";
import { LONGEST_COMMENT, type StepView, VERDICTS } from "../review-view";
import { listWriters, textRevision } from "../text-revision";
import { readDraftText } from "./draft-text";
import { readActs, readOpenDraft } from "./review-draft";

const common = {
  /** Made by the browser, so that a repeated request finds the first. */
  stepId: z.uuid(),
  draftId: z.uuid(),
  /** The revision the person has before them; when the text is another one by now, nothing is recorded. */
  revision: z.number().int().min(0),
};

/** Asks for a review of the text as it stands. */
export const askForReview = command({
  permission: "changelog.review",
  input: z.object({ ...common, words: z.string().trim().max(LONGEST_COMMENT) }),
  repositoryOf: repositoryOfDraft,
  run: (context, input) =>
    addStep(context, { ...input, kind: "ask", type: "review.asked", say: (version) => `Asked for a review of the notes of ${version}` }),
});

/** A verdict on exactly the text the person has before them. */
export const giveVerdict = command({
  permission: "changelog.review",
  input: z.discriminatedUnion("verdict", [
    z.object({ ...common, verdict: z.literal(VERDICTS[0]), words: commentText }),
    z.object({ ...common, verdict: z.literal(VERDICTS[1]), words: z.string().trim().max(LONGEST_COMMENT) }),
  ]),
  repositoryOf: repositoryOfDraft,
  run: (context, { verdict, ...input }) =>
    verdict === "approve"
      ? addStep(context, { ...input, kind: verdict, type: "review.approved", say: (version) => `Approved the text of ${version}` })
      : addStep(context, {
          ...input,
          kind: verdict,
          type: "review.changes-requested",
          say: (version) => `Requested changes in the notes of ${version}`,
        }),
});

interface NewStep {
  stepId: string;
  draftId: string;
  revision: number;
  kind: StepView["kind"];
  words: string;
  type: EventType;
  say: (version: string) => string;
}

async function addStep({ tx, actor }: CommandContext, { stepId, draftId, revision, kind, words, type, say }: NewStep) {
  const draft = await readOpenDraft(tx, draftId, { isHeld: true });
  const { repositoryId } = draft.release;
  const repeated = await tx.reviewStep.findUnique({ where: { id: stepId }, select: { actorId: true, digest: true } });
  if (repeated?.actorId === actor.id) return { value: { stepId, digest: repeated.digest }, events: [] };
  if (repeated) throw new AppError("conflict", "Somebody else's verdict has this number. Send yours again.");
  const acts = await readActs(tx, draftId);
  const written = textRevision(acts, draft.undoFloor);
  if (revision < written || revision > draft.revision)
    throw new AppError("conflict", "The text changed while you were reading it. Look at what changed, then answer again.");
  const { digest, text, entries } = await readDraftText(tx, draft, repositoryId, written);
  const isOwnText = listWriters(acts).has(actor.id);
  await tx.reviewStep.create({
    data: {
      id: stepId,
      releaseId: draft.releaseId,
      draftId,
      kind,
      actorId: actor.id,
      words,
      revision: draft.revision,
      digest,
      text,
      entries,
      isOwnText,
    },
    select: { id: true },
  });
  return {
    value: { stepId, digest },
    events: [
      {
        type,
        repositoryId,
        releaseId: draft.releaseId,
        sentence: say(draft.version),
        data: { draftId, stepId, revision: draft.revision, digest, isOwnText },
      },
    ],
    changes: [{ repositoryId, topic: "review" as const }],
  };
}
