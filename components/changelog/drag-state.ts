import type { Drop, Line } from "./find-drop";

/** What a drag shows. It changes with the pointer, so it lives in a store and not in the state of the board. */
export interface DragState {
  /** The entries that are dragged, in their order. */
  entryIds: ReadonlySet<string>;
  /** The subsection that is dragged. */
  subsectionId: string | null;
  drop: Drop | null;
  /** Where it would land, in pixels from the corner of the board. */
  line: Line | null;
}

export const NOTHING_DRAGGED: DragState = { entryIds: new Set(), subsectionId: null, drop: null, line: null };
