import type { Tx } from "@/lib/db/client";
import type { DecisionRecord } from "../decision-record";
import type { DecisionFacts } from "../facts";
import type { DecisionRow } from "./decision-row";
import { fingerprintOf } from "./digest";
import { type Judged, readCurrentVotes } from "./judge";
import { listCounting, listDecisionChecks } from "./list-decision-checks";

/** What is to be proved later of a round; the same words until something moves. */
export async function readRecord(tx: Tx, decision: DecisionRow, facts: DecisionFacts, judged: Judged): Promise<DecisionRecord> {
  const { repository } = decision.release;
  // One after the other: a transaction has one connection.
  const rows = await tx.vote.findMany({ where: { decisionId: decision.id }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const current = await readCurrentVotes(tx, decision);
  const asker = await tx.user.findUniqueOrThrow({ where: { id: decision.askedBy }, select: { login: true } });
  const override = await tx.override.findFirst({ where: { decisionId: decision.id, withdrawnAt: null } });
  const checks = await listDecisionChecks(tx, repository.id, facts.sha);
  const standings = new Map(judged.slots.flatMap((slot) => slot.votes.map(({ vote, standing }) => [vote.id, standing] as const)));
  const standingOf = (id: string, endedBecause: string | null) => {
    if (!current.some((vote) => vote.id === id)) return endedBecause ?? "ended";
    const standing = standings.get(id);
    return standing === undefined || standing.state === "stands" ? "stands" : `${standing.state}: ${standing.why}`;
  };
  return {
    format: "slipway-decision/1",
    repository: { id: String(repository.githubId), owner: repository.owner, name: repository.name },
    version: decision.version,
    round: decision.round,
    ref: decision.refName,
    sha: facts.sha,
    fingerprint: fingerprintOf(facts),
    facts,
    policy: decision.policy,
    asked: { login: asker.login, at: decision.createdAt.toISOString(), words: decision.words },
    votes: rows.map(({ id, slot, person, login, onBehalfOf, kind, words, at, fingerprint, endedBecause }) => ({
      slot,
      person: String(person),
      login,
      onBehalfOf,
      // Written by cast-vote.ts alone.
      vote: kind as DecisionRecord["votes"][number]["vote"],
      words,
      at: at.toISOString(),
      fingerprint,
      counted: judged.counting.includes(id),
      standing: standingOf(id, endedBecause),
    })),
    override:
      override?.secondName && override.secondAt
        ? {
            reason: override.reason,
            by: override.name,
            at: override.at.toISOString(),
            second: override.secondName,
            secondAt: override.secondAt.toISOString(),
          }
        : null,
    checks: listCounting(checks),
  };
}
