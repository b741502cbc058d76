"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea, TextField } from "@/components/ui/field";
import { countEntries } from "@/lib/changelog/describe-operation";
import { checkDescription } from "@/lib/changelog/lint/check-description";
import { DEFAULT_COMPONENTS, isComponentTitle } from "@/lib/changelog/lint/component-title";
import type { Notes, Subsection } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { findPlace } from "@/lib/changelog/place";

/** What the dialog is opened for: a new subsection around entries, or the words of one that is there. */
export type SubsectionRequest =
  | { kind: "create"; categoryId: string; entryIds: string[]; words?: Pick<Subsection, "title" | "description"> }
  | { kind: "edit"; subsection: Subsection };

interface SubsectionDialogProps {
  request: SubsectionRequest;
  notes: Notes;
  change: (operation: NotesOperation) => boolean;
  onClose: () => void;
}

/** Title and description of a subsection (A46, A47). */
export function SubsectionDialog({ request, notes, change, onClose }: SubsectionDialogProps) {
  const known = request.kind === "edit" ? request.subsection : null;
  const words = request.kind === "edit" ? request.subsection : request.words;
  const [title, setTitle] = useState(words?.title ?? "");
  const [description, setDescription] = useState(words?.description ?? "");
  const category = request.kind === "create" ? notes.categories.find(({ id }) => id === request.categoryId) : null;
  const submit = () => {
    if (title.trim() === "") return;
    const isDone =
      request.kind === "create"
        ? create(request, { title, description, category, change })
        : edit(request.subsection, { title, description, change });
    if (isDone) onClose();
  };
  const label =
    request.kind === "edit"
      ? "Save the words"
      : request.entryIds.length > 0
        ? `Create it with ${countEntries(request.entryIds.length)}`
        : "Create the subsection";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      description={request.kind === "create" ? describeStrangers(notes, request) : undefined}
      title={known ? `Words of ${known.title}` : `New subsection in ${category?.title ?? "the notes"}`}
      acts={
        <>
          <Button onClick={onClose}>{known ? "Keep the old words" : "Make none"}</Button>
          <Button look="primary" blockedBy={title.trim() === "" ? "A subsection needs a title." : null} onClick={submit}>
            {label}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          autoFocus
          label="Title"
          value={title}
          maxLength={300}
          onChange={(event) => setTitle(event.target.value)}
          hint="Named after what it is about, not after a component."
        />
        {isComponentTitle(title, DEFAULT_COMPONENTS) && (
          <p className="text-needs-person">This names a component. Name what was achieved for the reader instead.</p>
        )}
        <TextArea
          label="Description"
          rows={3}
          value={description}
          maxLength={4000}
          onChange={(event) => setDescription(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
          hint="One or two sentences in the past tense: what it achieved."
        />
        {checkDescription(description.trim()).map(({ id, message, word, instead }) => (
          <p key={id} className="flex flex-wrap items-center gap-2 text-needs-person">
            {message}
            {instead && (
              <Button size="small" onClick={() => setDescription(instead + description.trim().slice(word.length))}>
                Write “{instead}”
              </Button>
            )}
          </p>
        ))}
      </form>
    </Dialog>
  );
}

/** Grouping never moves an entry to another category unsaid. */
function describeStrangers(notes: Notes, { categoryId, entryIds }: Extract<SubsectionRequest, { kind: "create" }>): string | undefined {
  const homes = entryIds.flatMap((id) => findPlace(notes, id)?.categoryId ?? []).filter((id) => id !== categoryId);
  if (homes.length === 0) return undefined;
  const titles = notes.categories.filter(({ id }) => homes.includes(id)).map(({ title }) => title ?? "no category");
  return `${homes.length} of these ${countEntries(entryIds.length)} ${homes.length === 1 ? "moves" : "move"} here from ${titles.join(" and ")}.`;
}

function create(
  request: Extract<SubsectionRequest, { kind: "create" }>,
  {
    title,
    description,
    category,
    change,
  }: {
    title: string;
    description: string;
    category: Notes["categories"][number] | null | undefined;
    change: SubsectionDialogProps["change"];
  },
): boolean {
  if (!category) return false;
  return change({
    type: "create-subsection",
    subsectionId: `s-${crypto.randomUUID()}`,
    categoryId: category.id,
    title: title.trim(),
    description: description.trim(),
    index: category.subsections.length,
    entryIds: request.entryIds,
  });
}

function edit(
  subsection: Subsection,
  { title, description, change }: { title: string; description: string; change: SubsectionDialogProps["change"] },
): boolean {
  const isRenamed =
    title.trim() === subsection.title ||
    change({ type: "rename-subsection", subsectionId: subsection.id, title: title.trim(), seen: subsection.title });
  const isDescribed =
    description.trim() === subsection.description ||
    change({ type: "describe-subsection", subsectionId: subsection.id, description: description.trim(), seen: subsection.description });
  return isRenamed && isDescribed;
}
