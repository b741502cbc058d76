import { type EntryInPlace, listEntriesInPlace } from "@/lib/changelog/entries-in-place";
import { categoryKey } from "@/lib/changelog/identity";
import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";
import { entryText } from "@/lib/changelog/references";
import { compareVersions, isSameRelease } from "@/lib/releases/version";
import type { Listing } from "./index-released";

/** Checks the entries of one section against each other and against earlier sections (A40, A63). */
export function lintEntries(changelog: Changelog, section: Section, released: Map<string, Listing[]>): Problem[] {
  const entries = listEntriesInPlace(changelog, section);
  const usesReferences = entries.filter(({ references }) => references.length > 0).length * 2 > entries.length;
  const byReference = new Map<string, EntryInPlace>();
  const byText = new Map<string, EntryInPlace>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    const { start } = entry;
    const end = endOfFirstLine(changelog.text, entry);
    const warn = (id: string, severity: Problem["severity"], message: string) => problems.push({ id, severity, start, end, message });
    if (entry.references.length === 0 && usesReferences)
      warn("entry-without-reference", "warning", "This entry names no pull request or issue. Add one, so that readers can follow it.");
    const text = `${categoryKey(entry.category)}|${entryText(changelog.text.slice(entry.start, entry.end)).toLowerCase()}|${entry.references.join()}`;
    if (byText.has(text)) warn("repeated-entry", "warning", "This entry stands here twice, word for word. Delete one.");
    byText.set(text, entry);
    for (const reference of entry.references) {
      const other = byReference.get(reference);
      byReference.set(reference, other ?? entry);
      const earlier = findEarlier(released.get(reference) ?? [], section);
      if (earlier)
        warn(
          "already-released",
          "warning",
          `${reference} is listed under ${earlier.label} already. Delete one of the two, or say what is new.`,
        );
      if (!other) continue;
      if (categoryKey(other.category) !== categoryKey(entry.category))
        warn(
          "same-reference-in-two-categories",
          "info",
          `${reference} stands under “${other.category ?? "no category"}” too. Keep both only on purpose.`,
        );
      else if (other.subsection !== entry.subsection && other.subsection !== null && entry.subsection !== null)
        warn(
          "same-reference-in-two-groups",
          "warning",
          `${reference} stands under “${other.subsection}” too. Put it where it is most specific.`,
        );
    }
  }
  return problems;
}

function findEarlier(listings: Listing[], { version, scope }: Section): Listing | undefined {
  if (!version) return listings.find((listing) => listing.scope === scope);
  return listings.find(
    (listing) => listing.scope === scope && compareVersions(listing.version, version) < 0 && !isSameRelease(listing.version, version),
  );
}

function endOfFirstLine(text: string, { start, end }: EntryInPlace): number {
  const line = /[^\r\n]*/.exec(text.slice(start, Math.min(end, start + 300)))?.[0].length ?? 0;
  return start + line;
}
