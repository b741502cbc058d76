import { type Entry, listEntryIds, type Notes } from "./notes";

/** What the person looks for among the entries. */
export interface Find {
  words: string;
  isUngroupedOnly: boolean;
}

/** The entries that hold every word, in their text, numbers or origin versions; null when nothing is looked for. */
export function findEntries(notes: Notes, { words, isUngroupedOnly }: Find): ReadonlySet<string> | null {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && !isUngroupedOnly) return null;
  const candidates = notes.categories.flatMap((category) => (isUngroupedOnly ? category.ungroupedIds : listEntryIds(category)));
  return new Set(
    candidates.filter((id) => {
      const entry = notes.entries[id];
      if (!entry) return false;
      const text = searchText(entry);
      return wanted.every((word) => text.includes(word));
    }),
  );
}

/** The next ungrouped entry of those on the screen, from the beginning again after the last; null when there is none. */
export function findNextUngrouped(notes: Notes, order: string[], fromId: string | null): string | null {
  const ungrouped = new Set(notes.categories.flatMap(({ ungroupedIds }) => ungroupedIds));
  const start = fromId === null ? 0 : order.indexOf(fromId) + 1;
  return [...order.slice(start), ...order.slice(0, start)].find((id) => ungrouped.has(id) && id !== fromId) ?? null;
}

function searchText({ text, references, origins }: Entry): string {
  return [text, ...references.map(({ label }) => label), ...origins.map(({ version }) => version)].join("\n").toLowerCase();
}
