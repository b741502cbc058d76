"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Notes } from "@/lib/changelog/notes";
import { findPlace, type Place } from "@/lib/changelog/place";
import { type EntryList, listEntryLists } from "@/lib/changelog/step-place";

/** The button's way to move entries: all lists, found by typing. */
export function MoveDialog({
  notes,
  entryIds,
  onChoose,
  onClose,
}: {
  notes: Notes;
  entryIds: string[];
  onChoose: (to: Place) => void;
  onClose: () => void;
}) {
  const [filter, setFilter] = useState("");
  const places = entryIds.flatMap((id) => findPlace(notes, id) ?? []);
  const isHome = (list: EntryList) =>
    places.every(({ categoryId, subsectionId }) => categoryId === list.categoryId && subsectionId === list.subsectionId);
  const lists = listEntryLists(notes).filter((list) => !isHome(list) && list.title.toLowerCase().includes(filter.trim().toLowerCase()));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Move to…"
      description={entryIds.length > 1 ? countEntries(entryIds.length) : notes.entries[entryIds[0] ?? ""]?.text}
    >
      <label className="flex h-9 items-center gap-2 rounded-sm bg-surface px-2.5 shadow-[inset_0_0_0_1px_var(--line-control)]">
        <Icon name="search" size={14} className="text-ink-3" />
        <span className="sr-only">Find a subsection</span>
        <input
          autoFocus
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            const [first] = lists;
            if (event.key === "Enter" && first)
              onChoose({ categoryId: first.categoryId, subsectionId: first.subsectionId, index: first.entryIds.length });
          }}
          placeholder="Find a subsection"
          className="w-full"
        />
      </label>
      <ul className="mt-2 grid gap-px pb-2">
        {lists.map((list) => (
          <li key={`${list.categoryId}/${list.subsectionId}`}>
            <button
              type="button"
              onClick={() => onChoose({ categoryId: list.categoryId, subsectionId: list.subsectionId, index: list.entryIds.length })}
              className="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-start hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate">{list.title}</span>
              <span className="text-xs text-ink-3">{notes.categories.find(({ id }) => id === list.categoryId)?.title}</span>
              <span className="tabular w-8 text-end text-xs text-ink-3">{list.entryIds.length}</span>
            </button>
          </li>
        ))}
        {lists.length === 0 && <li className="px-2 py-1.5 text-ink-2">No subsection matches. Press Escape, then n, to make a new one.</li>}
      </ul>
    </Dialog>
  );
}
