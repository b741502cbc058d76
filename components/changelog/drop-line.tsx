import type { DragState } from "./drag-state";
import { type Store, useSelected } from "./store";

/** Shows where something would land if it were let go now. It lies over the lists, so that none of them changes with the pointer. */
export function DropLine({ drag }: { drag: Store<DragState> }) {
  const line = useSelected(drag, (state) => state.line);
  if (!line) return null;
  const { left, top, width } = line;
  return (
    <div
      aria-hidden="true"
      data-drop-line=""
      className="pointer-events-none absolute top-0 left-0 z-[4] -mt-px h-0.5 rounded-full bg-accent"
      style={{ translate: `${left}px ${top}px`, width }}
    />
  );
}
