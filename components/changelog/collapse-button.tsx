import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { BoardView } from "./use-board-view";

/** Hides or shows the entries under a heading; while a filter is on, what it found decides. */
export function CollapseButton({ id, title, isOpen, view }: { id: string; title: string; isOpen: boolean; view: BoardView }) {
  return (
    <Button
      look="ghost"
      size="small-square"
      aria-label={`${isOpen ? "Collapse" : "Expand"} ${title}`}
      blockedBy={view.isFiltered ? "While you look for entries, everything that holds one is open." : null}
      onClick={() => view.setOpen(id, !isOpen)}
    >
      <Icon name={isOpen ? "down" : "right"} size={14} />
    </Button>
  );
}
