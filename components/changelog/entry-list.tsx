import type { BoardParts } from "./board-parts";
import { EntryRow } from "./entry-row";

interface EntryListProps extends BoardParts {
  categoryId: string;
  /** Null for what is ungrouped. */
  subsectionId: string | null;
  entryIds: string[];
}

/** The entries of one list. Its id is read from the page when something is dropped. */
export function EntryList({ categoryId, subsectionId, entryIds, notes, drag, lifted, selection, view, refusal, acts }: EntryListProps) {
  const shown = entryIds.flatMap((id) => (view.isShown(id) && notes.entries[id] ? notes.entries[id] : []));
  return (
    <ul data-list={subsectionId ?? "ungrouped"} data-category={categoryId} className="min-h-9 border-t border-line first:border-t-0">
      {shown.map((entry) => (
        <EntryRow
          key={entry.id}
          entry={entry}
          isLifted={lifted.includes(entry.id)}
          isSelected={selection.has(entry.id)}
          refusal={refusal}
          drag={drag}
          acts={acts}
        />
      ))}
      {entryIds.length > 0 && shown.length === 0 && <li className="px-3 py-2 text-xs text-ink-3">None of {entryIds.length} shown.</li>}
      {entryIds.length === 0 && (
        <li className="px-3 py-2 text-xs text-ink-3">
          {subsectionId ? "Empty. Drag entries here, or move them with their menu." : "Nothing is ungrouped."}
        </li>
      )}
    </ul>
  );
}
