import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database, type Tx } from "@/lib/db/client";
import type { Presence } from "../presence";
import { repositoryOfDraft } from "./draft-row";

/** For how long a tab that says nothing is still here, by the database's clock; tabs speak every 20 s. */
export const STAY_SECONDS = 45;

/** Everybody who has a draft open now. */
export async function listPresence(actor: Actor, draftId: string): Promise<Presence[]> {
  await authorize(actor, "repository.read", await repositoryOfDraft({ draftId }), ROLE_AGE.read);
  return database().$transaction((tx) => selectPresent(tx, draftId));
}

/** The same within a transaction; the caller has authorised the reading. */
export function selectPresent(tx: Tx, draftId: string): Promise<Presence[]> {
  return tx.$queryRaw<Presence[]>`
    select p."tabId", p."userId", u."name", p."entryId", p."isEditing" from "Presence" p join "User" u on u."id" = p."userId"
    where p."draftId" = ${draftId}::uuid and p."seenAt" >= now() - make_interval(secs => ${STAY_SECONDS})
    order by u."name", p."tabId"`;
}
