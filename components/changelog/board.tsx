"use client";

import dynamic from "next/dynamic";
import { memo, useDeferredValue, useMemo, useRef, useState } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { findEntries, findNextUngrouped } from "@/lib/changelog/find-entries";
import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { findPlace } from "@/lib/changelog/place";
import { type Placement, planPlacements } from "@/lib/changelog/plan-placements";
import { BoardDialogs, type BoardRequest } from "./board-dialogs";
import type { BoardActs } from "./board-parts";
import { CategorySection } from "./category-section";
import { NOTHING_DRAGGED } from "./drag-state";
import { DropLine } from "./drop-line";
import { useEntryStore } from "./entry-context";
import { FindBar } from "./find-bar";
import type { Drop } from "./find-drop";
import { SelectionBar } from "./selection-bar";
import { makeStore } from "./store";
import { useBoardKeys } from "./use-board-keys";
import { useBoardView } from "./use-board-view";
import type { Brought } from "./use-drag-handles";
import { findHandle } from "./use-entry-focus";
import { useKeyboardMove } from "./use-keyboard-move";
import { useSelection } from "./use-selection";
import { useSteady } from "./use-steady";
import { useStored } from "./use-stored";

/** Nothing can be dragged before it can be seen, so it does not hold up the page. */
const DragSensor = dynamic(() => import("./drag-sensor").then((module) => module.DragSensor), { ssr: false });

interface BoardProps {
  notes: Notes;
  draftId: string;
  /** Applies an act; false when it was refused. */
  change: (operation: NotesOperation) => boolean;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
}

/** Entries by category and subsection, moved by mouse, finger or keyboard; every way ends in the same operation. */
export const Board = memo(function Board({ notes, draftId, change, refusal }: BoardProps) {
  const { polite } = useAnnounce();
  const entries = useEntryStore();
  const [request, setRequest] = useState<BoardRequest | null>(null);
  const [find, setFind] = useState({ words: "", isUngroupedOnly: false });
  const looked = useDeferredValue(find);
  const foundIds = useMemo(() => findEntries(notes, looked), [notes, looked]);
  const field = useRef<HTMLInputElement>(null);
  const [letters, storeLetters] = useStored("local", "keys of one letter");
  const selection = useSelection(notes);
  const { together } = selection;
  const [drag] = useState(() => makeStore(NOTHING_DRAGGED));

  const changeEntries = (operation: NotesOperation, entryIds: string[]): boolean => {
    const applied = applyOperation(notes, operation);
    const isSame = applied.ok && applied.notes.categories === notes.categories;
    if (isSame || !change(operation)) return isSame;
    selection.release(entryIds);
    return true;
  };
  const place = (placements: Placement[]) =>
    changeEntries(
      { type: "place-entries", placements },
      placements.map(({ entryId }) => entryId),
    );
  const isShown = (entryId: string) => foundIds === null || foundIds.has(entryId);
  const keyboard = useKeyboardMove(notes, { place, together, isShown });
  const shown = keyboard.preview ?? notes;
  const { view, order } = useBoardView(shown, draftId, foundIds, keyboard.lifted);

  const requestGroup = (entryIds: string[], categoryId?: string, words?: Brought["words"]) => {
    const home = categoryId ?? findPlace(notes, entryIds[0] ?? "")?.categoryId;
    if (home && !refusal) setRequest({ kind: "subsection", request: { kind: "create", categoryId: home, entryIds, words } });
  };
  const requestMove = (entryIds: string[]) => entryIds.length > 0 && !refusal && setRequest({ kind: "move", entryIds });
  const onDrop = (drop: Drop, entryIds: string[], words: Brought["words"] | null) => {
    if (drop.kind === "entry") place(planPlacements(notes, entryIds, drop.to));
    if (drop.kind === "new-subsection") requestGroup(entryIds, drop.categoryId, words ?? undefined);
    if (drop.kind === "subsection")
      changeEntries({ type: "move-subsection", subsectionId: drop.id, categoryId: drop.categoryId, index: drop.index }, []);
  };
  const goToNextUngrouped = (fromId: string | null) => {
    const next = findNextUngrouped(shown, order, fromId);
    if (next === null) return polite(view.isFiltered ? "Nothing else that is shown is ungrouped." : "Nothing else is ungrouped.");
    findHandle(next)?.focus();
    findHandle(next)?.scrollIntoView({ block: "nearest" });
  };
  const clear = () => {
    const [first] = selection.ids;
    if (first !== undefined && !document.activeElement?.closest("[data-entry]")) keyboard.focusLater(first);
    selection.clear();
  };
  const chosen = (entryId: string | null) => (selection.ids.length > 0 ? selection.ids : entryId === null ? [] : [entryId]);
  const did = (act: () => unknown) => {
    act();
    return true;
  };
  const group = (entryId: string | null) => chosen(entryId).length > 0 && did(() => requestGroup(chosen(entryId)));
  useBoardKeys({
    hasLetters: letters !== "off",
    isBusy: () => keyboard.lifted.length > 0 || drag.get() !== NOTHING_DRAGGED,
    order,
    onExtend: (fromId, toId) => selection.extend(order, toId, fromId),
    acts: {
      x: (entryId) => entryId !== null && !refusal && did(() => selection.toggle(entryId)),
      g: group,
      n: group,
      m: (entryId) => chosen(entryId).length > 0 && did(() => requestMove(chosen(entryId))),
      e: (entryId) => entryId !== null && !refusal && did(() => entries.get().edit(entryId)),
      c: (entryId) => entryId !== null && entries.get().comment(entryId),
      r: (entryId) => !refusal && entries.get().mark(chosen(entryId)),
      o: (entryId) => did(() => goToNextUngrouped(entryId)),
      "/": () => did(() => field.current?.focus()),
      "?": () => did(() => setRequest({ kind: "keys" })),
      Escape: () => selection.ids.length > 0 && did(clear),
    },
  });

  const acts = useSteady<BoardActs>({
    change,
    onMove: (entryId) => requestMove(together(entryId)),
    onRequest: (subsection) => setRequest({ kind: "subsection", request: subsection }),
    onRename: (category) => setRequest({ kind: "category", category }),
    onHandleKey: keyboard.onKeyDown,
    onHandleBlur: keyboard.cancel,
    toggle: selection.toggle,
    extend: (entryId) => selection.extend(order, entryId),
  });

  const total = notes.categories.flatMap(listEntryIds).length;
  return (
    <>
      <FindBar
        find={find}
        onFind={setFind}
        shown={foundIds && `${foundIds.size} of ${total} shown`}
        field={field}
        onNextUngrouped={() => goToNextUngrouped(null)}
        onShowKeys={() => setRequest({ kind: "keys" })}
      />
      <div className="relative grid gap-1 pb-24" data-board="">
        {shown.categories.map((category, index) => (
          <CategorySection
            key={category.id}
            category={category}
            index={index}
            count={shown.categories.length}
            entries={shown.entries}
            drag={drag}
            lifted={keyboard.lifted}
            selection={selection}
            view={view}
            refusal={refusal}
            acts={acts}
          />
        ))}
        {shown.categories.length === 0 && <p className="p-5 text-ink-2">These notes have no entries.</p>}
        <SelectionBar
          selection={selection}
          order={order}
          onGroup={() => requestGroup(selection.ids)}
          onMove={() => requestMove(selection.ids)}
          onClear={clear}
        />
        <DropLine drag={drag} />
      </div>
      {!refusal && <DragSensor drag={drag} notes={notes} together={together} onStart={keyboard.cancel} onDrop={onDrop} />}
      <BoardDialogs
        request={request}
        notes={notes}
        change={(operation) => changeEntries(operation, operation.type === "create-subsection" ? operation.entryIds : [])}
        letters={{ areOn: letters !== "off", turn: (areOn) => storeLetters(areOn ? "on" : "off") }}
        onPlace={(entryIds, to) => {
          place(planPlacements(notes, entryIds, to));
          setRequest(null);
          if (entryIds[0]) keyboard.focusLater(entryIds[0], entryIds);
        }}
        onClose={() => {
          setRequest(null);
          const [entryId] = request?.kind === "subsection" && request.request.kind === "create" ? request.request.entryIds : [];
          if (entryId) keyboard.focusLater(entryId);
        }}
      />
    </>
  );
});
