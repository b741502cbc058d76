import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { type CommandContext, command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { explainRequired, VOTE_WORDS, VOTES, type VoteKind } from "../judge-decision";
import { type Account, type Hand, personOf, refuseOwnApproval } from "../policy";
import type { RoomCheck } from "../room-view";
import { type DecisionRow, lockDecision, lockOpenDecision, readDecision, repositoryOfDecision, requireOpen } from "./decision-row";
import { findHead } from "./gather-facts";
import { databaseNow } from "./judge";
import { listCounting, listDecisionChecks } from "./list-decision-checks";
import { settleVotes } from "./note-decision";
import { refreshTeams } from "./people";
import { readHands } from "./read-hands";
import { refreshLenders } from "./refresh-voters";
import { readVoter } from "./voter";

const HOUR = 3_600_000;

const input = z.object({
  /** Made by the browser, so that a repeated request finds the first. */
  voteId: z.uuid(),
  decisionId: z.uuid(),
  slot: z.string(),
  kind: z.enum(VOTES),
  words: z.string().trim().max(5_000),
  /** What the person had before them. */
  fingerprint: z.string(),
  /** The version, typed, where the repository asks for it. */
  typed: z.string().nullable(),
});

interface Prepared {
  /** The commit whose authors these are. */
  sha: string;
  hands: Hand[];
}

/** What GitHub has to be asked before the transaction: what who lent a slot may do, who is in the teams, and who wrote what is voted on. */
async function prepare(actor: Actor, { decisionId, kind }: z.infer<typeof input>): Promise<Prepared> {
  const decision = await readDecision(database(), decisionId);
  await refreshLenders(actor, decision);
  await refreshTeams(decision.release.repository, decision.policy, ROLE_AGE.change);
  const { sha } = decision.facts;
  // Only a GO on one's own work is refused; nothing else waits for who wrote it.
  return { sha, hands: kind === "go" ? await readHands(decision, sha) : [] };
}

/** Votes in a slot, or changes the vote; it is bound to exactly what the person saw. */
export const castVote = command({
  permission: "release.vote",
  input,
  repositoryOf: repositoryOfDecision,
  prepare,
  async run(context, vote) {
    const { tx, actor } = context;
    const repeated = await tx.vote.findUnique({ where: { id: vote.voteId }, select: { userId: true, fingerprint: true } });
    if (repeated && repeated.userId !== actor.id) throw new AppError("conflict", "Somebody else's vote has this number. Vote again.");
    if (repeated) return { value: { voteId: vote.voteId }, events: [] };
    const decision = await lockOpenDecision(tx, vote.decisionId);
    requireWords(decision, vote);
    await requireSame(context, decision, vote.fingerprint);
    const { githubId, slots } = await readVoter(tx, actor, decision);
    const held = slots.find(({ slot }) => slot === vote.slot);
    if (!held) throw new AppError("forbidden", explainNotHeld(decision, vote.slot));
    const { linkedAccounts } = decision.policy;
    const voter = { githubId, login: actor.login };
    const refusal = vote.kind === "go" ? refuseOwnApproval(voter, decision.policy, context.prepared.hands, held.onBehalfOf) : null;
    if (refusal) throw new AppError("forbidden", refusal);
    const person = BigInt(personOf(githubId, linkedAccounts));
    const holder = BigInt(personOf(held.onBehalfOf?.githubId ?? githubId, linkedAccounts));
    // What was shown beside the vote is kept with it.
    const evidence = await listDecisionChecks(tx, decision.release.repositoryId, decision.facts.sha);
    if (vote.kind === "go") requireCounting(evidence);
    const before = await endCurrent(context, decision, person, "changed");
    await takeSeat(context, decision, { holder, lender: held.onBehalfOf });
    const at = await databaseNow(tx);
    const { voteHours } = decision.policy;
    await tx.vote.create({
      data: {
        id: vote.voteId,
        decisionId: decision.id,
        slot: vote.slot,
        person,
        userId: actor.id,
        login: actor.login,
        name: actor.name,
        onBehalfOf: held.onBehalfOf?.login ?? null,
        onBehalfOfId: held.onBehalfOf && BigInt(held.onBehalfOf.githubId),
        holder,
        kind: vote.kind,
        words: vote.words,
        fingerprint: vote.fingerprint,
        facts: decision.facts as object,
        evidence: evidence.map((check) => ({ ...check })),
        at,
        expiresAt: voteHours === null ? null : new Date(at.getTime() + voteHours * HOUR),
      },
      select: { id: true },
    });
    await settleVotes(tx, decision);
    const lead = before === null ? "Voted" : before === vote.kind ? "Voted again:" : `Changed ${VOTE_WORDS[before]} to`;
    const words = `${VOTE_WORDS[vote.kind]} for ${vote.slot} on ${decision.version} at ${decision.facts.sha.slice(0, 7)}`;
    return {
      value: { voteId: vote.voteId },
      events: [
        {
          type: before ? "decision.vote-changed" : "decision.voted",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `${lead} ${words}${held.onBehalfOf ? `, on behalf of ${held.onBehalfOf.login}` : ""}`,
          data: { decisionId: decision.id, voteId: vote.voteId, slot: vote.slot, vote: vote.kind, fingerprint: vote.fingerprint },
        },
      ],
      changes: [{ repositoryId: decision.release.repositoryId, topic: "decision" }],
    };
  },
});

/** Takes the own vote back; it stays on record. */
export const withdrawVote = command({
  permission: "release.vote",
  input: z.object({ decisionId: z.uuid(), voteId: z.uuid() }),
  repositoryOf: repositoryOfDecision,
  async run(context, { decisionId, voteId }) {
    const { tx, actor } = context;
    const decision = await lockDecision(tx, decisionId);
    const vote = await tx.vote.findUnique({ where: { id: voteId } });
    if (vote?.decisionId !== decisionId) throw new AppError("not-found", "This vote is not there.");
    if (vote.userId !== actor.id) throw new AppError("forbidden", `Only ${vote.name} can take this vote back.`);
    if (!vote.isCurrent) return { value: { voteId }, events: [] };
    requireOpen(decision);
    await endCurrent(context, decision, vote.person, "withdrawn");
    await settleVotes(tx, decision);
    return {
      value: { voteId },
      events: [
        {
          type: "decision.vote-withdrawn",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Took back ${VOTE_WORDS[vote.kind as VoteKind]} for ${vote.slot} on ${decision.version}`,
          data: { decisionId, voteId, slot: vote.slot },
        },
      ],
      changes: [{ repositoryId: decision.release.repositoryId, topic: "decision" }],
    };
  },
});

function requireWords({ policy, version, answers }: DecisionRow, { kind, words, typed }: z.infer<typeof input>): void {
  if ((kind === "no-go" || kind === "needs-work") && words === "")
    throw new AppError(
      "invalid",
      kind === "no-go" ? "Say why it is a NO-GO: the others read it." : "Say what has to be done: the others read it.",
    );
  if (kind !== "go") return;
  if (answers.some(({ answer }) => answer === null))
    throw new AppError("blocked", "A question about this candidate is not answered yet. Answer it, then vote.");
  if (policy.hasTypedConfirmation && typed?.trim() !== version)
    throw new AppError("invalid", `Type ${version} to vote GO; this repository asks for it.`);
}

/** A vote on something else than what is there now is refused, and nothing is counted. */
async function requireSame({ tx, prepared }: CommandContext<Prepared>, decision: DecisionRow, fingerprint: string): Promise<void> {
  const head = await findHead(tx, decision.release.repositoryId, decision.refName);
  if (head === null) throw new AppError("blocked", "The branch or tag that is decided on is gone. Nobody can vote on it.");
  const { sha } = decision.facts;
  if (fingerprint !== decision.fingerprint || head !== sha || prepared.sha !== sha)
    throw new AppError("conflict", "Something changed while you were reading. Look at what changed, then vote again.");
}

/** A GO that would be void at once is not taken; while a required check still runs it is, and counts when it passed. */
function requireCounting(checks: RoomCheck[]): void {
  const why = explainRequired(listCounting(checks));
  if (why?.state === "stale") throw new AppError("blocked", `A GO would not count: ${why.why}. Mend it or run it again, then vote.`);
}

async function endCurrent(
  { tx }: Pick<CommandContext, "tx">,
  decision: DecisionRow,
  person: bigint,
  endedBecause: "changed" | "withdrawn",
): Promise<VoteKind | null> {
  const current = await tx.vote.findFirst({ where: { decisionId: decision.id, person, isCurrent: true } });
  if (!current) return null;
  const endedAt = await databaseNow(tx);
  await tx.vote.update({ where: { id: current.id }, data: { isCurrent: false, endedAt, endedBecause }, select: { id: true } });
  return current.kind as VoteKind;
}

/**
 * One seat has one vote: to whom it was lent cannot add to what was said in it. Who holds it takes it back by voting, except from
 * a NO-GO, which only its voter takes back.
 */
async function takeSeat(
  { tx }: Pick<CommandContext, "tx">,
  decision: DecisionRow,
  { holder, lender }: { holder: bigint; lender: Account | null },
): Promise<void> {
  const taken = await tx.vote.findFirst({ where: { decisionId: decision.id, holder, isCurrent: true } });
  if (!taken) return;
  if (lender)
    throw new AppError(
      "conflict",
      `${taken.name} has voted ${VOTE_WORDS[taken.kind as VoteKind]} in the seat that ${lender.login} lent you, and one seat has one vote.`,
    );
  if (taken.kind === "no-go")
    throw new AppError("conflict", `${taken.name} said NO-GO in the seat that you lent them. They have to take it back before you vote.`);
  await endCurrent({ tx }, decision, taken.person, "changed");
}

function explainNotHeld({ policy }: DecisionRow, slot: string): string {
  if (!policy.slots.some(({ name }) => name === slot)) return `This round has no slot ${slot}. Reload the page.`;
  return `${slot} is not yours to fill. Who holds it can lend it to you under “Who decides”.`;
}
