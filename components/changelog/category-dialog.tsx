"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { applyOperation } from "@/lib/changelog/apply-operation";
import type { Category, Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";

interface CategoryDialogProps {
  category: Category;
  notes: Notes;
  change: (operation: NotesOperation) => boolean;
  onClose: () => void;
}

/** Another title for a category; what speaks against it is said while it is typed. */
export function CategoryDialog({ category, notes, change, onClose }: CategoryDialogProps) {
  const known = category.title ?? "";
  const [title, setTitle] = useState(known);
  const operation: NotesOperation = { type: "rename-category", categoryId: category.id, title: title.trim() };
  const applied = applyOperation(notes, operation);
  const problem = applied.ok ? null : applied.reason;
  const submit = () => {
    if (!problem && (title.trim() === known || change(operation))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Rename ${known}`}
      acts={
        <>
          <Button onClick={onClose}>Keep the old title</Button>
          <Button look="primary" blockedBy={problem} onClick={submit}>
            Save the title
          </Button>
        </>
      }
    >
      <form
        className="pb-2"
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
          problem={problem}
          hint="It becomes the heading of these entries in this version only."
        />
      </form>
    </Dialog>
  );
}
