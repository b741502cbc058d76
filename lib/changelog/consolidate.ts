import { compareVersions, isSameRelease, type Version } from "@/lib/releases/version";
import { categoryKey, fingerprintText, identityOf } from "./identity";
import type { Category, Entry, LedgerRow, Notes } from "./notes";
import { type Changelog, findSections, type Section } from "./parse-changelog";
import { parseSection, type SectionCategory, type SectionGroup } from "./parse-section";
import { entryText, trailingReferences } from "./references";

export interface Consolidation {
  notes: Notes;
  ledger: LedgerRow[];
  /** The sections the notes replace, in file order: the final's own and those of its candidates. */
  sources: Section[];
}

const NO_CHANGES = /^no significant changes\.?$/i;

/**
 * Merges the generated section of a final with every candidate section of the same major.minor.patch
 * (A35–A45). The newest text of an entry wins, by order of versions; two entries of one section are never
 * merged; everything that is no entry is carried. Consolidating a consolidated file changes nothing.
 * `categoryOrder`: the process's list of category titles; those not in it follow in the order they were first seen.
 */
export function consolidate(changelog: Changelog, version: Version, categoryOrder: string[] = []): Consolidation {
  const sources = consolidatedSections(changelog, version);
  const newestFirst = [...sources].sort(
    (a, b) => (a.version && b.version ? compareVersions(b.version, a.version) : 0) || a.start - b.start,
  );
  const notes: Notes = { version: version.text, categories: [], entries: {} };
  const ledger: LedgerRow[] = [];
  const byIdentity = new Map<string, Entry[]>();
  const parsed = newestFirst.map((section) => ({ section, categories: parseSection(changelog, section) }));
  const filled = new Set(parsed.flatMap(({ categories }) => listFilledCategories(changelog.text, categories)));
  for (const { section, categories } of parsed) {
    const origin = section.version?.text ?? "";
    const read = readItems(changelog.text, categories, { origin, notes, ledger, filled });
    const winners = matchItems(read, byIdentity);
    for (const item of read) {
      const { raw, text, kind, identity, references, list, row } = item;
      const winner = winners.get(item);
      if (winner) {
        winner.origins.push({ version: origin, raw });
        ledger.push({ ...row, outcome: "merged", entryId: winner.id, winner: winner.raw });
        continue;
      }
      const known = byIdentity.get(identity) ?? [];
      const entry: Entry = { id: entryId(identity, known.length), kind, raw, text, references, origins: [{ version: origin, raw }] };
      known.push(entry);
      byIdentity.set(identity, known);
      notes.entries[entry.id] = entry;
      list.push(entry.id);
      ledger.push({ ...row, outcome: "placed", entryId: entry.id });
    }
  }
  notes.categories = inOrder(notes.categories, categoryOrder).filter(
    (c) => c.title !== null || c.ungroupedIds.length > 0 || c.subsections.length > 0,
  );
  return { notes, ledger, sources };
}

/** One item of a section on its way into the notes. */
interface IncomingItem {
  kind: Entry["kind"];
  raw: string;
  text: string;
  identity: string;
  references: Entry["references"];
  /** The list it joins when it is no duplicate. */
  list: string[];
  row: Pick<LedgerRow, "id" | "origin" | "category" | "raw">;
}

/** Reads a section's items in order; makes its categories and subsections on the way, even those without entries. */
function readItems(
  file: string,
  categories: SectionCategory[],
  { origin, notes, ledger, filled }: { origin: string; notes: Notes; ledger: LedgerRow[]; filled: Set<string> },
): IncomingItem[] {
  const items: IncomingItem[] = [];
  let previous: Category | null = null;
  for (const [index, { title, groups }] of categories.entries()) {
    const following = categories.slice(index + 1).map((category) => categoryKey(category.title));
    const category: Category = ensureCategory(notes, title, previous, following);
    previous = category;
    for (const group of groups) {
      const { list, takesDescription } = placeIn(category, group);
      // A description that finds no place of its own is text like any other: carried, and accounted for.
      const described = group.description && !takesDescription ? [group.description] : [];
      for (const { kind, start, end } of [...described, ...group.items]) {
        const raw = file.slice(start, end);
        const row = { id: `${origin}:${start}`, origin, category: title, raw };
        if (saysNothing(kind, raw) && (title === null || filled.has(categoryKey(title)))) {
          ledger.push({ ...row, outcome: "dropped", reason: "“No significant changes.” says that there is nothing to keep." });
          continue;
        }
        const references = kind === "entry" ? trailingReferences(raw) : [];
        const identity =
          kind === "entry" ? `entry:${identityOf(title, raw, references)}` : `passage:${categoryKey(title)}|${fingerprintText(raw.trim())}`;
        const text = kind === "entry" ? entryText(raw) : raw.replace(/\s+/g, " ").trim();
        items.push({ kind, raw, text, identity, references, list, row });
      }
    }
  }
  return items;
}

function inOrder(categories: Category[], titles: string[]): Category[] {
  const keys = titles.map(categoryKey);
  const rank = ({ title }: Category) => {
    const at = keys.indexOf(categoryKey(title));
    return title === null ? -1 : at < 0 ? keys.length : at;
  };
  return [...categories].sort((a, b) => rank(a) - rank(b));
}

function saysNothing(kind: Entry["kind"], raw: string): boolean {
  return kind === "passage" && raw.length < 80 && NO_CHANGES.test(raw.trim());
}

/** The categories in which a section says something: there "No significant changes." would be wrong after merging. */
function listFilledCategories(file: string, categories: SectionCategory[]): string[] {
  return categories.flatMap(({ title, groups }) =>
    groups.some(({ items }) => items.some(({ kind, start, end }) => !saysNothing(kind, file.slice(start, end))))
      ? [categoryKey(title)]
      : [],
  );
}

/**
 * The sections that lead to a version: its own, and for a final every candidate of it (A10, A35). A file may hold
 * several packages; only sections of the same package and under the same heading belong together.
 */
export function consolidatedSections(changelog: Changelog, version: Version): Section[] {
  const own = findSections(changelog, version);
  const related =
    version.type === "final" ? changelog.sections.filter((section) => section.version && isSameRelease(section.version, version)) : own;
  const scope = (own[0] ?? related[0])?.scope;
  return related.filter((section) => section.scope === scope);
}

/**
 * The entry of a newer section that each item of this one repeats; an entry is repeated at most once a section. The
 * same words go first: else the first half of a pull request could be taken for its second half.
 */
function matchItems(items: IncomingItem[], byIdentity: Map<string, Entry[]>): Map<IncomingItem, Entry> {
  const winners = new Map<IncomingItem, Entry>();
  const offers = new Map<string, Offer>();
  for (const { identity } of items) {
    const known = byIdentity.get(identity);
    if (known && !offers.has(identity)) offers.set(identity, offer(known));
  }
  for (const item of items) {
    const winner = offers.get(item.identity)?.sameWords(item.text);
    if (winner) winners.set(item, winner);
  }
  for (const item of items) {
    const winner = winners.has(item) ? undefined : offers.get(item.identity)?.next();
    if (winner) winners.set(item, winner);
  }
  return winners;
}

interface Offer {
  sameWords: (text: string) => Entry | undefined;
  next: () => Entry | undefined;
}

/** Gives each entry away once, the first first, in constant time: a file may hold a hundred thousand of one identity. */
function offer(known: Entry[]): Offer {
  const taken = new Set<Entry>();
  const byText = new Map<string, Entry[]>();
  for (const entry of [...known].reverse()) {
    const same = byText.get(entry.text) ?? [];
    same.push(entry);
    byText.set(entry.text, same);
  }
  let at = 0;
  return {
    sameWords(text) {
      const entry = byText.get(text)?.pop();
      if (entry) taken.add(entry);
      return entry;
    },
    next() {
      while (at < known.length) {
        const entry = known[at++];
        if (entry && !taken.has(entry)) return entry;
      }
      return undefined;
    },
  };
}

function entryId(identity: string, ordinal: number): string {
  return `e-${fingerprintText(identity)}${ordinal === 0 ? "" : `-${ordinal + 1}`}`;
}

/** A category that a newer section did not have stands after the one it follows in its own, or before the one it precedes. */
function ensureCategory(notes: Notes, title: string | null, previous: Category | null, following: string[]): Category {
  const key = categoryKey(title);
  const known = notes.categories.find((category) => categoryKey(category.title) === key);
  if (known) return known;
  const category: Category = { id: `c-${fingerprintText(key)}`, title, subsections: [], ungroupedIds: [] };
  const next = notes.categories.findIndex((other) => following.includes(categoryKey(other.title)));
  const end = title === null ? 0 : next < 0 ? notes.categories.length : next;
  notes.categories.splice(previous ? notes.categories.indexOf(previous) + 1 : end, 0, category);
  return category;
}

/** The list a group's entries belong to: its subsection, or the ungrouped for `Other …` and no heading. */
function placeIn(category: Category, group: SectionGroup): { list: string[]; takesDescription: boolean } {
  const words = group.description?.text ?? "";
  if (group.title === null || isOtherTitle(group.title, category.title))
    return { list: category.ungroupedIds, takesDescription: words === "" };
  const known = category.subsections.find(({ title }) => title === group.title);
  if (known) {
    const isEmpty = known.description === "";
    if (isEmpty) known.description = words;
    return { list: known.entryIds, takesDescription: isEmpty || known.description === words };
  }
  const subsection = {
    id: `s-${fingerprintText(`${category.id}|${group.title}`)}`,
    title: group.title,
    description: words,
    entryIds: [] as string[],
  };
  category.subsections.push(subsection);
  return { list: subsection.entryIds, takesDescription: true };
}

/** `Other` and `Other {Category}` head what is in no subsection (A59). */
export function isOtherTitle(title: string, categoryTitle: string | null): boolean {
  const plain = title.trim().toLowerCase();
  return plain === "other" || plain === `other ${categoryKey(categoryTitle)}`;
}
