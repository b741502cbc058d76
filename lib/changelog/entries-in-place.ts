import type { Changelog, Section } from "./parse-changelog";
import { parseSection } from "./parse-section";
import { trailingReferences } from "./references";

/** A bullet of a section, with where it stands and what it refers to; offsets into the file. */
export interface EntryInPlace {
  start: number;
  end: number;
  category: string | null;
  subsection: string | null;
  /** Lower-case labels, `#12` or `other/repository#12`. */
  references: string[];
}

/** The bullets of a section in file order. */
export function listEntriesInPlace(changelog: Changelog, section: Section): EntryInPlace[] {
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
