import { database, type Tx } from "@/lib/db/client";
import type { CheckClass, CheckRule } from "../check-rules";

/** A repository's classes of checks, in the order in which they are asked. */
export async function listCheckRules(repositoryId: string, tx: Tx = database()): Promise<CheckRule[]> {
  const rows = await tx.checkRule.findMany({ where: { repositoryId }, orderBy: { position: "asc" } });
  // Written by set-check-rules.ts alone, so the words are known.
  return rows.map(({ pattern, class: own }) => ({ pattern, class: own as CheckClass }));
}
