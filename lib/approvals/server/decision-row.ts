import { can, parseRole } from "@/lib/auth/permissions";
import { database, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { VersionType } from "@/lib/releases/version";
import type { DecisionFacts } from "../facts";
import type { CurrentVote, DecisionState, OverrideFacts, VoteKind } from "../judge-decision";
import type { Policy } from "../policy";
import type { RoomView } from "../room-view";

/** An answer with who gave it; who and when are not part of the fingerprint. */
export interface StoredAnswer {
  question: string;
  answer: "yes" | "no" | null;
  words: string;
  by: string | null;
  at: string | null;
}

const WITH_RELEASE = { release: { include: { repository: true } } } as const;
type Row = Prisma.DecisionGetPayload<{ include: typeof WITH_RELEASE }>;

/** A round with its JSON columns read; they are written by this folder alone, so their shapes are known. */
export interface DecisionRow extends Omit<Row, "policy" | "answers" | "facts" | "state" | "standing" | "releaseType"> {
  policy: Policy;
  answers: StoredAnswer[];
  facts: DecisionFacts;
  phase: RoomView["phase"];
  standing: DecisionState;
  releaseType: VersionType;
}

function toDecisionRow({ policy, answers, facts, state, standing, releaseType, ...row }: Row): DecisionRow {
  return {
    ...row,
    policy: policy as unknown as Policy,
    answers: answers as unknown as StoredAnswer[],
    facts: facts as unknown as DecisionFacts,
    phase: state as RoomView["phase"],
    standing: standing as DecisionState,
    releaseType: releaseType as VersionType,
  };
}

/** A round by its id. Throws `not-found`. */
export async function readDecision(tx: Tx, decisionId: string): Promise<DecisionRow> {
  const row = await tx.decision.findUnique({ where: { id: decisionId }, include: WITH_RELEASE });
  if (!row) throw new AppError("not-found", "This decision is not there, or you may not see it.");
  return toDecisionRow(row);
}

/** Rounds that nobody has ended in these repositories, oldest first. */
export async function listOpenDecisions(tx: Tx, repositoryIds: readonly string[]): Promise<DecisionRow[]> {
  const rows = await tx.decision.findMany({
    where: { state: "open", release: { repositoryId: { in: [...repositoryIds] } } },
    orderBy: { createdAt: "asc" },
    include: WITH_RELEASE,
  });
  return rows.map(toDecisionRow);
}

/** Takes a round for changing: votes, answers, turns and the tag come one after the other (RELIABILITY T12). */
export async function lockDecision(tx: Tx, decisionId: string): Promise<DecisionRow> {
  await tx.$queryRaw`select id from "Decision" where id = ${decisionId}::uuid for update`;
  return readDecision(tx, decisionId);
}

/** The same, refused unless people can still say something in it. */
export async function lockOpenDecision(tx: Tx, decisionId: string): Promise<DecisionRow> {
  const decision = await lockDecision(tx, decisionId);
  requireOpen(decision);
  return decision;
}

/** Refuses where nobody can say anything in a round any more. */
export function requireOpen(decision: DecisionRow): void {
  if (decision.phase === "tagging")
    throw new AppError("conflict", "The tag is being made right now. Look at what came of it, then try again.");
  if (decision.phase !== "open") throw new AppError("conflict", "This round is over. What was said in it stays; ask for a new one.");
}

/** The repository of a round, for `repositoryOf`. */
export async function repositoryOfDecision({ decisionId }: { decisionId: string }): Promise<string> {
  return (await readDecision(database(), decisionId)).release.repositoryId;
}

/** A vote as it is kept. */
export function toVote(
  { id, slot, person, holder, name, kind, words, fingerprint, facts, at, expiresAt }: Prisma.VoteGetPayload<object>,
  isHeld: boolean,
): CurrentVote {
  return {
    id,
    slot,
    person: String(person),
    holder: String(holder),
    name,
    kind: kind as VoteKind,
    words,
    fingerprint,
    facts: facts as unknown as DecisionFacts,
    at,
    expiresAt,
    isHeld,
  };
}

/** The override of a round that nobody took back, and whether both people may still override there, as GitHub last said (RELIABILITY T13). */
export async function readOverride(tx: Tx, { id, release }: Pick<DecisionRow, "id" | "release">): Promise<OverrideFacts | null> {
  const row = await tx.override.findFirst({ where: { decisionId: id, withdrawnAt: null } });
  if (!row) return null;
  const people = [
    { userId: row.userId, name: row.name },
    ...(row.secondUserId ? [{ userId: row.secondUserId, name: row.secondName }] : []),
  ];
  const access = await tx.repositoryAccess.findMany({
    where: { repositoryId: release.repositoryId, userId: { in: people.map(({ userId }) => userId) } },
  });
  const roleOf = (userId: string) => parseRole(access.find((one) => one.userId === userId)?.role);
  const lost = people.find(({ userId }) => !can(roleOf(userId), "release.override"));
  return {
    fingerprint: row.fingerprint,
    reason: row.reason,
    by: row.name,
    second: row.secondName,
    lost: lost ? (lost.name ?? "somebody") : null,
  };
}

/** Why an override counts no longer; null while it does. */
export function explainStale(override: OverrideFacts | null, { fingerprint }: Pick<DecisionRow, "fingerprint">): string | null {
  if (!override) return null;
  if (override.fingerprint !== fingerprint) return "something changed after it was asked for";
  return override.lost === null ? null : `${override.lost} may no longer override decisions here`;
}

/** A branch or tag as people call it. */
export const shortRef = (refName: string) => refName.replace(/^refs\/(?:heads|tags)\//, "");
