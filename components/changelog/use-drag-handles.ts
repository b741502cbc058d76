"use client";

import { Draggable } from "@dnd-kit/dom";
import { useDragDropManager } from "@dnd-kit/react";
import { useEffect } from "react";

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
      const element = handle?.closest<HTMLElement>("[data-entry], [data-subsection]");
      const { entry, subsection } = element?.dataset ?? {};
      const id = entry ?? subsection;
      if (!manager.dragOperation.status.idle || !handle || !element || id === undefined) return;
      taken?.destroy();
      const type = entry === undefined ? "subsection" : "entry";
      taken = new Draggable({ id, type, element, handle, plugins: [], register: false }, manager);
      taken.register();
    };
    document.addEventListener("pointerdown", take, { capture: true });
    return () => {
      document.removeEventListener("pointerdown", take, { capture: true });
      taken?.destroy();
    };
  }, [manager]);
}
