import { expect, test } from "vitest";
import { giveReason } from "./give-reason";
import { readTerms } from "./read-terms";
import type { PullRequestFacts, SuggestionEntry } from "./suggestion-input";

const CHOSEN = { title: "Hull", subject: "Hull", stems: [], topic: null, phrases: [] };
const HULL = { labels: ["area:hull"], paths: ["src/hull/pump.ts"] };
const DECK = { labels: ["area:deck"], paths: ["src/deck/rope.ts"] };

function sentenceOf(group: (PullRequestFacts | null)[], others: PullRequestFacts[]): string {
  const toEntry = (pullRequest: PullRequestFacts | null, i: number): SuggestionEntry => ({
    id: `e${i}`,
    text: "",
    references: [],
    ...(pullRequest ? { pullRequest } : {}),
  });
  const category = [...group, ...others].map(toEntry);
  const entries = category.slice(0, group.length);
  return giveReason({ entries, terms: entries.map(() => readTerms("")), category, chosen: CHOSEN, given: [] }).sentence;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

for (const [name, group, others, expected] of [
  [
    "most pull requests",
    [...times(4, HULL), DECK],
    times(9, DECK),
    "4 of 5 pull requests carry the label *area:hull* and touch *src/hull/*.",
  ],
  ["both", times(2, HULL), times(4, DECK), "Both pull requests carry the label *area:hull* and touch *src/hull/*."],
  ["all", times(3, HULL), times(4, DECK), "All 3 pull requests carry the label *area:hull* and touch *src/hull/*."],
  ["issues", times(3, { isIssue: true, labels: ["area:hull"] }), times(4, DECK), "All 3 issues carry the label *area:hull*."],
  [
    "issues and pull requests",
    [HULL, HULL, { isIssue: true, labels: ["area:hull"] }],
    times(5, DECK),
    "All 3 pull requests and issues carry the label *area:hull*; 2 of 3 pull requests and issues touch *src/hull/*.",
  ],
  [
    "the entries, where one pull request is not known",
    [HULL, HULL, null],
    times(5, DECK),
    "2 of 3 entries carry the label *area:hull* and touch *src/hull/*.",
  ],
  ["an issue that they close", times(3, { linkedIssues: ["#7"] }), times(3, DECK), "All 3 pull requests close *#7*."],
  [
    "nothing that the whole category shares",
    times(3, { labels: ["type:feature"], paths: ["src/boat/main.ts"] }),
    times(6, { labels: ["type:feature"], paths: ["src/boat/rope.ts"] }),
    "The entries use words that keep the same company in this file.",
  ],
] as [string, (PullRequestFacts | null)[], PullRequestFacts[], string][])
  test(`a reason counts ${name}`, () => expect(sentenceOf(group, others)).toBe(expected));
