"use client";

import { type KeyboardEvent, useCallback, useState } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import { applyOperation } from "@/lib/changelog/apply-operation";
import type { Notes } from "@/lib/changelog/notes";
import { findPlace } from "@/lib/changelog/place";
import { type Placement, placeTogether, planPlacements } from "@/lib/changelog/plan-placements";
import { describePlace, stepPlace } from "@/lib/changelog/step-place";
import { useEntryFocus } from "./use-entry-focus";

const DIRECTIONS: Record<string, "up" | "down" | "previous" | "next"> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "previous",
  ArrowRight: "next",
};

export interface KeyboardMove {
  /** The entries that are picked up, in their order; empty when none is. */
  lifted: string[];
  /** The notes with them where they would be dropped. */
  preview: Notes | null;
  onKeyDown: (event: KeyboardEvent, entryId: string) => boolean;
  cancel: () => void;
  /** Focuses an entry's handle after the next rendering; a move mounts it anew. */
  focusLater: (entryId: string, others?: string[]) => void;
}

interface Lift {
  /** The entry whose handle has the focus. */
  entryId: string;
  entryIds: string[];
  preview: Notes;
}

interface KeyboardMoveOptions {
  place: (placements: Placement[]) => boolean;
  /** The entries that go along with one. */
  together: (entryId: string) => string[];
  isShown: (entryId: string) => boolean;
}

/** Pick up with space, move with the arrow keys, drop with space or enter, cancel with escape; each step is announced. */
export function useKeyboardMove(notes: Notes, { place, together, isShown }: KeyboardMoveOptions): KeyboardMove {
  const { polite } = useAnnounce();
  const [lift, setLift] = useState<Lift | null>(null);
  const focusLater = useEntryFocus();
  const cancel = useCallback(() => setLift(null), []);

  const pickUp = (entryId: string) => {
    const entryIds = together(entryId);
    const preview = gather(notes, entryIds, entryId);
    focusLater(entryId);
    setLift({ entryId, entryIds, preview });
    const what = entryIds.length === 1 ? "Picked up" : `Picked up ${entryIds.length} entries`;
    polite(`${what}. ${describeFirst(preview, entryIds)}. Arrow keys move, space drops, escape cancels.`);
  };
  const step = ({ entryId, entryIds, preview }: Lift, direction: "up" | "down" | "previous" | "next") => {
    const to = stepPlace(preview, entryIds, direction, isShown);
    const applied = to && applyOperation(preview, { type: "place-entries", placements: placeTogether(entryIds, to) });
    if (!applied?.ok) return polite("There is nothing further.");
    focusLater(entryId);
    setLift({ entryId, entryIds, preview: applied.notes });
    polite(describeFirst(applied.notes, entryIds));
  };
  const letGo = ({ entryId, entryIds, preview }: Lift) => {
    const [first] = entryIds;
    const to = first === undefined ? null : findPlace(preview, first);
    focusLater(entryId, entryIds);
    setLift(null);
    if (to && JSON.stringify(preview.categories) !== JSON.stringify(notes.categories)) place(placeTogether(entryIds, to));
    else polite("Dropped where it was.");
  };
  const putBack = ({ entryId }: Lift) => {
    setLift(null);
    polite(`Cancelled. Back at ${describePlace(notes, entryId)}.`);
  };

  const onKeyDown = (event: KeyboardEvent, entryId: string): boolean => {
    const isChoice = event.key === " " || event.key === "Enter";
    if (!lift) {
      if (!isChoice) return false;
      event.preventDefault();
      pickUp(entryId);
      return true;
    }
    if (lift.entryId !== entryId) return false;
    if (event.key === "Tab") {
      putBack(lift);
      return false;
    }
    const direction = DIRECTIONS[event.key];
    if (direction || isChoice || event.key === "Escape") event.preventDefault();
    if (direction) step(lift, direction);
    else if (isChoice) letGo(lift);
    else if (event.key === "Escape") {
      focusLater(entryId);
      putBack(lift);
    }
    // While something is picked up, no other key of the handle means anything.
    return true;
  };
  return { lifted: lift?.entryIds ?? NONE, preview: lift?.preview ?? null, onKeyDown, cancel, focusLater };
}

const NONE: string[] = [];

/** The notes with a selection brought together around the entry that was picked up. */
function gather(notes: Notes, entryIds: string[], entryId: string): Notes {
  const home = findPlace(notes, entryId);
  if (!home || entryIds.length < 2) return notes;
  const applied = applyOperation(notes, { type: "place-entries", placements: planPlacements(notes, entryIds, home) });
  return applied.ok ? applied.notes : notes;
}

function describeFirst(notes: Notes, entryIds: string[]): string {
  return describePlace(notes, entryIds[0] ?? "", entryIds.length);
}
