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
  const { notes, drop } = parts;
  const dropIndex =
    drop?.kind === "entry" && drop.to.categoryId === categoryId && drop.to.subsectionId === subsectionId ? drop.to.index : null;
  return (
    <ul data-list={listId} data-category={categoryId} className="min-h-9 border-t border-line first:border-t-0">
      {entryIds.map((entryId, index) => {
        const entry = notes.entries[entryId];
        if (!entry) return null;
        return (
          <Fragment key={entryId}>
            {dropIndex === index && <li aria-hidden="true" className="relative z-[2] mx-2 h-0 outline-1 outline-accent" />}
            <EntryRow entry={entry} index={index} group={`${categoryId}/${listId}`} {...parts} />
          </Fragment>
        );
      })}
      {dropIndex === entryIds.length && (
        <li aria-hidden="true" className="px-2">
          <DropLine />
        </li>
      )}
      {entryIds.length === 0 && (
        <li className="px-3 py-2 text-xs text-ink-3">
          {subsectionId ? "Empty. Drag entries here, or move them with their menu." : "Nothing is ungrouped."}
        </li>
      )}
    </ul>
  );
}
