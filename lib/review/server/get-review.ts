import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import type { Notes } from "@/lib/changelog/notes";
import { readDraftRow, repositoryOfDraft } from "@/lib/changelog/server/draft-row";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { countMarks } from "../count-marks";
import { latestVerdicts } from "../read-standing";
import type { Person, ReviewView, StepView, TextChange, ThreadView } from "../review-view";
import { listWriters, textRevision } from "../text-revision";
import { compareSnapshots, type TextDifference, type TextSnapshot } from "../text-snapshot";
import { type DraftText, readDraftText } from "./draft-text";
import { readActs } from "./review-draft";

type PersonOf = (id: string) => Person;

/** Everything people said about the notes of a draft's release, in this draft and before. */
export async function getReview(actor: Actor, draftId: string): Promise<ReviewView> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  const db = database();
  const draft = await db.draft.findUniqueOrThrow({
    where: { id: draftId },
    include: { release: { include: { repository: true } } },
    omit: { entries: true, ledger: true },
  });
  const { owner, name } = draft.release.repository;
  const role = await getRepositoryRole(actor, repositoryId, ROLE_AGE.read);
  const [acts, threads, steps] = await Promise.all([readActs(db, draftId), readThreads(draft.releaseId), readSteps(draft.releaseId)]);
  // The column is written by lib/changelog/server alone.
  const { reviewedIds = [] } = draft.notes as Pick<Notes, "reviewedIds">;
  const marks = countMarks(acts, reviewedIds);
  // Reading a file takes its time; without a step nobody asks how far the text is from one.
  const text = steps.length > 0 ? await readText(draftId, repositoryId) : null;
  const differences = text ? await readDifferences(steps, text) : new Map<string, TextDifference>();
  const personOf = await readPeople([
    ...steps.map(({ actorId }) => actorId),
    ...marks.map(({ actorId }) => actorId),
    ...threads.flatMap(({ resolvedBy, comments }) => [resolvedBy, ...comments.map(({ actorId }) => actorId)]),
  ]);
  return {
    me: actor.id,
    refusal: can(role, "changelog.review") ? null : explainRefusal("changelog.review", role, `${owner}/${name}`),
    threads: threads.map((thread) => toThread(thread, personOf)),
    steps: steps.map(
      ({ id, kind, actorId, at, words, revision, digest, isOwnText }): StepView => ({
        id,
        // The column is written by review-text.ts alone.
        kind: kind as StepView["kind"],
        by: personOf(actorId),
        at: at.toISOString(),
        words,
        revision,
        digest,
        isExact: digest === text?.digest,
        difference: differences.get(id) ?? null,
        isOwnText,
      }),
    ),
    marks: marks.map(({ actorId, count, lastAt }) => ({ by: personOf(actorId), count, lastAt: lastAt.toISOString() })),
    hasWritten: listWriters(acts).has(actor.id),
  };
}

/** What a step was made on beside what the draft reads now. */
export async function getTextChange(actor: Actor, draftId: string, stepId: string): Promise<TextChange> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  const db = database();
  const draft = await db.draft.findUniqueOrThrow({ where: { id: draftId }, select: { releaseId: true } });
  const step = await db.reviewStep.findFirst({ where: { id: stepId, releaseId: draft.releaseId }, select: { text: true } });
  if (!step) throw new AppError("not-found", "This step of the review is not there, or you may not see it.");
  const now = await readText(draftId, repositoryId);
  return { before: step.text, after: now.text };
}

async function readText(draftId: string, repositoryId: string): Promise<DraftText> {
  const draft = readDraftRow(await database().draft.findUniqueOrThrow({ where: { id: draftId } }));
  // Somebody may have gone on between the two reads; the text is kept under the act that wrote it.
  const acts = (await readActs(database(), draftId)).filter(({ revision }) => revision <= draft.revision);
  return readDraftText(database(), draft, repositoryId, textRevision(acts, draft.undoFloor));
}

function readThreads(releaseId: string) {
  return database().commentThread.findMany({
    where: { releaseId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: {
      comments: { orderBy: [{ createdAt: "asc" }, { id: "asc" }], include: { versions: { orderBy: { number: "asc" } } } },
    },
  });
}

function readSteps(releaseId: string) {
  return database().reviewStep.findMany({
    where: { releaseId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    omit: { text: true, entries: true },
  });
}

/** How far the text is from the verdicts that stand; the texts themselves are read only where it moved. */
async function readDifferences(
  steps: Awaited<ReturnType<typeof readSteps>>,
  now: TextSnapshot & { digest: string },
): Promise<Map<string, TextDifference>> {
  const stale = latestVerdicts(
    steps.map(({ id, kind, actorId, digest }) => ({ id, kind: kind as StepView["kind"], by: { id: actorId }, digest })),
  )
    .filter(({ digest }) => digest !== now.digest)
    .map(({ id }) => id);
  if (stale.length === 0) return new Map();
  const seen = await database().reviewStep.findMany({ where: { id: { in: stale } }, select: { id: true, text: true, entries: true } });
  return new Map(seen.map(({ id, text, entries }) => [id, compareSnapshots({ text, entries: entries as TextSnapshot["entries"] }, now)]));
}

async function readPeople(ids: (string | null)[]): Promise<PersonOf> {
  const users = await database().user.findMany({
    where: { id: { in: [...new Set(ids)].filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? "Somebody who left" });
}

function toThread(row: Awaited<ReturnType<typeof readThreads>>[number], personOf: PersonOf): ThreadView {
  const { id, entryId, resolvedAt, resolvedBy, comments } = row;
  return {
    id,
    entryId,
    resolved: resolvedAt && resolvedBy ? { by: personOf(resolvedBy), at: resolvedAt.toISOString() } : null,
    comments: comments.map(({ id: commentId, actorId, createdAt, withdrawnAt, about, versions }) => ({
      id: commentId,
      by: personOf(actorId),
      at: createdAt.toISOString(),
      text: withdrawnAt ? null : (versions.at(-1)?.text ?? ""),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
      about,
      earlier: withdrawnAt ? [] : versions.slice(0, -1).map(({ text, at }) => ({ text, at: at.toISOString() })),
    })),
  };
}
