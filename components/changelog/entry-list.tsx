import { type CSSProperties, memo } from "react";
import type { BoardParts } from "./board-parts";
import { EntryRow } from "./entry-row";

interface EntryListProps extends BoardParts {
  categoryId: string;
  /** Null for what is ungrouped. */
  subsectionId: string | null;
  entryIds: string[];
}

/** The browser leaves out lists that are not in sight; of a longer one, also the rows that are not: each is one thing more to watch. */
const MANY = 300;

/** The entries of one list. Its id is read from the page when something is dropped. */
export const EntryList = memo(function EntryList({
  categoryId,
  subsectionId,
  entryIds,
  entries,
  drag,
  lifted,
  selection,
  view,
  refusal,
  acts,
}: EntryListProps) {
  const shown = entryIds.flatMap((id) => (view.isShown(id) && entries[id] ? entries[id] : []));
  return (
    <ul
      data-list={subsectionId ?? "ungrouped"}
      data-category={categoryId}
      style={{ "--rows": shown.length || 1 } as CSSProperties}
      className="min-h-9 border-t border-line [contain-intrinsic-height:auto_calc(var(--rows)*37px)] [content-visibility:auto] first:border-t-0 max-md:[contain-intrinsic-height:auto_calc(var(--rows)*79px)]"
    >
      {shown.map((entry) => (
        <EntryRow
          key={entry.id}
          entry={entry}
          isLifted={lifted.includes(entry.id)}
          isSelected={selection.has(entry.id)}
          isOneOfMany={shown.length > MANY}
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
});
