import { z } from "zod";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { command } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import type { Presence } from "../presence";
import { repositoryOfDraft } from "./draft-row";
import { STAY_SECONDS, selectPresent } from "./list-presence";

/**
 * Says where a tab is, or that it leaves, and answers with everybody who is here. Others are told only when something
 * changed. It is no change of the draft, so the record does not tell of it.
 */
export const markPresence = command({
  permission: "repository.read",
  input: z.object({
    draftId: z.uuid(),
    tabId: z.uuid(),
    entryId: z.string().min(1).max(80).nullable(),
    isEditing: z.boolean(),
    isLeaving: z.boolean().optional(),
  }),
  repositoryOf: repositoryOfDraft,
  maximumRoleAge: ROLE_AGE.read,
  async run({ tx, actor }, { draftId, tabId, entryId, isEditing, isLeaving }) {
    const gone = await tx.$executeRaw`
      delete from "Presence" where "draftId" = ${draftId}::uuid
        and ("seenAt" < now() - make_interval(secs => ${STAY_SECONDS})
          or (${isLeaving ?? false} and "tabId" = ${tabId}::uuid and "userId" = ${actor.id}::uuid))`;
    const changed = isLeaving ? [] : await mark(tx, { draftId, tabId, userId: actor.id, entryId, isEditing });
    const hasChanged = gone > 0 || changed.length > 0;
    const repositoryId = hasChanged ? await repositoryOfDraft({ draftId }) : null;
    return {
      value: await selectPresent(tx, draftId),
      events: [],
      changes: repositoryId ? [{ repositoryId, topic: "presence" as const }] : [],
    };
  },
});

/** Answers with a row when the tab is new here or elsewhere than before. */
function mark(tx: Tx, { draftId, tabId, userId, entryId, isEditing }: Omit<Presence, "name"> & { draftId: string }): Promise<unknown[]> {
  return tx.$queryRaw<unknown[]>`
    with before as (select "entryId", "isEditing" from "Presence" where "draftId" = ${draftId}::uuid and "tabId" = ${tabId}::uuid),
    marked as (
      insert into "Presence" ("draftId", "tabId", "userId", "entryId", "isEditing", "seenAt")
      values (${draftId}::uuid, ${tabId}::uuid, ${userId}::uuid, ${entryId}, ${isEditing}, now())
      on conflict ("draftId", "tabId") do update
        set "entryId" = excluded."entryId", "isEditing" = excluded."isEditing", "seenAt" = now()
        where "Presence"."userId" = excluded."userId"
      returning "entryId", "isEditing")
    select 1 as changed from marked left join before on true
    where before."isEditing" is null or (before."entryId", before."isEditing") is distinct from (marked."entryId", marked."isEditing")`;
}
