import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import { parseSection } from "@/lib/changelog/parse-section";
import { trailingReferences } from "@/lib/changelog/references";
import type { Version } from "@/lib/releases/version";

/** Where a reference was listed: newest section first, as in the file. */
export interface Listing {
  label: string;
  version: Version;
  scope: string;
}

/** Every reference an entry of a file ends with → the sections that list it. */
export function indexReleased(changelog: Changelog): Map<string, Listing[]> {
  const index = new Map<string, Listing[]>();
  for (const section of changelog.sections) {
    if (!section.version) continue;
    const listing = { label: section.label, version: section.version, scope: section.scope };
    for (const { references } of entriesOf(changelog, section))
      for (const reference of references) {
        const known = index.get(reference) ?? [];
        if (known.at(-1)?.label !== listing.label) known.push(listing);
        index.set(reference, known);
      }
  }
  return index;
}

/** The bullets of a section with where they stand and what they refer to. */
export function entriesOf(changelog: Changelog, section: Section): EntryInPlace[] {
  return parseSection(changelog, section).flatMap((category) =>
    category.groups.flatMap((group) =>
      group.items
        .filter(({ kind }) => kind === "entry")
        .map(({ start, end }) => ({
          start,
          end,
          category: category.title,
          subsection: group.title,
          references: trailingReferences(changelog.text.slice(start, end)).map(({ label }) => label.toLowerCase()),
        })),
    ),
  );
}

export interface EntryInPlace {
  start: number;
  end: number;
  category: string | null;
  subsection: string | null;
  /** Lower-case labels, `#12` or `other/repository#12`. */
  references: string[];
}
