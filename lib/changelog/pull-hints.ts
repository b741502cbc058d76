import type { EntryHint } from "./entry-hints";
import { listEntryIds, type Notes } from "./notes";
import { numbersOf, type ReferencedPull } from "./referenced-pull";

/**
 * Hints by entry id about numbers that lead to an issue or nowhere. They are told only where most numbers lead to pull
 * requests: some projects refer to issues throughout, and a copy of a repository has none at all.
 */
export function listPullHints(notes: Notes, pulls: ReadonlyMap<number, ReferencedPull>): Map<string, EntryHint[]> {
  const hints = new Map<string, EntryHint[]>();
  const known = [...pulls.values()];
  if (known.filter(({ kind }) => kind === "pull").length * 2 <= known.length) return hints;
  for (const entryId of notes.categories.flatMap(listEntryIds)) {
    const entry = notes.entries[entryId];
    const found = (entry ? numbersOf(entry) : []).flatMap((number) => hintOf(pulls.get(number)));
    if (found.length > 0) hints.set(entryId, found);
  }
  return hints;
}

function hintOf(pull: ReferencedPull | undefined): EntryHint[] {
  if (pull?.kind === "issue")
    return [
      {
        type: "issue",
        label: `#${pull.number} is an issue`,
        sentence: `#${pull.number} is an issue, “${pull.title}”, and most others are pull requests.`,
      },
    ];
  if (pull?.kind !== "missing") return [];
  return [
    {
      type: "unknown-number",
      label: `#${pull.number} unknown`,
      sentence: `GitHub knows no pull request or issue #${pull.number} here, or does not show it to Slipway. Check the number.`,
    },
  ];
}
