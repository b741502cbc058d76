import { listEntriesInPlace } from "@/lib/changelog/entries-in-place";
import type { Changelog } from "@/lib/changelog/parse-changelog";
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
    for (const { references } of listEntriesInPlace(changelog, section))
      for (const reference of references) {
        const known = index.get(reference) ?? [];
        if (known.at(-1)?.label !== listing.label) known.push(listing);
        index.set(reference, known);
      }
  }
  return index;
}
