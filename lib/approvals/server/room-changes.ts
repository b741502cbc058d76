import type { Tx } from "@/lib/db/client";
import { type DecisionFacts, listChangedParts } from "../facts";
import { VOTE_WORDS, type VoteKind } from "../judge-decision";
import { joinMoves, type MovedCommits } from "../moved-commits";
import type { ChangesView, RoomCheck } from "../room-view";
import type { DecisionRow } from "./decision-row";
import { readSection } from "./read-section";

/** What moved since this person last voted, or since the round was asked for when they have not; null when nothing did. */
export async function readChanges(tx: Tx, decision: DecisionRow, userId: string, checks: RoomCheck[]): Promise<ChangesView | null> {
  const [last] = await tx.vote.findMany({ where: { decisionId: decision.id, userId }, orderBy: { at: "desc" }, take: 1 });
  const now = decision.facts;
  const then = last ? (last.facts as unknown as DecisionFacts) : await readFirstFacts(tx, decision);
  const at = last?.at ?? decision.createdAt;
  const changedChecks = last ? compareChecks(last.evidence as unknown as RoomCheck[], checks, then.sha === now.sha) : [];
  const parts = listChangedParts(then, now);
  if (parts.length === 0 && changedChecks.length === 0) return null;
  return {
    since: last ? (last.kind === "abstain" ? "your vote" : `your ${VOTE_WORDS[last.kind as VoteKind]}`) : "the round was asked for",
    at: at.toISOString(),
    parts: changedChecks.length > 0 && !parts.includes("checks") ? [...parts, "checks"] : parts,
    commit: parts.includes("commit") ? { from: then.sha, to: now.sha, ...(await readMoves(tx, decision.id, at)) } : null,
    notes: parts.includes("notes") ? await readTexts(decision, then, now) : null,
    answers: now.answers.flatMap(({ question, answer, words }) => {
      const before = then.answers.find((one) => one.question === question);
      const [was, is] = [describeAnswer(before), describeAnswer({ answer, words })];
      return was === is ? [] : [{ question, before: was, after: is }];
    }),
    checks: changedChecks,
  };
}

const describeAnswer = (answer?: { answer: string | null; words: string }) =>
  answer?.answer ? `${answer.answer}${answer.words ? `: ${answer.words}` : ""}` : "not answered";

/** The facts the round began with: what the first turn found before it is not kept, but every vote and turn keeps its own. */
async function readFirstFacts(tx: Tx, decision: DecisionRow): Promise<DecisionFacts> {
  const asked = await tx.event.findFirst({
    where: { releaseId: decision.releaseId, type: "decision.asked", data: { path: ["decisionId"], equals: decision.id } },
    select: { data: true },
  });
  const facts = (asked?.data as { facts?: string } | null)?.facts;
  return facts ? (JSON.parse(facts) as DecisionFacts) : decision.facts;
}

async function readMoves(tx: Tx, decisionId: string, after: Date): Promise<MovedCommits> {
  const turns = await tx.decisionTurn.findMany({
    where: { decisionId, at: { gt: after } },
    orderBy: { id: "asc" },
    select: { commits: true },
  });
  return joinMoves(turns.flatMap(({ commits }) => (commits ? [toMove(commits as unknown as KeptMove)] : [])));
}

/** Written by note-decision.ts alone; what it wrote at first had no total. */
type KeptMove = Omit<MovedCommits, "total"> & Partial<Pick<MovedCommits, "total">>;

const toMove = ({ total, ...move }: KeptMove): MovedCommits => ({ ...move, total: total === undefined ? move.commits.length : total });

async function readTexts({ release: { repository }, version }: DecisionRow, then: DecisionFacts, now: DecisionFacts) {
  const [before, after] = await Promise.all([readSection(repository, then.sha, version), readSection(repository, now.sha, version)]);
  return { before: before?.text ?? "", after: after?.text ?? "" };
}

/** On the same commit a check that ended differently or ran again; on another commit every check is new anyway. */
function compareChecks(before: RoomCheck[], after: RoomCheck[], isSameCommit: boolean): ChangesView["checks"] {
  if (!isSameCommit) return [];
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((checks) => checks.find((check) => check.name === name));
    const wasRerun = Boolean(was?.endedAt && is?.endedAt && was.endedAt !== is.endedAt);
    return was?.state === is?.state && !wasRerun ? [] : [{ name, before: was?.state ?? null, after: is?.state ?? null, wasRerun }];
  });
}
