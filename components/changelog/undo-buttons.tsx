import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { useUndo } from "./use-undo";

type Steps = Pick<ReturnType<typeof useUndo>, "undo" | "redo">;

/** Undo and redo, each named after the act it would answer. */
export function UndoButtons({ undo, redo }: Steps) {
  return (
    <span className="flex">
      <Button
        look="ghost"
        size="square"
        aria-label={undo.label ? `Undo: ${undo.label}` : "Undo"}
        blockedBy={undo.obstacle}
        aria-keyshortcuts="Control+Z"
        onClick={undo.take}
      >
        <Icon name="undo" />
      </Button>
      <Button
        look="ghost"
        size="square"
        aria-label={redo.label ? `Redo: ${redo.label}` : "Redo"}
        blockedBy={redo.obstacle}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={redo.take}
      >
        <Icon name="redo" />
      </Button>
    </span>
  );
}
