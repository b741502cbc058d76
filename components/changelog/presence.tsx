"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { draftQuery } from "@/components/queries";
import { Avatar } from "@/components/ui/avatar";
import type { Notes } from "@/lib/changelog/notes";
import type { Colleague } from "@/lib/changelog/presence";
import { usePresence } from "./use-presence";

const Context = createContext<Colleague[]>([]);
const PlaceContext = createContext<(entryId: string | null) => void>(() => {});

/** Around the editor, so that a colleague or a focus that moves renews the marks and nothing else. */
export function PresenceRoom({ draftId, children }: { draftId: string; children: ReactNode }) {
  const [editing, setEditing] = useState<string | null>(null);
  const { data: viewerId } = useQuery({ ...draftQuery(draftId), select: (draft) => draft.viewerId });
  const colleagues = usePresence(draftId, viewerId, editing);
  return (
    <PlaceContext.Provider value={setEditing}>
      <Context.Provider value={colleagues}>{children}</Context.Provider>
    </PlaceContext.Provider>
  );
}

/** Lets the others know which entry is being edited here. */
export function useTellEditing(entryId: string | null): void {
  const tell = useContext(PlaceContext);
  useEffect(() => tell(entryId), [tell, entryId]);
}

/** Who else has the draft open, in the header: faces, and in words where there is room. */
export function PresenceList({ notes }: { notes: Notes }) {
  const colleagues = useContext(Context);
  if (colleagues.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex items-center gap-2 text-xs text-ink-2">
      {colleagues.map((colleague) => {
        const sentence = describe(colleague, notes);
        return (
          <li key={colleague.userId} title={sentence} className="flex items-center gap-1.5">
            <Avatar name={colleague.name} />
            <span className={colleagues.length === 1 ? "max-w-72 truncate max-xl:sr-only" : "sr-only"}>{sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** On the row that a colleague works on. */
export function PresenceMark({ entryId }: { entryId: string }) {
  const here = useContext(Context).filter((colleague) => colleague.entryId === entryId);
  return here.map(({ userId, name, isEditing }) => (
    <span key={userId} className="inline-flex h-5 items-center gap-1 text-xs text-accent" title={`${name} is here`}>
      <Avatar name={name} label={isEditing ? undefined : `${name} is here`} />
      {isEditing && <span>{name} is editing</span>}
    </span>
  ));
}

function describe({ name, entryId, isEditing }: Colleague, notes: Notes): string {
  const text = entryId && notes.entries[entryId]?.text;
  if (!text) return `${name} is here`;
  const words = text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text;
  return `${name} is here, ${isEditing ? "editing" : "at"} “${words}”`;
}
