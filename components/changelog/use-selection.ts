"use client";

import { useMemo, useState } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import { countEntries } from "@/lib/changelog/describe-operation";
import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import { extendSelection, NOTHING_SELECTED, type Selection, selectAll, toggleEntry } from "@/lib/changelog/selection";
import { useSteady } from "./use-steady";

export interface EntrySelection {
  /** In written order; what somebody has taken out meanwhile is not counted. */
  ids: string[];
  has: (entryId: string) => boolean;
  /** What goes along with an entry: the whole selection when it belongs to it, else the entry alone. */
  together: (entryId: string) => string[];
  toggle: (entryId: string) => void;
  /** Stretches the range over the order of the screen; it starts anew where `from` is not where it ended. */
  extend: (order: string[], entryId: string, from?: string) => void;
  choose: (entryIds: string[], isSelected: boolean) => void;
  /** Lets go of entries that something was done with. */
  release: (entryIds: string[]) => void;
  clear: () => void;
}

/** The entries chosen to be moved or grouped together; a filter hides them and does not let go of them. */
export function useSelection(notes: Notes): EntrySelection {
  const { polite } = useAnnounce();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const ids = useMemo(
    () => (selection.ids.size === 0 ? NOBODY : notes.categories.flatMap(listEntryIds).filter((id) => selection.ids.has(id))),
    [notes, selection],
  );
  const change = (next: Selection) => {
    setSelection(next);
    polite(next.ids.size === 0 ? "Nothing is selected." : `${countEntries(next.ids.size)} selected.`);
  };
  const chosen = useMemo(() => new Set(ids), [ids]);
  const current = { ...selection, ids: chosen };
  const acts = useSteady<Omit<EntrySelection, "ids" | "has">>({
    together: (entryId) => (chosen.has(entryId) ? ids : [entryId]),
    toggle: (entryId) => change(toggleEntry(current, entryId)),
    extend: (order, entryId, from) =>
      change(
        extendSelection(from === undefined || from === current.end ? current : { ...current, anchor: from, end: from }, order, entryId),
      ),
    choose: (entryIds, isSelected) => change(selectAll(current, entryIds, isSelected)),
    release: (entryIds) => {
      if (entryIds.some((id) => chosen.has(id))) setSelection(selectAll(current, entryIds, false));
    },
    clear: () => change(NOTHING_SELECTED),
  });
  return useMemo(() => ({ ids, has: (entryId) => chosen.has(entryId), ...acts }), [ids, chosen, acts]);
}

const NOBODY: string[] = [];
