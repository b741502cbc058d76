import { countEntries } from "@/lib/changelog/describe-operation";
import type { Notes } from "@/lib/changelog/notes";
import type { DragState } from "./drag-state";
import { type Store, useSelected } from "./store";

/** What hangs at the pointer: the words of what is dragged, and how many go along. */
export function DragLabel({ notes, id, drag }: { notes: Notes; id: string; drag: Store<DragState> }) {
  const count = useSelected(drag, ({ entryIds }) => entryIds.size);
  const first = useSelected(drag, ({ entryIds: [entryId = ""] }) => entryId);
  const subsection = notes.categories.flatMap((category) => category.subsections).find((candidate) => candidate.id === id);
  const text = notes.entries[id]?.text ?? subsection?.title ?? notes.entries[first]?.text;
  return (
    <div className="flex max-w-[360px] items-center gap-2 rounded-sm bg-raised px-3 py-2 shadow-3">
      {count > 1 && <b className="flex-none rounded-full bg-accent-solid px-2 text-xs leading-5 text-on-solid">{countEntries(count)}</b>}
      <span className="truncate">{text}</span>
    </div>
  );
}
