"use client";

import { createContext, useContext } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { Notes } from "@/lib/changelog/notes";
import type { Colleague } from "@/lib/changelog/presence";

const Context = createContext<Colleague[]>([]);

/** Beside the entries' own context, so that a colleague who moves renews only the marks. */
export const PresenceProvider = Context.Provider;

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
