import type { Entry } from "@/lib/changelog/notes";
import { numbersOf, type ReferencedPull } from "@/lib/changelog/referenced-pull";
import { findScope } from "./read-anchors";
import type { PullRequestFacts } from "./suggestion-input";

/**
 * Facts of an entry from the numbers it refers to, all of them together. The same entry gets the same object each
 * time, so that what was measured with it is known to hold.
 */
export function readPullFacts(pulls: ReferencedPull[]): (entry: Entry) => PullRequestFacts | undefined {
  const byNumber = new Map(pulls.filter(({ kind }) => kind !== "missing").map((pull) => [pull.number, pull]));
  const known = new Map<string, PullRequestFacts>();
  return (entry) => {
    const numbers = numbersOf(entry);
    const found = numbers.flatMap((number) => byNumber.get(number) ?? []);
    if (found.length === 0) return undefined;
    const key = numbers.join(",");
    const facts = known.get(key) ?? toFacts(found);
    known.set(key, facts);
    return facts;
  };
}

function toFacts(pulls: ReferencedPull[]): PullRequestFacts {
  const [first] = pulls;
  const all = (valuesOf: (pull: ReferencedPull) => string[]) => [...new Set(pulls.flatMap(valuesOf))];
  const scope = pulls.map(({ title }) => findScope(title)?.scope).find((found) => found !== undefined);
  return {
    ...(first ? { title: first.title } : {}),
    isIssue: pulls.every(({ kind }) => kind === "issue"),
    labels: all(({ labels }) => labels),
    paths: all(({ paths }) => paths),
    linkedIssues: all(({ closes }) => closes),
    ...(first?.branch ? { branch: first.branch } : {}),
    ...(first?.author ? { author: first.author } : {}),
    ...(scope ? { scope } : {}),
  };
}
