import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import { findReadableRepository } from "@/lib/releases/server/get-repository";
import type { RememberedRule } from "../suggest/suggestion-input";

/** What suggestions were told to always put where, the newest first. */
export async function listRules(actor: Actor, owner: string, name: string): Promise<RememberedRule[]> {
  const { id: repositoryId } = await findReadableRepository(actor, owner, name);
  const rows = await database().groupingRule.findMany({ where: { repositoryId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
  // The column is written by remember-rule.ts alone, so its words are known.
  return rows.map(({ id, type, value, title }) => ({ id, type: type as RememberedRule["type"], value, title }));
}
