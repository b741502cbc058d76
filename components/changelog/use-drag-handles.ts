"use client";

import { Draggable } from "@dnd-kit/dom";
import { useDragDropManager } from "@dnd-kit/react";
import { useEffect } from "react";

/** What comes with a drag from beside the board: the entries, and words for a subsection made of them. */
export interface Brought {
  entryIds: string[];
  words: { title: string; description: string };
}

/**
 * Lets dnd-kit know of an entry or a subsection when its handle is pressed, not before: thousands of entries cost nothing
 * until one of them is taken. The document hears of a press before the handle does, so the sensor still gets it.
 */
export function useDragHandles(): void {
  const manager = useDragDropManager();
  useEffect(() => {
    if (!manager) return;
    let taken: Draggable | null = null;
    const take = ({ target }: PointerEvent) => {
      const handle = target instanceof Element ? target.closest<HTMLElement>("[data-handle]:enabled, [data-grip]:enabled") : null;
      const element = handle?.closest<HTMLElement>("[data-entry], [data-subsection], [data-brings]");
      const { entry, subsection, brings } = element?.dataset ?? {};
      const id = entry ?? subsection ?? brings;
      if (!manager.dragOperation.status.idle || !handle || !element || id === undefined) return;
      taken?.destroy();
      const type = subsection === undefined ? "entry" : "subsection";
      const data = brings === undefined ? {} : { brought: JSON.parse(brings) };
      taken = new Draggable({ id, type, data, element, handle, plugins: [], register: false }, manager);
      taken.register();
    };
    document.addEventListener("pointerdown", take, { capture: true });
    return () => {
      document.removeEventListener("pointerdown", take, { capture: true });
      taken?.destroy();
    };
  }, [manager]);
}
