"use client";

import { createContext, useContext } from "react";
import { type EntryComments, NO_COMMENTS } from "@/components/review/use-entry-comments";
import type { EntryHint } from "@/lib/changelog/entry-hints";

/** What rows need beyond their entry: hints, marks, and the way into the dialog that edits. */
export interface EntryContext extends EntryComments {
  hints: Map<string, EntryHint[]>;
  reviewed: Set<string>;
  edit: (entryId: string) => void;
  /** Marks entries as looked at; when all of them are marked already, takes the marks. False when nothing was done. */
  mark: (entryIds: string[]) => boolean;
}

const Context = createContext<EntryContext>({ hints: new Map(), reviewed: new Set(), edit: () => {}, mark: () => false, ...NO_COMMENTS });

export const EntryContextProvider = Context.Provider;

export const useEntryContext = () => useContext(Context);
