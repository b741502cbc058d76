import { listFinalTags, proposeTag } from "@/lib/changelog/release-tag";
import type { Tx } from "@/lib/db/client";
import type { DecisionRecord } from "../decision-record";
import type { DecisionFacts } from "../facts";
import { type TagPlan, tagMessage } from "../tag-plan";
import type { DecisionRow } from "./decision-row";
import { digestOf } from "./digest";
import type { Judged } from "./judge";
import { readRecord } from "./read-record";

export interface PlannedDecision {
  plan: TagPlan;
  record: DecisionRecord;
  digest: string;
}

/** The tag that a round leads to with these facts: name, commit and message, and the record that the message names. */
export async function planTag(tx: Tx, decision: DecisionRow, facts: DecisionFacts, judged: Judged): Promise<PlannedDecision> {
  const record = await readRecord(tx, decision, facts, judged);
  const name = await tagNameOf(tx, decision);
  const digest = digestOf(record);
  const override =
    judged.state === "overridden" && record.override
      ? `${record.override.reason} (${record.override.by} and ${record.override.second})`
      : null;
  return { plan: { name, sha: facts.sha, message: tagMessage(decision.version, decision.policy, digest, override) }, record, digest };
}

/** What a press sends back, so that the tag that is made says what was shown, and its record holds it. */
export const planDigest = ({ plan, digest }: Pick<PlannedDecision, "plan" | "digest">) => digestOf({ plan, record: digest });

/** The tag of a version: the one that is there, else with or without `v` as the repository's last final has it. */
async function tagNameOf(tx: Tx, { version, release }: DecisionRow): Promise<string> {
  const refs = await tx.gitRef.findMany({
    where: { repositoryId: release.repositoryId, name: { startsWith: "refs/tags/" } },
    select: { name: true },
    orderBy: { committedAt: "asc" },
  });
  const tags = refs.map(({ name }) => name.slice("refs/tags/".length));
  return tags.find((tag) => tag === version || tag === `v${version}`) ?? proposeTag(version, listFinalTags(tags));
}
