import { later } from "@/components/ui/later";
import type { Category, Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { Place } from "@/lib/changelog/place";
import { CategoryDialog } from "./category-dialog";
import { MoveDialog } from "./move-dialog";
import { SubsectionDialog, type SubsectionRequest } from "./subsection-dialog";

const KeysDialog = later(() => import("./keys-dialog").then((module) => module.KeysDialog));

/** What the board has a dialog open for. */
export type BoardRequest =
  | { kind: "move"; entryIds: string[] }
  | { kind: "subsection"; request: SubsectionRequest }
  | { kind: "category"; category: Category }
  | { kind: "keys" };

interface BoardDialogsProps {
  request: BoardRequest | null;
  notes: Notes;
  change: (operation: NotesOperation) => boolean;
  letters: { areOn: boolean; turn: (areOn: boolean) => void };
  /** Moves entries to a place whose index counts the list as it stands. */
  onPlace: (entryIds: string[], to: Place) => void;
  onClose: () => void;
}

/** The one dialog of the board that is open, if any. */
export function BoardDialogs({ request, notes, change, letters, onPlace, onClose }: BoardDialogsProps) {
  switch (request?.kind) {
    case "move":
      return <MoveDialog notes={notes} entryIds={request.entryIds} onClose={onClose} onChoose={(to) => onPlace(request.entryIds, to)} />;
    case "subsection":
      return <SubsectionDialog request={request.request} notes={notes} change={change} onClose={onClose} />;
    case "category":
      return <CategoryDialog category={request.category} notes={notes} change={change} onClose={onClose} />;
    case "keys":
      return <KeysDialog hasLetters={letters.areOn} onLetters={letters.turn} onClose={onClose} />;
    default:
      return null;
  }
}
