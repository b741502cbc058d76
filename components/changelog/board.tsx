"use client";

import { Accessibility, type DragDropManagerInput, PointerActivationConstraints, PointerSensor } from "@dnd-kit/dom";
import { DragDropProvider, DragOverlay } from "@dnd-kit/react";
import { useCallback, useState } from "react";
import { applyOperation } from "@/lib/changelog/apply-operation";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { findPlace, type Place } from "@/lib/changelog/place";
import { CategorySection } from "./category-section";
import { type Drop, findDrop } from "./find-drop";
import { MoveDialog } from "./move-dialog";
import { SubsectionDialog, type SubsectionRequest } from "./subsection-dialog";
import { useKeyboardMove } from "./use-keyboard-move";

/** The mouse must move a little, a finger must rest a moment: a click stays a click, a scroll a scroll. */
const SENSORS: DragDropManagerInput["sensors"] = [
  PointerSensor.configure({
    activationConstraints: (event) =>
      event.pointerType === "touch"
        ? [new PointerActivationConstraints.Delay({ value: 250, tolerance: 5 })]
        : [new PointerActivationConstraints.Distance({ value: 5 })],
  }),
];
/** Keyboard moves and what is said of them are our own, so dnd-kit's texts would only contradict them. */
const PLUGINS: DragDropManagerInput["plugins"] = (defaults) => defaults.filter((plugin) => plugin !== Accessibility);

interface BoardProps {
  notes: Notes;
  /** Applies an act; false when it was refused. */
  change: (operation: NotesOperation) => boolean;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
}

/** Entries by category and subsection, moved by mouse, finger or keyboard; every way ends in the same operation. */
export function Board({ notes, change, refusal }: BoardProps) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const [request, setRequest] = useState<SubsectionRequest | null>(null);
  const place = useCallback((entryId: string, to: Place) => change({ type: "place-entries", placements: [{ entryId, to }] }), [change]);
  const keyboard = useKeyboardMove(notes, place);
  const shown = keyboard.preview ?? notes;

  const applyDrop = (target: Drop | null) => {
    if (target?.kind === "entry") {
      const from = findPlace(notes, target.id);
      const isSameList = from?.categoryId === target.to.categoryId && from.subsectionId === target.to.subsectionId;
      const index = isSameList && from.index < target.to.index ? target.to.index - 1 : target.to.index;
      if (!isSameList || index !== from.index) place(target.id, { ...target.to, index });
    }
    if (target?.kind === "subsection") {
      const operation: NotesOperation = {
        type: "move-subsection",
        subsectionId: target.id,
        categoryId: target.categoryId,
        index: target.index,
      };
      const applied = applyOperation(notes, operation);
      if (applied.ok && JSON.stringify(applied.notes) !== JSON.stringify(notes)) change(operation);
    }
  };

  return (
    <DragDropProvider
      sensors={refusal ? [] : SENSORS}
      plugins={PLUGINS}
      onDragStart={() => keyboard.cancel()}
      onDragMove={(event) => {
        const { source, position } = event.operation;
        if (!source) return;
        const next = findDrop(String(source.id), String(source.type), position.current, notes);
        setDrop((current) => (JSON.stringify(current) === JSON.stringify(next) ? current : next));
      }}
      onDragEnd={(event) => {
        setDrop(null);
        const { source, position } = event.operation;
        if (event.canceled || !source) return;
        applyDrop(findDrop(String(source.id), String(source.type), position.current, notes));
      }}
    >
      <div className="grid gap-1 pb-24" data-board="">
        {shown.categories.map((category) => (
          <CategorySection
            key={category.id}
            category={category}
            notes={shown}
            drop={drop}
            keyboard={keyboard}
            refusal={refusal}
            change={change}
            onMove={setMoving}
            onRequest={setRequest}
          />
        ))}
        {shown.categories.length === 0 && <p className="p-5 text-ink-2">These notes have no entries.</p>}
      </div>
      <DragOverlay dropAnimation={null}>
        {(source) => (
          <div className="max-w-[360px] truncate rounded-sm bg-raised px-3 py-2 shadow-3">
            {notes.entries[String(source.id)]?.text ??
              notes.categories.flatMap((c) => c.subsections).find(({ id }) => id === source.id)?.title}
          </div>
        )}
      </DragOverlay>
      {moving && (
        <MoveDialog
          notes={notes}
          entryId={moving}
          onClose={() => setMoving(null)}
          onChoose={(to) => {
            place(moving, to);
            setMoving(null);
            keyboard.focusLater(moving);
          }}
        />
      )}
      {request && (
        <SubsectionDialog
          request={request}
          notes={notes}
          change={change}
          onClose={() => {
            setRequest(null);
            const [entryId] = request.kind === "create" ? request.entryIds : [];
            if (entryId) keyboard.focusLater(entryId);
          }}
        />
      )}
    </DragDropProvider>
  );
}
