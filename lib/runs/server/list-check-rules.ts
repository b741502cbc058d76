import { database, type Tx } from "@/lib/db/client";
import type { CheckClass, CheckRule } from "../check-rules";

/** A repository's classes of checks, in the order in which they are asked. */
export async function listCheckRules(repositoryId: string, tx: Tx = database()): Promise<CheckRule[]> {
  return (await tx.checkRule.findMany({ where: { repositoryId }, orderBy: { position: "asc" } })).map(toCheckRule);
}

/** Written by set-check-rules.ts alone, so the words are known. */
export function toCheckRule({ pattern, class: own }: { pattern: string; class: string }): CheckRule {
  return { pattern, class: own as CheckClass };
}
