"use client";

import { FieldDialog } from "@/components/ui/field-dialog";
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
  const renameTo = (text: string): NotesOperation => ({
    type: "rename-category",
    categoryId: category.id,
    title: text.trim(),
    seen: known,
  });
  return (
    <FieldDialog
      title={`Rename ${known}`}
      label="Title"
      hint="It becomes the heading of these entries in this version only."
      initial={known}
      maxLength={300}
      keep="Keep the old title"
      act="Save the title"
      obstacleOf={(text) => {
        const applied = applyOperation(notes, renameTo(text));
        return applied.ok ? null : { reason: applied.reason, isShown: true };
      }}
      onAct={(text) => {
        if (text.trim() === known || change(renameTo(text))) onClose();
      }}
      onClose={onClose}
    />
  );
}
