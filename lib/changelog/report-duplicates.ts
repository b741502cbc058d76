import { compareVersions, type Version } from "@/lib/releases/version";
import { consolidatedSections } from "./consolidate";
import { listEntriesInPlace } from "./entries-in-place";
import { listEntryIds, type Notes } from "./notes";
import type { Changelog, Section } from "./parse-changelog";

/** What a person should look at: neither kind is ever removed by itself. */
export interface DuplicateReport {
  /** Entries with the same references in different categories, which may be on purpose. */
  crossCategory: { references: string[]; entryIds: string[] }[];
  /** Entries whose references stand in a section of an earlier version already. */
  alreadyReleased: { entryId: string; references: string[]; version: string; category: string | null; raw: string }[];
}

/** An entry that an earlier section lists. */
interface EarlierEntry {
  version: string;
  category: string | null;
  raw: string;
}

/** What a file says about versions before one; it changes with the file alone, the notes are asked against it. */
export type EarlierEntries = ReadonlyMap<string, EarlierEntry>;

/** Looks for the notes' references in other categories and in earlier sections (A40, and the trap on it). */
export function reportDuplicates(earlier: EarlierEntries, notes: Notes): DuplicateReport {
  const byReferences = new Map<string, { references: string[]; entryIds: string[]; categories: Set<string> }>();
  const alreadyReleased: DuplicateReport["alreadyReleased"] = [];
  for (const category of notes.categories)
    for (const entryId of listEntryIds(category)) {
      const references = [...new Set(notes.entries[entryId]?.references.map(({ label }) => label) ?? [])].sort();
      if (references.length === 0) continue;
      const key = referenceKey(references);
      const known = byReferences.get(key) ?? { references, entryIds: [], categories: new Set() };
      known.entryIds.push(entryId);
      known.categories.add(category.id);
      byReferences.set(key, known);
      const released = earlier.get(key);
      if (released) alreadyReleased.push({ entryId, references, ...released });
    }
  const crossCategory = [...byReferences.values()]
    .filter(({ categories }) => categories.size > 1)
    .map(({ references, entryIds }) => ({ references, entryIds }));
  return { crossCategory, alreadyReleased };
}

/** All references of an entry in sections of lower versions of the same scope → the newest such entry. */
export function indexEarlierEntries(changelog: Changelog, version: Version): EarlierEntries {
  const sources = new Set(consolidatedSections(changelog, version));
  const scope = [...sources][0]?.scope;
  const isEarlier = (section: Section) =>
    !sources.has(section) && section.version && compareVersions(section.version, version) < 0 && (!scope || section.scope === scope);
  const index = new Map<string, EarlierEntry>();
  for (const section of changelog.sections.filter(isEarlier))
    for (const { start, end, category, references } of listEntriesInPlace(changelog, section)) {
      const key = referenceKey(references);
      if (references.length > 0 && !index.has(key))
        index.set(key, { version: section.label, category, raw: changelog.text.slice(start, end) });
    }
  return index;
}

function referenceKey(labels: string[]): string {
  return [...new Set(labels.map((label) => label.toLowerCase()))].sort().join(",");
}
