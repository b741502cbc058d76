import type { KeyboardEvent } from "react";
import type { Category, Entry } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { DragState } from "./drag-state";
import type { Store } from "./store";
import type { SubsectionRequest } from "./subsection-dialog";
import type { BoardView } from "./use-board-view";
import type { EntrySelection } from "./use-selection";

/** What every part of the board needs of it. Each of these stays the same until it has changed, so that memoised parts rest. */
export interface BoardParts {
  entries: Readonly<Record<string, Entry>>;
  drag: Store<DragState>;
  /** The entries that the keyboard has picked up. */
  lifted: string[];
  selection: EntrySelection;
  view: BoardView;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
  acts: BoardActs;
}

/** What can be done from the parts; always the same functions. */
export interface BoardActs {
  change: (operation: NotesOperation) => boolean;
  onMove: (entryId: string) => void;
  onRequest: (request: SubsectionRequest) => void;
  onRename: (category: Category) => void;
  onHandleKey: (event: KeyboardEvent, entryId: string) => void;
  /** The handle of a picked-up entry lost the focus. */
  onHandleBlur: () => void;
  toggle: (entryId: string) => void;
  /** Stretches the selection to an entry. */
  extend: (entryId: string) => void;
}
