import { Fragment } from "react";
import type { BoardParts } from "./board-parts";
import { DropLine } from "./drop-line";
import { EntryRow } from "./entry-row";

interface EntryListProps extends BoardParts {
  categoryId: string;
  /** The subsection's id, or `ungrouped`; read from the page when something is dropped. */
  listId: string;
  subsectionId: string | null;
  entryIds: string[];
}

/** The entries of one list, with the line that shows where a dragged one would land. */
export function EntryList({ categoryId, listId, subsectionId, entryIds, ...parts }: EntryListProps) {
  const { notes, drop, view } = parts;
  const dropIndex =
    drop?.kind === "entry" && drop.to.categoryId === categoryId && drop.to.subsectionId === subsectionId ? drop.to.index : null;
  const shown = entryIds.flatMap((id, index) => (view.isShown(id) && notes.entries[id] ? { entry: notes.entries[id], index } : []));
  // Hidden entries stand between the shown ones: the line is drawn before the first shown one that would come after.
  const lineAt = dropIndex === null ? -1 : shown.findIndex(({ index }) => index >= dropIndex);
  return (
    <ul data-list={listId} data-category={categoryId} className="min-h-9 border-t border-line first:border-t-0">
      {shown.map(({ entry, index }, position) => (
        <Fragment key={entry.id}>
          {lineAt === position && <li aria-hidden="true" className="relative z-[2] mx-2 h-0 outline-1 outline-accent" />}
          <EntryRow entry={entry} index={index} group={`${categoryId}/${listId}`} {...parts} />
        </Fragment>
      ))}
      {dropIndex !== null && lineAt < 0 && (
        <li aria-hidden="true" className="px-2">
          <DropLine />
        </li>
      )}
      {entryIds.length > 0 && shown.length === 0 && <li className="px-3 py-2 text-xs text-ink-3">None of {entryIds.length} shown.</li>}
      {entryIds.length === 0 && (
        <li className="px-3 py-2 text-xs text-ink-3">
          {subsectionId ? "Empty. Drag entries here, or move them with their menu." : "Nothing is ungrouped."}
        </li>
      )}
    </ul>
  );
}
