"use client";

import { Accessibility, type DragDropManagerInput, PointerActivationConstraints, PointerSensor } from "@dnd-kit/dom";
import { DragDropProvider, DragOverlay } from "@dnd-kit/react";
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
/** Keyboard moves and what is said of them are our own, so dnd-kit's texts would only contradict them. */
const PLUGINS: DragDropManagerInput["plugins"] = (defaults) => defaults.filter((plugin) => plugin !== Accessibility);

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
  useBoardDrag(options);
  return (
    <DragOverlay dropAnimation={null}>
      {(source) => <DragLabel notes={options.notes} id={String(source.id)} drag={options.drag} />}
    </DragOverlay>
  );
}
