"use client";

import { useEffect } from "react";
import { findHandle } from "./use-entry-focus";

interface BoardKeysOptions {
  /** False while the person has keys of one letter turned off (WCAG 2.1.4). */
  hasLetters: boolean;
  /** True while something is picked up or dragged: then the keys belong to that. */
  isBusy: () => boolean;
  /** The entries in sight, in the order of the screen. */
  order: string[];
  /** By key; each is told the entry in focus. True when it did something. */
  acts: Record<string, (entryId: string | null) => boolean>;
  onExtend: (fromId: string, toId: string) => void;
}

const STEPS: Record<string, 1 | -1> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/** The keys of the board, wherever the focus is, except in text fields and dialogs. */
export function useBoardKeys({ hasLetters, isBusy, order, acts, onExtend }: BoardKeysOptions): void {
  useEffect(() => {
    const step = (by: 1 | -1, isRange: boolean, entryId: string | null): boolean => {
      const next = entryId === null ? order[0] : order[order.indexOf(entryId) + by];
      if (next === undefined) return entryId !== null;
      findHandle(next)?.focus();
      if (isRange && entryId !== null) onExtend(entryId, next);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBusy() || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const isLetter = event.key.length === 1;
      if (isLetter && !hasLetters) return;
      const entryId = document.activeElement?.closest<HTMLElement>("[data-entry]")?.dataset.entry ?? null;
      const by = STEPS[isLetter ? event.key.toLowerCase() : event.key];
      // Arrow keys alone scroll the page.
      const isStep = by !== undefined && (isLetter || (event.shiftKey && entryId !== null));
      if (isStep ? step(by, event.shiftKey, entryId) : acts[event.key]?.(entryId)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [hasLetters, isBusy, order, acts, onExtend]);
}

function isElsewhere(target: EventTarget | null): boolean {
  const isField =
    target instanceof HTMLElement &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true], .cm-editor") !== null;
  return isField || isCovered();
}

/** Dialogs and menus stand beside the app, right under the body: looking through thousands of rows for one would delay every key. */
function isCovered(): boolean {
  return [...document.body.children].some(
    (child) => child.matches("[role=dialog]") || (child.firstElementChild?.matches("[role=menu]") ?? false),
  );
}
