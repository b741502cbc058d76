import type { AuditEvent } from "@/lib/audit/event";
import { inTransaction } from "@/lib/command/command";
import { database, type Tx } from "@/lib/db/client";
import { compareCommits } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import { log } from "@/lib/log/log";
import { moveDeadline } from "../deadline";
import { type DecisionFacts, describeChange } from "../facts";
import type { DecisionState } from "../judge-decision";
import { type MovedCommits, UNKNOWN_MOVE } from "../moved-commits";
import { type DecisionRow, lockDecision, readDecision } from "./decision-row";
import { findHead, gatherFacts, toAnswer } from "./gather-facts";
import { databaseNow, type Judged, judge } from "./judge";
import { readHands } from "./read-hands";

/**
 * Looks whether anything moved under a round, and puts it on record: the candidate, its notes, what is required, a check.
 * Votes that no longer count, or count again, are named. Safe to repeat; says whether something had moved.
 */
export async function noteDecision(decisionId: string): Promise<boolean> {
  const seen = await readDecision(database(), decisionId);
  if (seen.phase !== "open") return false;
  const head = await findHead(database(), seen.release.repositoryId, seen.refName);
  const sha = head ?? seen.facts.sha;
  const gathered = await gatherFacts(seen, sha);
  const commits = sha === seen.facts.sha ? null : await listMovedCommits(seen, sha);
  // So that the room can say at once whose work it is.
  if (commits) await readHands(seen, sha).catch((error: unknown) => doWithout("who wrote the candidate is not known", error));
  const { value: hasMoved } = await inTransaction(async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (decision.phase !== "open") return { value: false, events: [] };
    const events = await noteFacts(tx, decision, { ...gathered, answers: decision.answers.map(toAnswer) }, commits);
    return { value: events.length > 0, events };
  }, null);
  if (hasMoved) await announce({ repositoryId: seen.release.repositoryId, topic: "decision" });
  return hasMoved;
}

/** Takes over what the facts are now and what the round says with them; the caller holds the round. No events when nothing moved. */
export async function noteFacts(
  tx: Tx,
  decision: DecisionRow,
  facts: DecisionFacts,
  commits: MovedCommits | null = null,
): Promise<AuditEvent[]> {
  const judged = await judge(tx, decision, facts);
  const voided = decision.counting.filter((id) => !judged.counting.includes(id));
  const revived = judged.counting.filter((id) => !decision.counting.includes(id));
  const isSame = judged.fingerprint === decision.fingerprint && judged.state === decision.standing && voided.length + revived.length === 0;
  if (isSame) return [];
  await saveStanding(tx, decision, judged, facts);
  const sentence = describeTurn(decision, facts, judged, { voided: voided.length, revived: revived.length });
  await tx.decisionTurn.create({
    data: {
      decisionId: decision.id,
      standing: judged.state,
      fingerprint: judged.fingerprint,
      facts: facts as object,
      sentence,
      voided,
      revived,
      ...(commits ? { commits: commits as object } : {}),
    },
    select: { id: true },
  });
  return [
    {
      type: "decision.moved",
      repositoryId: decision.release.repositoryId,
      releaseId: decision.releaseId,
      sentence,
      data: {
        decisionId: decision.id,
        fingerprint: judged.fingerprint,
        standing: judged.state,
        voided: voided.length,
        revived: revived.length,
      },
    },
  ];
}

/** Writes what the round says now, and lets its clock stand still or go on. */
async function saveStanding(tx: Tx, decision: DecisionRow, judged: Judged, facts: DecisionFacts): Promise<void> {
  const { dueAt, pausedAt } = moveDeadline(decision, asksForWork(judged), await databaseNow(tx));
  await tx.decision.update({
    where: { id: decision.id },
    data: { facts: facts as object, fingerprint: judged.fingerprint, standing: judged.state, counting: judged.counting, dueAt, pausedAt },
    select: { id: true },
  });
}

/** Whether a vote that stands asks for work, whatever else is said: a NO-GO beside it does not start the clock again. */
const asksForWork = ({ slots }: Judged) =>
  slots.some(({ votes }) => votes.some(({ vote, standing }) => vote.kind === "needs-work" && standing.state === "stands"));

/**
 * What lies between where the candidate was and where it is. A commit that GitHub has thrown away cannot be compared, and two
 * that are far apart may not be: the votes go void all the same.
 */
async function listMovedCommits({ facts, release: { repository } }: DecisionRow, to: string): Promise<MovedCommits> {
  const octokit = installationOctokit(Number(repository.installationId));
  return callGithub("compare the candidate with what it was", () => compareCommits(octokit, repository, facts.sha, to)).catch(
    (error: unknown) => {
      doWithout("the candidate could not be compared with what it was", error);
      return UNKNOWN_MOVE;
    },
  );
}

/** What a round is shown with and not bound to is left out, so that it never keeps the round on an old commit. */
function doWithout(what: string, error: unknown): void {
  log().warn({ error: error instanceof Error ? error.message : String(error) }, what);
}

/** Counts anew after somebody said something; the facts are as they were. */
export async function settleVotes(tx: Tx, decision: DecisionRow): Promise<void> {
  await saveStanding(tx, decision, await judge(tx, decision, decision.facts), decision.facts);
}

const STATE_WORDS: Record<DecisionState, string> = {
  open: "votes are open",
  "needs-work": "somebody asks for work",
  "no-go": "it is a NO-GO",
  suspended: "it is suspended",
  blocked: "everybody said GO, and something stands in the way",
  go: "it is a GO",
  overridden: "it goes on by override",
};

function describeTurn(
  decision: DecisionRow,
  facts: DecisionFacts,
  { fingerprint, state, slots }: Judged,
  { voided, revived }: { voided: number; revived: number },
): string {
  const votes = (count: number) => (count === 1 ? "one vote" : `${count} votes`);
  const why = slots.flatMap((slot) => slot.votes).flatMap(({ standing }) => (standing.state === "stands" ? [] : [standing.why]));
  const moved = fingerprint === decision.fingerprint ? (voided > 0 ? why[0] : undefined) : describeChange(decision.facts, facts);
  const outcome = [
    ...(voided > 0 ? [`${votes(voided)} ${voided === 1 ? "does" : "do"} not count`] : []),
    ...(revived > 0 ? [`${votes(revived)} ${revived === 1 ? "counts" : "count"} again`] : []),
    ...(state === decision.standing ? [] : [STATE_WORDS[state]]),
  ];
  const sentence = `${moved ?? "The checks changed"}${outcome.length > 0 ? `: ${outcome.join(", ")}` : ""}`;
  return `Go/no-go of ${decision.version}: ${sentence}`;
}
