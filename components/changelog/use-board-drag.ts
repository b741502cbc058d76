"use client";

import { useDragDropMonitor } from "@dnd-kit/react";
import { type RefCallback, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Notes } from "@/lib/changelog/notes";
import { type DragState, NOTHING_DRAGGED } from "./drag-state";
import { type Drop, findDrop, type Landing, type Line } from "./find-drop";
import type { Store } from "./store";
import type { Brought } from "./use-drag-handles";
import { useSteady } from "./use-steady";

export interface BoardDragOptions {
  drag: Store<DragState>;
  notes: Notes;
  /** The entries that go along with one. */
  together: (entryId: string) => string[];
  onStart: () => void;
  onDrop: (drop: Drop, entryIds: string[], words: Brought["words"] | null) => void;
}

/** What is dragged and where the pointer holds it. */
interface Held {
  id: string;
  type: string;
  /** What it brings from beside the board; null when it is of the board itself. */
  brought: Brought | null;
  point: { x: number; y: number };
}

/** Keeps what is being dragged and where it would land, as dnd-kit tells it. Answers with the ref of what hangs at the pointer. */
export function useBoardDrag({ drag, notes, together, onStart, onDrop }: BoardDragOptions): RefCallback<HTMLElement> {
  const held = useRef<Held | null>(null);
  const follower = useRef<HTMLElement | null>(null);
  const land = (): Landing | null => held.current && findDrop(held.current.id, held.current.type, held.current.point, notes);
  const show = () => {
    const landing = land();
    const next = { ...drag.get(), drop: landing?.drop ?? null, line: landing?.line ? onBoard(landing.line) : null };
    if (JSON.stringify([next.drop, next.line]) !== JSON.stringify([drag.get().drop, drag.get().line])) drag.set(next);
  };
  const acts = useSteady({
    onStart: (next: Held) => {
      onStart();
      held.current = next;
      const isSubsection = next.type === "subsection";
      drag.set({
        ...NOTHING_DRAGGED,
        heldId: next.id,
        entryIds: new Set(isSubsection ? [] : (next.brought?.entryIds ?? together(next.id))),
        subsectionId: isSubsection ? next.id : null,
      });
    },
    onMove: (point: Held["point"]) => {
      if (!held.current) return;
      held.current = { ...held.current, point };
      if (follower.current) hangAt(follower.current, point);
      show();
    },
    // Under a pointer that rests, the page may scroll by itself.
    onScroll: () => held.current && show(),
    onEnd: (isCancelled: boolean, event: Event | undefined) => {
      // Moves are told once a frame; what counts is where the pointer was let go.
      if (held.current && event instanceof PointerEvent) held.current.point = { x: event.clientX, y: event.clientY };
      const landing = isCancelled ? null : land();
      const entryIds = [...drag.get().entryIds];
      const words = held.current?.brought?.words ?? null;
      held.current = null;
      // What was dropped stands at its new place in the next frame.
      flushSync(() => {
        drag.set(NOTHING_DRAGGED);
        if (landing) onDrop(landing.drop, entryIds, words);
      });
    },
  });
  const [handlers] = useState<Parameters<typeof useDragDropMonitor>[0]>(() => ({
    onDragStart: ({ operation: { source, position } }) =>
      source &&
      acts.onStart({ id: String(source.id), type: String(source.type), brought: source.data.brought ?? null, point: position.current }),
    // While it tells of a move, the operation still stands where it was before.
    onDragMove: ({ to, operation: { position } }) => acts.onMove(to ?? position.current),
    onDragEnd: ({ canceled, nativeEvent }) => acts.onEnd(canceled, nativeEvent),
  }));
  useDragDropMonitor(handlers);
  useEffect(() => {
    window.addEventListener("scroll", acts.onScroll, { passive: true });
    return () => window.removeEventListener("scroll", acts.onScroll);
  }, [acts]);
  return useCallback((element) => {
    follower.current = element;
    if (element && held.current) hangAt(element, held.current.point);
  }, []);
}

/** It moves with every move of the pointer, so it is not rendered again; it ends where the window ends. */
function hangAt(element: HTMLElement, { x, y }: Held["point"]): void {
  element.style.translate = `${x}px ${y}px`;
  element.style.maxWidth = `clamp(160px, ${window.innerWidth - x - 24}px, 360px)`;
}

/** The line moves with the board when the page scrolls. */
function onBoard({ left, top, width }: Line): Line {
  const board = document.querySelector("[data-board]")?.getBoundingClientRect();
  return { left: Math.round(left - (board?.left ?? 0)), top: Math.round(top - (board?.top ?? 0)), width: Math.round(width) };
}
