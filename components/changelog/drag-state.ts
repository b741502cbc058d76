import type { Drop, Line } from "./find-drop";

/** What a drag shows. It changes with the pointer, so it lives in a store and not in the state of the board. */
export interface DragState {
  /** What the pointer holds: an entry, a subsection, or what comes from beside the board. Null while nothing is dragged. */
  heldId: string | null;
  /** The entries that are dragged, in their order. */
  entryIds: ReadonlySet<string>;
  /** The subsection that is dragged. */
  subsectionId: string | null;
  drop: Drop | null;
  /** Where it would land, in pixels from the corner of the board. */
  line: Line | null;
}

export const NOTHING_DRAGGED: DragState = { heldId: null, entryIds: new Set(), subsectionId: null, drop: null, line: null };
