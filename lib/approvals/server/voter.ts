import type { Actor } from "@/lib/auth/actor";
import { parseRole } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";
import { type HeldSlot, listHeldSlots, type PersonFacts } from "../policy";
import type { DecisionRow } from "./decision-row";
import { databaseNow } from "./judge";
import { listDelegations, listPeople } from "./people";

/** A signed-in person with the slots they may vote in. */
export interface Voter {
  githubId: string;
  slots: HeldSlot[];
}

/** Which slots of a round are this person's now, as GitHub last said. */
export async function readVoter(tx: Tx, actor: Actor, decision: DecisionRow): Promise<Voter> {
  const { repository } = decision.release;
  // One after the other: a transaction has one connection.
  const user = await tx.user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true } });
  const people = await listPeople(tx, repository, decision.policy);
  const delegations = await listDelegations(tx, repository.id);
  const access = await tx.repositoryAccess.findUnique({
    where: { userId_repositoryId: { userId: actor.id, repositoryId: repository.id } },
  });
  const now = await databaseNow(tx);
  const githubId = String(user.githubId);
  const known = people.find((one) => one.githubId === githubId);
  const person: PersonFacts = known ?? { githubId, login: actor.login, role: parseRole(access?.role), teams: [] };
  return { githubId, slots: listHeldSlots(decision.policy.slots, person, { people, delegations, now }) };
}
