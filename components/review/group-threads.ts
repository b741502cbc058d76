import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import { entryText } from "@/lib/changelog/references";
import type { PlacedThread } from "./use-review";

export interface ThreadGroup {
  key: string;
  /** What it is about, in a few words. */
  about: string;
  /** The entry it leads to; null for the notes as a whole and for entries that are gone. */
  entryId: string | null;
  isGone: boolean;
  threads: PlacedThread[];
}

/** Conversations by what they are about: the notes first, entries in the order of the notes, those that are gone last. */
export function groupThreads(threads: PlacedThread[], notes: Notes): ThreadGroup[] {
  const groups = new Map<string, ThreadGroup>();
  for (const placed of threads) {
    const group = groupOf(placed, notes);
    const known = groups.get(group.key);
    if (known) known.threads.push(placed);
    else groups.set(group.key, group);
  }
  const order = new Map(notes.categories.flatMap(listEntryIds).map((id, index) => [id, index]));
  const rank = ({ entryId, isGone }: ThreadGroup) => (isGone ? order.size : entryId === null ? -1 : (order.get(entryId) ?? order.size));
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function groupOf(placed: PlacedThread, notes: Notes): ThreadGroup {
  const { thread, place } = placed;
  if (place.on === "notes") return { key: "notes", about: "the notes as a whole", entryId: null, isGone: false, threads: [placed] };
  if (place.on === "entry") {
    const about = notes.entries[place.entryId]?.text ?? "";
    return { key: place.entryId, about, entryId: place.entryId, isGone: false, threads: [placed] };
  }
  const about = entryText(thread.comments[0]?.about ?? "");
  return { key: `gone ${thread.entryId}`, about: about || "an entry", entryId: null, isGone: true, threads: [placed] };
}
