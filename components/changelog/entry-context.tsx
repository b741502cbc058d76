"use client";

import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from "react";
import { type EntryComments, NO_COMMENTS } from "@/components/review/use-entry-comments";
import type { EntryHint } from "@/lib/changelog/entry-hints";
import { makeStore, type Store, useSelected } from "./store";

/** What rows need beyond their entry: hints, marks, and the way into the dialog that edits. */
export interface EntryContext extends EntryComments {
  hints: Map<string, EntryHint[]>;
  reviewed: Set<string>;
  edit: (entryId: string) => void;
  /** Marks entries as looked at; when all of them are marked already, takes the marks. False when nothing was done. */
  mark: (entryIds: string[]) => boolean;
}

const Context = createContext<Store<EntryContext>>(
  makeStore<EntryContext>({ hints: new Map(), reviewed: new Set(), edit: () => {}, mark: () => false, ...NO_COMMENTS }),
);

export function EntryContextProvider({ value, children }: { value: EntryContext; children: ReactNode }) {
  const [store] = useState(() => makeStore(value));
  useLayoutEffect(() => store.set(value), [store, value]);
  return <Context.Provider value={store}>{children}</Context.Provider>;
}

/** What is selected of it: a row that selects what is said of its own entry renders again only when just that changed. */
export function useEntryContext(): EntryContext;
export function useEntryContext<Fact>(select: (context: EntryContext) => Fact): Fact;
export function useEntryContext(select = (context: EntryContext): unknown => context): unknown {
  return useSelected(useEntryStore(), select);
}

/** For what is asked when something is pressed: reading it does not render again. */
export const useEntryStore = () => useContext(Context);
