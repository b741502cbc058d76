import type { RefCallback } from "react";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Notes } from "@/lib/changelog/notes";
import type { DragState } from "./drag-state";
import { type Store, useSelected } from "./store";

interface DragLabelProps {
  notes: Notes;
  drag: Store<DragState>;
  /** Moves it with the pointer. */
  follow: RefCallback<HTMLElement>;
}

/** What hangs at the pointer: the words of what is dragged, and how many go along. The page under it lies still meanwhile. */
export function DragLabel({ notes, drag, follow }: DragLabelProps) {
  const heldId = useSelected(drag, (state) => state.heldId);
  const count = useSelected(drag, ({ entryIds }) => entryIds.size);
  const first = useSelected(drag, ({ entryIds: [entryId = ""] }) => entryId);
  if (heldId === null) return null;
  const subsection = notes.categories.flatMap(({ subsections }) => subsections).find(({ id }) => id === heldId);
  return (
    <div aria-hidden="true" className="fixed inset-0 z-30 cursor-grabbing overflow-hidden select-none">
      <div ref={follow} className="pointer-events-none ms-3 mt-2.5 flex w-fit items-center gap-2 rounded-sm bg-raised px-3 py-2 shadow-3">
        {count > 1 && <b className="flex-none rounded-full bg-accent-solid px-2 text-xs leading-5 text-on-solid">{countEntries(count)}</b>}
        <span className="truncate">{notes.entries[heldId]?.text ?? subsection?.title ?? notes.entries[first]?.text}</span>
      </div>
    </div>
  );
}
