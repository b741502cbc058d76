"use client";

import { useCallback, useEffect, useMemo } from "react";
import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import { useStored } from "./use-stored";

export interface BoardView {
  /** True while words or the switch leave entries out. */
  isFiltered: boolean;
  isShown: (entryId: string) => boolean;
  /** Whether the entries of a category or subsection are in sight; a filter opens what holds something it found. */
  isOpen: (id: string, entryIds: string[]) => boolean;
  setOpen: (id: string, isOpen: boolean) => void;
}

interface BoardSight {
  /** The same until somebody looks for something, collapses something or picks something up. */
  view: BoardView;
  /** The entries in sight, in the order of the screen. */
  order: string[];
}

/** What of the notes is in sight: by filter, and by what was collapsed in this tab. */
export function useBoardView(notes: Notes, draftId: string, foundIds: ReadonlySet<string> | null, lifted: string[]): BoardSight {
  const [stored, store] = useStored("session", `collapsed ${draftId}`);
  const collapsed = useMemo(() => new Set((stored ?? "").split(" ").filter(Boolean)), [stored]);
  const setOpen = useCallback(
    (id: string, isOpen: boolean) => {
      const others = [...collapsed].filter((other) => other !== id);
      store((isOpen ? others : [...others, id]).join(" "));
    },
    [collapsed, store],
  );
  useOpenOnAnchor(notes, (ids) => store([...collapsed].filter((id) => !ids.includes(id)).join(" ")));
  const view = useMemo(() => {
    const isShown = (id: string) => foundIds === null || foundIds.has(id) || lifted.includes(id);
    const isOpen = (id: string, entryIds: string[]) =>
      (foundIds === null ? !collapsed.has(id) : entryIds.some(isShown)) || entryIds.some((entryId) => lifted.includes(entryId));
    return { isFiltered: foundIds !== null, isShown, isOpen, setOpen };
  }, [foundIds, collapsed, lifted, setOpen]);
  const order = useMemo(() => listInSight(notes, view), [notes, view]);
  return { view, order };
}

function listInSight({ categories }: Notes, { isOpen, isShown }: BoardView): string[] {
  return categories
    .filter((category) => isOpen(category.id, listEntryIds(category)))
    .flatMap(({ subsections, ungroupedIds }) => [
      ...subsections.filter(({ id, entryIds }) => isOpen(id, entryIds)).flatMap(({ entryIds }) => entryIds),
      ...ungroupedIds,
    ])
    .filter(isShown);
}

/** A link of the outline opens what it leads to, and the category around it. */
function useOpenOnAnchor(notes: Notes, open: (ids: string[]) => void): void {
  useEffect(() => {
    const onHash = () => {
      const id = decodeURIComponent(window.location.hash.slice(1));
      const home = notes.categories.find(
        (category) => category.id === id || `${category.id}-ungrouped` === id || category.subsections.some((s) => s.id === id),
      );
      if (!home) return;
      open([id, home.id]);
      requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView());
    };
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  });
}
