import { parentPort, workerData } from "node:worker_threads";
import { consolidate } from "@/lib/changelog/consolidate";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { measureSimilarities } from "@/lib/changelog/suggest/measure-similarities";
import { proposeGroups } from "@/lib/changelog/suggest/propose-groups";
import { readHistory } from "@/lib/changelog/suggest/read-history";
import { readSuggestionInput } from "@/lib/changelog/suggest/read-input";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";
import type { PullRequestFacts } from "@/lib/changelog/suggest/suggestion-input";
import { requireVersion } from "./read-arguments";

/** What the thread is started with. */
export interface SuggestTask {
  text: string;
  path: string;
  version: string;
  /** By number, as people write them in the file of facts. */
  pullRequests: Record<string, PullRequestFacts>;
}

/** What the thread says: how far it is from 0 to 1, and in the end the proposal. */
export type SuggestMessage = { type: "progress"; progress: number } | { type: "proposal"; proposal: Proposal };

const { text, path, version, pullRequests } = workerData as SuggestTask; // started by suggest-in-thread.ts alone
const target = requireVersion(version);
const changelog = parseChangelog(text, path);
const { notes } = consolidate(changelog, target);
const numberOf = (label: string) => label.replace(/^#/, "");
const input = readSuggestionInput(notes, readHistory(changelog, target), {
  factsOf: ({ references }) => references.map(({ label }) => pullRequests[numberOf(label)]).find((facts) => facts !== undefined),
});
const work = measureSimilarities(input);
for (let step = work.next(); ; step = work.next()) {
  const message: SuggestMessage = step.done
    ? { type: "proposal", proposal: proposeGroups(step.value) }
    : { type: "progress", progress: step.value };
  parentPort?.postMessage(message);
  if (step.done) break;
}
