import type { Category, Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { Drop } from "./find-drop";
import type { SubsectionRequest } from "./subsection-dialog";
import type { BoardView } from "./use-board-view";
import type { KeyboardMove } from "./use-keyboard-move";
import type { EntrySelection } from "./use-selection";

/** What every part of the board needs of it. */
export interface BoardParts {
  notes: Notes;
  drop: Drop | null;
  /** The entries that are being dragged. */
  dragging: string[];
  keyboard: KeyboardMove;
  selection: EntrySelection;
  view: BoardView;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
  change: (operation: NotesOperation) => boolean;
  onMove: (entryId: string) => void;
  onRequest: (request: SubsectionRequest) => void;
  onRename: (category: Category) => void;
}
