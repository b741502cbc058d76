"use client";

import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import { applyOperation } from "@/lib/changelog/apply-operation";
import type { Notes } from "@/lib/changelog/notes";
import { findPlace, type Place } from "@/lib/changelog/place";
import { describePlace, stepPlace } from "@/lib/changelog/step-place";

const DIRECTIONS: Record<string, "up" | "down" | "previous" | "next"> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "previous",
  ArrowRight: "next",
};

export interface KeyboardMove {
  /** The entry that is picked up; null when none is. */
  lifted: string | null;
  /** The notes with it where it would be dropped. */
  preview: Notes | null;
  onKeyDown: (event: KeyboardEvent, entryId: string) => boolean;
  cancel: () => void;
  /** Focuses an entry's handle after the next rendering; a move mounts it anew. */
  focusLater: (entryId: string) => void;
}

/** Pick up with space, move with the arrow keys, drop with space or enter, cancel with escape; each step is announced. */
export function useKeyboardMove(notes: Notes, place: (entryId: string, to: Place) => boolean): KeyboardMove {
  const { polite } = useAnnounce();
  const [lift, setLift] = useState<{ entryId: string; preview: Notes } | null>(null);
  const focus = useRef<string | null>(null);

  useEffect(() => {
    if (!focus.current) return;
    document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(focus.current)}"] [data-handle]`)?.focus();
    focus.current = null;
  });

  const cancel = useCallback(() => setLift(null), []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent, entryId: string): boolean => {
      const isChoice = event.key === " " || event.key === "Enter";
      if (!lift) {
        if (!isChoice) return false;
        event.preventDefault();
        setLift({ entryId, preview: notes });
        polite(`Picked up. ${describePlace(notes, entryId)}. Arrow keys move, space drops, escape cancels.`);
        return true;
      }
      if (lift.entryId !== entryId) return false;
      const direction = DIRECTIONS[event.key];
      if (direction) {
        event.preventDefault();
        const to = stepPlace(lift.preview, entryId, direction);
        const applied = to && applyOperation(lift.preview, { type: "place-entries", placements: [{ entryId, to }] });
        if (applied?.ok) {
          focus.current = entryId;
          setLift({ entryId, preview: applied.notes });
          polite(describePlace(applied.notes, entryId));
        } else polite("There is nothing further.");
        return true;
      }
      if (isChoice) {
        event.preventDefault();
        const to = findPlace(lift.preview, entryId);
        const from = findPlace(notes, entryId);
        focus.current = entryId;
        setLift(null);
        if (to && JSON.stringify(to) !== JSON.stringify(from)) place(entryId, to);
        else polite("Dropped where it was.");
        return true;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        focus.current = entryId;
        setLift(null);
        polite(`Cancelled. Back at ${describePlace(notes, entryId)}.`);
        return true;
      }
      if (event.key === "Tab") {
        setLift(null);
        polite(`Cancelled. Back at ${describePlace(notes, entryId)}.`);
        return false;
      }
      // While something is picked up, no other key of the handle means anything.
      return true;
    },
    [lift, notes, place, polite],
  );
  const focusLater = useCallback((entryId: string) => {
    focus.current = entryId;
  }, []);
  return { lifted: lift?.entryId ?? null, preview: lift?.preview ?? null, onKeyDown, cancel, focusLater };
}
