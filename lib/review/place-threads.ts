import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import type { ThreadView } from "./review-view";

/** What a thread is about now. */
export type ThreadPlace =
  | { on: "notes" }
  /** `raw` is what the entry reads now. */
  | { on: "entry"; entryId: string; raw: string }
  /** Its entry was left out, or the changelog no longer has it. */
  | { on: "gone" };

/**
 * Finds what threads are about: the entry of the same id, else the one that reads exactly as it was quoted, because
 * an entry that was committed in another category comes back under another id.
 */
export function placeThreads(notes: Notes, threads: ThreadView[]): Map<string, ThreadPlace> {
  const listed = new Set(notes.categories.flatMap(listEntryIds));
  const byWords = new Map([...listed].map((id) => [notes.entries[id]?.raw, id]));
  return new Map(
    threads.map(({ id, entryId, comments }): [string, ThreadPlace] => {
      if (entryId === null) return [id, { on: "notes" }];
      const found = listed.has(entryId) ? entryId : byWords.get(comments[0]?.about ?? undefined);
      const raw = found === undefined ? undefined : notes.entries[found]?.raw;
      return [id, found === undefined || raw === undefined ? { on: "gone" } : { on: "entry", entryId: found, raw }];
    }),
  );
}
