"use client";

import { AutoScroller, type DragDropManagerInput, PointerActivationConstraints, PointerSensor } from "@dnd-kit/dom";
import { DragDropProvider } from "@dnd-kit/react";
import { DragLabel } from "./drag-label";
import { type BoardDragOptions, useBoardDrag } from "./use-board-drag";
import { useDragHandles } from "./use-drag-handles";

/** The mouse must move a little, a finger must rest a moment: a click stays a click, a scroll a scroll. */
const SENSORS: DragDropManagerInput["sensors"] = [
  PointerSensor.configure({
    activationConstraints: (event) =>
      event.pointerType === "touch"
        ? [new PointerActivationConstraints.Delay({ value: 250, tolerance: 5 })]
        : [new PointerActivationConstraints.Distance({ value: 5 })],
  }),
];
/**
 * The page scrolls at its edges as dnd-kit has it. What is said of moves and what hangs at the pointer is our own: dnd-kit's
 * style sheets for every element would have the browser style thousands of rows anew when a drag begins and when it ends.
 */
const PLUGINS: DragDropManagerInput["plugins"] = [AutoScroller];

/** Dragging by mouse and finger, beside the board and loaded after it: the board works without. */
export function DragSensor(options: BoardDragOptions) {
  return (
    <DragDropProvider sensors={SENSORS} plugins={PLUGINS}>
      <Pointer {...options} />
    </DragDropProvider>
  );
}

function Pointer(options: BoardDragOptions) {
  useDragHandles();
  const follow = useBoardDrag(options);
  return <DragLabel notes={options.notes} drag={options.drag} follow={follow} />;
}
