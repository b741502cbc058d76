"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";

/**
 * Keeps the focus in the panel when the card that had it goes away: it comes to the card that took its place, or to
 * the heading when none is left.
 */
export function useFocusAfter(panel: RefObject<HTMLElement | null>, proposal: Proposal | null): (index: number) => void {
  const place = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (place.current === null) return;
    const buttons = [...(panel.current?.querySelectorAll<HTMLElement>("[data-accept]") ?? [])];
    const next = buttons[Math.min(place.current, buttons.length - 1)] ?? panel.current?.querySelector<HTMLElement>("[data-panel-heading]");
    place.current = null;
    // Somebody who has gone on to something else is not called back.
    if (document.activeElement === document.body || panel.current?.contains(document.activeElement)) next?.focus();
  }, [proposal, panel]);
  return useCallback((index: number) => {
    place.current = Math.max(0, index);
  }, []);
}
