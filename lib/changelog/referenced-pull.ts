import { type Entry, listEntryIds, type Notes } from "./notes";

/** What GitHub says of a number that entries refer to. */
export interface ReferencedPull {
  number: number;
  /** `missing` when GitHub knows no such number, or does not show it to Slipway. */
  kind: "pull" | "issue" | "missing";
  title: string;
  author: string;
  /** Its page on GitHub. */
  url: string;
  /** The branch it came from; empty for an issue. */
  branch: string;
  labels: string[];
  /** The first hundred changed files, from the root of the repository. */
  paths: string[];
  /** Issues it closes: `#41` or `other/repository#41`. */
  closes: string[];
}

/** What is known of the pull requests behind a draft. */
export interface DraftPulls {
  pulls: ReferencedPull[];
  /** Numbers that GitHub has not been asked for yet. */
  unread: number;
  /** Why the last attempt to read them failed, as a sentence; null when it did not. */
  problem: string | null;
}

/** Numbers of this repository that an entry refers to; other repositories and commits are not looked up. */
export function numbersOf({ references }: Entry): number[] {
  return references.flatMap(({ label }) => (/^#[1-9]\d{0,8}$/.test(label) ? [Number(label.slice(1))] : []));
}

/** Every number that the entries of the notes refer to, lowest first. */
export function listReferencedNumbers({ categories, entries }: Notes): number[] {
  const listed = categories.flatMap(listEntryIds);
  return [...new Set(listed.flatMap((id) => (entries[id] ? numbersOf(entries[id]) : [])))].sort((a, b) => a - b);
}
