import { DragDropContext, Draggable, Droppable, type DropResult } from "@hello-pangea/dnd";
import { memo, useState } from "react";
import { createRoot } from "react-dom/client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { CATEGORIES, entryText, GROUPED } from "./changelogs";

/** The peer: the same lists and rows on `@hello-pangea/dnd`, written as its guide says, rows memoised. */
const count = Number(new URLSearchParams(window.location.search).get("entries"));

const LISTS: [name: string, entries: number[]][] = CATEGORIES.flatMap((title, index) => {
  const own = Array.from({ length: count }, (_, number) => number).filter((number) => number % CATEGORIES.length === index);
  const grouped = GROUPED.includes(title) ? 1 : 0;
  const ungrouped: [string, number[]] = [`Ungrouped ${title}`, own.slice(grouped)];
  return grouped ? [[`Work on ${title}`, own.slice(0, 1)] as [string, number[]], ungrouped] : [ungrouped];
});

function PeerBoard() {
  const [lists, setLists] = useState(LISTS);
  const onDragEnd = ({ source, destination }: DropResult) => {
    if (!destination) return;
    const moved = lists.find(([name]) => name === source.droppableId)?.[1][source.index];
    if (moved === undefined) return;
    const taken = lists.map(([name, entries]) => [name, entries.filter((entry) => entry !== moved)] as [string, number[]]);
    setLists(
      taken.map(([name, entries]) => [name, name === destination.droppableId ? entries.toSpliced(destination.index, 0, moved) : entries]),
    );
  };
  return (
    <DragDropContext onDragEnd={onDragEnd}>
      <div className="mx-auto grid max-w-[760px] gap-2.5 px-5 pb-24">
        {lists.map(([name, entries]) => (
          <article key={name} aria-label={name} className="rounded-md border border-line bg-surface">
            <h3 className="px-3 py-2">{name}</h3>
            <Droppable droppableId={name}>
              {(provided) => (
                <ul ref={provided.innerRef} {...provided.droppableProps} className="min-h-9 border-t border-line">
                  <Rows entries={entries} />
                  {provided.placeholder}
                </ul>
              )}
            </Droppable>
          </article>
        ))}
      </div>
    </DragDropContext>
  );
}

const Rows = memo(function Rows({ entries }: { entries: number[] }) {
  return entries.map((entry, index) => <Row key={entry} entry={entry} index={index} />);
});

const Row = memo(function Row({ entry, index }: { entry: number; index: number }) {
  return (
    <Draggable draggableId={String(entry)} index={index}>
      {(provided) => (
        <li
          ref={provided.innerRef}
          {...provided.draggableProps}
          data-entry={entry}
          className="group grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 border-t border-line bg-surface py-1.5 ps-2 pe-2.5 first:border-t-0"
        >
          <span className="flex items-start gap-1">
            <span {...provided.dragHandleProps} data-handle="" className="mt-0.5 cursor-grab rounded-xs text-line-control">
              <Icon name="grip" />
            </span>
            <Checkbox className="-my-0.5" aria-label={`Select: ${entryText(entry)}`} />
          </span>
          <p className="min-w-0 break-words">
            <span>{entryText(entry)}</span>{" "}
            <a href={`#${entry}`} className="font-mono text-[12px] tracking-tight text-accent hover:underline">
              #{entry + 1}
            </a>
          </p>
          <span className="flex flex-wrap items-center justify-end gap-1">
            <Chip isCode>1.2.0rc1</Chip>
            <span className="flex">
              {(["check", "edit", "arrow"] as const).map((icon) => (
                <Button key={icon} look="ghost" size="small-square" aria-label={`${icon}: ${entryText(entry)}`}>
                  <Icon name={icon} size={14} />
                </Button>
              ))}
            </span>
          </span>
        </li>
      )}
    </Draggable>
  );
});

const root = document.getElementById("root");
if (root) createRoot(root).render(<PeerBoard />);
