import type { Tx } from "@/lib/db/client";
import type { DecisionFacts } from "../facts";
import { type CommitStanding, type CurrentVote, type Judgement, judgeDecision } from "../judge-decision";
import { holdsSlot, type PersonFacts } from "../policy";
import { type DecisionRow, readOverride, toVote } from "./decision-row";
import { fingerprintOf } from "./digest";
import { findHead } from "./gather-facts";
import { listCounting, listDecisionChecks } from "./list-decision-checks";
import { listPeople } from "./people";

export interface Judged extends Judgement {
  fingerprint: string;
  /** Ids of the votes that count. */
  counting: string[];
}

/** What a round says with these facts, by the database's clock. */
export async function judge(tx: Tx, decision: DecisionRow, facts: DecisionFacts): Promise<Judged> {
  const { repositoryId } = decision.release;
  const fingerprint = fingerprintOf(facts);
  // One after the other: a transaction has one connection.
  const votes = await readCurrentVotes(tx, decision);
  const override = await readOverride(tx, decision);
  const checks = await listDecisionChecks(tx, repositoryId, facts.sha);
  const head = await findHead(tx, repositoryId, decision.refName);
  const commit = await readCommitStanding(tx, decision, facts.sha, head);
  const now = await databaseNow(tx);
  const judgement = judgeDecision({
    policy: decision.policy,
    facts,
    fingerprint,
    checks: listCounting(checks),
    isThere: head !== null,
    commit,
    votes,
    override,
    now,
  });
  const counting = judgement.slots.flatMap((slot) =>
    slot.votes.filter(({ standing }) => standing.state === "stands").map(({ vote }) => vote.id),
  );
  return { ...judgement, fingerprint, counting };
}

/**
 * Whether a commit is still what was asked about: where its branch leads, and a candidate of this version. Refs and candidates
 * are mirrored together, so a head that is known without a candidate was read and proposes nothing.
 */
async function readCommitStanding(tx: Tx, decision: DecisionRow, sha: string, head: string | null): Promise<CommitStanding> {
  const { phase, version, release } = decision;
  if (phase !== "open" || head === null) return { state: "candidate" };
  if (head !== sha) return { state: "moved", to: head };
  const candidates = await tx.candidate.findMany({ where: { sha, release: { repositoryId: release.repositoryId } } });
  const living = candidates.filter(({ goneAt }) => goneAt === null);
  if (living.some((candidate) => candidate.version === version)) return { state: "candidate" };
  const [other] = living;
  if (other) return { state: "other-version", version: other.version };
  // Nothing proposes it any more, as when its pull request was closed; what it is called did not change with that.
  return { state: candidates.some((candidate) => candidate.version === version) ? "candidate" : "no-candidate" };
}

/** The votes that nobody changed or took back, and whether their slots are still held, as GitHub last said (RELIABILITY T13). */
export async function readCurrentVotes(tx: Tx, { id, policy, release }: DecisionRow): Promise<CurrentVote[]> {
  const rows = await tx.vote.findMany({ where: { decisionId: id, isCurrent: true }, orderBy: { at: "asc" } });
  if (rows.length === 0) return [];
  const people = await listPeople(tx, release.repository, policy);
  const users = await tx.user.findMany({ where: { id: { in: rows.map(({ userId }) => userId) } }, select: { id: true, githubId: true } });
  return rows.map((row) => {
    const own = String(users.find((user) => user.id === row.userId)?.githubId);
    const holder = row.onBehalfOf === null ? own : String(row.onBehalfOfId);
    const isVoter = ({ githubId }: PersonFacts) => githubId === holder;
    const slot = policy.slots.find(({ name }) => name === row.slot);
    const mayRead = people.some(({ githubId, role }) => githubId === own && role !== "none");
    return toVote(row, mayRead && slot !== undefined && people.some((person) => isVoter(person) && holdsSlot(slot, person)));
  });
}

/** Expiry and deadlines go by the database's clock, which all processes share (RELIABILITY T24). */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select now() as now`;
  return row?.now ?? new Date();
}
