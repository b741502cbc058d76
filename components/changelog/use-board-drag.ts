"use client";

import type { DragDropEventHandlers } from "@dnd-kit/react";
import { useState } from "react";
import type { Notes } from "@/lib/changelog/notes";
import { type Drop, findDrop } from "./find-drop";

interface BoardDragOptions {
  notes: Notes;
  /** The entries that go along with one. */
  together: (entryId: string) => string[];
  onStart: () => void;
  onDrop: (drop: Drop) => void;
}

/** What is being dragged, where it would land, and what dnd-kit has to call. */
export function useBoardDrag({ notes, together, onStart, onDrop }: BoardDragOptions) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const [dragging, setDragging] = useState<string[]>(NOTHING);
  const listeners: Pick<DragDropEventHandlers, "onDragStart" | "onDragMove" | "onDragEnd"> = {
    onDragStart: ({ operation: { source } }) => {
      onStart();
      setDragging(source?.type === "entry" ? together(String(source.id)) : NOTHING);
    },
    onDragMove: ({ operation: { source, position } }) => {
      if (!source) return;
      const next = findDrop(String(source.id), String(source.type), position.current, notes);
      setDrop((current) => (JSON.stringify(current) === JSON.stringify(next) ? current : next));
    },
    onDragEnd: ({ canceled, operation: { source, position } }) => {
      setDrop(null);
      setDragging(NOTHING);
      const target = !canceled && source && findDrop(String(source.id), String(source.type), position.current, notes);
      if (target) onDrop(target);
    },
  };
  return { drop, dragging, listeners };
}

const NOTHING: string[] = [];
