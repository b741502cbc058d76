import { readFileSync } from "node:fs";
import { join } from "node:path";
import { consolidate } from "@/lib/changelog/consolidate";
import { listEntryIds } from "@/lib/changelog/notes";
import { type Changelog, findSections, parseChangelog } from "@/lib/changelog/parse-changelog";
import { parseSection, type SectionCategory } from "@/lib/changelog/parse-section";
import { entryText, trailingReferences } from "@/lib/changelog/references";
import { readHistory } from "@/lib/changelog/suggest/read-history";
import type { CategoryInput, History } from "@/lib/changelog/suggest/suggestion-input";
import { parseVersion, type Version } from "@/lib/releases/version";

/** A category as a flat list, with the heading each entry was published under; null is the bare category. */
export interface GroupedCategory extends CategoryInput {
  published: (string | null)[];
}

/** One release that people grouped, with nothing but the older sections of its own file. */
export interface GroupedRelease {
  version: string;
  categories: GroupedCategory[];
  /** Entries of the release's other categories: nobody grouped them, but they are part of the background. */
  otherTexts: string[];
  history: History;
}

const CASES = ["26.1.0", "25.17.0"];

/**
 * Reads every grouped release from the two cases: the cases themselves as published, and the grouped sections
 * below the newer one. Entries come in the order of the flat file (for the cases), else by number.
 */
export function readGroupedReleases(folder: string): GroupedRelease[] {
  const read = (name: string, file: string) => parseChangelog(readFileSync(join(folder, "cases", name, file), "utf8"));
  const published = read(CASES[0] ?? "", "after.md");
  const orders = new Map(CASES.map((name) => [name, flatOrder(read(name, "before.md"), name)]));
  const versions = published.sections.flatMap(({ version }) => (version ? [version] : []));
  return versions
    .map((version) => readRelease(published, version, orders.get(version.text)))
    .filter(({ categories }) => categories.length > 0);
}

function readRelease(changelog: Changelog, version: Version, order: Map<string, number> | undefined): GroupedRelease {
  const section = findSections(changelog, version)[0];
  const categories = section ? parseSection(changelog, section) : [];
  const grouped = categories.filter(({ groups }) => groups.some(({ title, items }) => title !== null && items.length > 0));
  return {
    version: version.text,
    history: readHistory(changelog, version),
    otherTexts: categories.flatMap((category) => (grouped.includes(category) ? [] : textsOf(changelog, category))),
    categories: grouped.map(({ title, groups }) => {
      const entries = groups.flatMap((group) =>
        group.items
          .filter(({ kind }) => kind === "entry")
          .map(({ start, end }) => {
            const raw = changelog.text.slice(start, end);
            const references = trailingReferences(raw).map(({ label }) => label);
            return { id: String(start), text: entryText(raw), references, heading: group.title };
          }),
      );
      const place = (references: string[]) => order?.get(references[0] ?? "") ?? Number(/\d+$/.exec(references[0] ?? "")?.[0] ?? 0);
      entries.sort((a, b) => place(a.references) - place(b.references) || Number(a.id) - Number(b.id));
      return {
        id: `${version.text}/${title ?? ""}`,
        title: title ?? "",
        entries: entries.map(({ id, text, references }) => ({ id, text, references })),
        published: entries.map(({ heading }) => heading),
      };
    }),
  };
}

function textsOf(changelog: Changelog, { groups }: SectionCategory): string[] {
  const items = groups.flatMap((group) => group.items.filter(({ kind }) => kind === "entry"));
  return items.map(({ start, end }) => entryText(changelog.text.slice(start, end)));
}

function flatOrder(before: Changelog, name: string): Map<string, number> {
  const version = parseVersion(name);
  const order = new Map<string, number>();
  if (!version) return order;
  const { notes } = consolidate(before, version);
  for (const id of notes.categories.flatMap(listEntryIds)) {
    const label = notes.entries[id]?.references[0]?.label ?? "";
    if (!order.has(label)) order.set(label, order.size);
  }
  return order;
}
