"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/** Focuses an entry after the next rendering: a move mounts it anew, and a filter may hide it, then its neighbour follows. */
export function useEntryFocus(): (entryId: string, others?: string[]) => void {
  const wanted = useRef<string[]>([]);
  // With the rendering itself: an effect of the rendering before may still be due when a key is pressed, and would use the wish up.
  useLayoutEffect(() => {
    if (wanted.current.length === 0) return;
    const found = wanted.current.map(findHandle).find((handle) => handle !== null);
    wanted.current = [];
    found?.focus();
  });
  return useCallback((entryId, others = [entryId]) => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-board] [data-entry]")].flatMap(({ dataset }) => dataset.entry ?? []);
    const at = rows.indexOf(entryId);
    const neighbours = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at)).reverse()].filter((id) => !others.includes(id));
    wanted.current = [entryId, ...neighbours];
  }, []);
}

/** The button of an entry that the keyboard works on. */
export function findHandle(entryId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entryId)}"] [data-handle]`);
}
