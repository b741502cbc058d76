import type { Actor } from "@/lib/auth/actor";
import { can, parseRole } from "@/lib/auth/permissions";
import { database } from "@/lib/db/client";
import { type CurrentVote, VOTE_WORDS, type VoteStanding } from "../judge-decision";
import { refuseOwnApproval } from "../policy";
import type { InboxItem } from "../room-view";
import type { DecisionRow } from "./decision-row";
import { type Judged, judge } from "./judge";
import { listConcerning } from "./list-concerning";
import { findKnownHands } from "./read-hands";
import { readVoter, type Voter } from "./voter";

/** Everything that waits for this person: slots without their vote, votes of theirs that are void, overrides that need a second one. */
export async function listInbox(actor: Actor): Promise<InboxItem[]> {
  const items: InboxItem[] = [];
  for (const decision of await listConcerning(actor)) items.push(...(await listOwn(actor, decision)));
  return items.sort((a, b) => urgency(a) - urgency(b));
}

/** What is due first comes first; what has no deadline by its age. */
const urgency = ({ due, askedAt }: InboxItem) => (due ? new Date(due.at).getTime() : new Date(askedAt).getTime() + 10 * 365 * 86_400_000);

async function listOwn(actor: Actor, decision: DecisionRow): Promise<InboxItem[]> {
  const tx = database();
  const decisionId = decision.id;
  const [voter, judged, asker, reminders] = await Promise.all([
    readVoter(tx, actor, decision),
    judge(tx, decision, decision.facts),
    tx.user.findUniqueOrThrow({ where: { id: decision.askedBy }, select: { name: true } }),
    tx.reminder.findMany({ where: { decisionId }, orderBy: { at: "desc" } }),
  ]);
  const own = await findOwn(actor, decision, judged);
  const base = {
    decisionId,
    owner: decision.release.repository.owner,
    name: decision.release.repository.name,
    release: decision.release.version,
    version: decision.version,
    state: judged.state,
    askedBy: asker.name,
    askedAt: decision.createdAt.toISOString(),
    due: decision.dueAt && { at: decision.dueAt.toISOString(), pausedAt: decision.pausedAt?.toISOString() ?? null },
  };
  const override = await toOverrideItem(actor, decision);
  if (override) return [{ ...base, ...override, slot: "", onBehalfOf: null, remindedAt: null }];
  // One person, one slot: whose vote stands waits for the others.
  if (own?.standing.state === "stands" || own?.standing.state === "suspended") return [];
  const waiting = voter.slots.filter(({ slot }) => judged.slots.some((one) => one.slot.name === slot && one.state !== "go"));
  const [first] = own ? waiting.filter(({ slot }) => slot === own.vote.slot) : waiting;
  const held = first ?? waiting[0];
  if (!held || (await isOwnWork(actor, decision, voter))) return [];
  return [
    {
      ...base,
      slot: held.slot,
      onBehalfOf: held.onBehalfOf?.login ?? null,
      kind: own ? "again" : "vote",
      sentence: own
        ? `Your ${VOTE_WORDS[own.vote.kind]} is void: ${own.standing.state === "stale" || own.standing.state === "expired" ? own.standing.why : ""}.`
        : `${asker.name} asks for your vote as ${held.slot}.`,
      remindedAt: reminders.find(({ slot }) => slot === held.slot)?.at.toISOString() ?? null,
    },
  ];
}

/** Whether the voter had a hand in it, so that somebody else has to say GO; as far as is known without asking GitHub. */
async function isOwnWork({ login }: Actor, decision: DecisionRow, { githubId }: Voter): Promise<boolean> {
  const voter = { githubId, login };
  return refuseOwnApproval(voter, decision.policy, await findKnownHands(decision, decision.facts.sha, voter)) !== null;
}

async function findOwn(
  actor: Actor,
  { id }: DecisionRow,
  judged: Judged,
): Promise<{ vote: CurrentVote; standing: VoteStanding } | undefined> {
  const row = await database().vote.findFirst({ where: { decisionId: id, userId: actor.id, isCurrent: true }, select: { id: true } });
  return judged.slots.flatMap(({ votes }) => votes).find(({ vote }) => vote.id === row?.id);
}

async function toOverrideItem(
  actor: Actor,
  { id, fingerprint, release }: DecisionRow,
): Promise<Pick<InboxItem, "kind" | "sentence"> | null> {
  const override = await database().override.findFirst({ where: { decisionId: id, withdrawnAt: null, secondAt: null } });
  if (!override || override.userId === actor.id || override.fingerprint !== fingerprint) return null;
  const key = { userId: actor.id, repositoryId: release.repositoryId };
  const access = await database().repositoryAccess.findUnique({ where: { userId_repositoryId: key } });
  if (!can(parseRole(access?.role), "release.override")) return null;
  return { kind: "override", sentence: `${override.name} asks for a second person to override this decision: ${override.reason}` };
}
