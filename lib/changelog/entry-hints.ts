import type { Notes } from "./notes";
import { type EarlierEntries, reportDuplicates } from "./report-duplicates";

/** Something a person should look at before they let an entry stand; never a reason to refuse it. */
export interface EntryHint {
  type: "other-category" | "already-released" | "no-reference" | "issue" | "unknown-number";
  /** A few words for a chip. */
  label: string;
  sentence: string;
}

/** Hints by entry id: the same references elsewhere (A40), and an entry without any where most have one. */
export function listEntryHints(earlier: EarlierEntries, notes: Notes): Map<string, EntryHint[]> {
  const hints = new Map<string, EntryHint[]>();
  const add = (entryId: string, hint: EntryHint) => hints.set(entryId, [...(hints.get(entryId) ?? []), hint]);
  const { crossCategory, alreadyReleased } = reportDuplicates(earlier, notes);
  const categoryOf = categoriesByEntry(notes);
  for (const { references, entryIds } of crossCategory)
    for (const entryId of entryIds) {
      const others = [...new Set(entryIds.map((id) => categoryOf.get(id) ?? ""))].filter((title) => title !== categoryOf.get(entryId));
      if (others.length === 0) continue;
      const where = others.join(" and ");
      add(entryId, {
        type: "other-category",
        label: `also in ${where}`,
        sentence: `${references.join(", ")} stands in ${where} too. Keep both only on purpose.`,
      });
    }
  for (const { entryId, references, version: where, raw } of alreadyReleased)
    add(entryId, {
      type: "already-released",
      label: `in ${where}`,
      sentence: `${references.join(", ")} was released in ${where} already, as “${raw}”.`,
    });
  const listed = [...categoryOf.keys()].map((id) => notes.entries[id]).filter((entry) => entry?.kind === "entry");
  const bare = listed.filter((entry) => entry?.references.length === 0);
  if (bare.length * 2 < listed.length)
    for (const entry of bare)
      if (entry)
        add(entry.id, { type: "no-reference", label: "no link", sentence: "It names no pull request or issue, and most others do." });
  return hints;
}

function categoriesByEntry(notes: Notes): Map<string, string> {
  const titles = new Map<string, string>();
  for (const { title, subsections, ungroupedIds } of notes.categories)
    for (const id of [...subsections.flatMap(({ entryIds }) => entryIds), ...ungroupedIds]) titles.set(id, title ?? "no category");
  return titles;
}
