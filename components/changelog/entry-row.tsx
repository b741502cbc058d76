import { useSortable } from "@dnd-kit/react/sortable";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Entry } from "@/lib/changelog/notes";
import { findPlace } from "@/lib/changelog/place";
import type { BoardParts } from "./board-parts";
import { useEntryContext } from "./entry-context";
import { EntryFacts } from "./entry-facts";

/** One entry: a handle to move it, its text, its references, and the candidates it came from. */
export const EntryRow = memo(function EntryRow({
  entry,
  index,
  group,
  notes,
  keyboard,
  refusal,
  onMove,
  onRequest,
}: { entry: Entry; index: number; group: string } & BoardParts) {
  const { ref, handleRef, isDragSource } = useSortable({
    id: entry.id,
    index,
    group,
    type: "entry",
    accept: "entry",
    plugins: [],
    disabled: refusal !== null,
  });
  const { reviewed, edit, mark } = useEntryContext();
  const isLifted = keyboard.lifted === entry.id;
  return (
    <li
      ref={ref}
      data-entry={entry.id}
      className={classNames(
        "group grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 border-t border-line py-1.5 ps-2 pe-2.5 first:border-t-0",
        isLifted && "bg-accent-tint shadow-[inset_2px_0_0_var(--accent-solid)]",
        isDragSource && "opacity-60",
      )}
    >
      <button
        ref={handleRef}
        type="button"
        data-handle=""
        disabled={refusal !== null}
        aria-label={`Move: ${entry.text}`}
        aria-pressed={isLifted}
        aria-keyshortcuts="Space ArrowUp ArrowDown M E R N J K"
        title="Drag, or press space and the arrow keys. m: move to…, e: edit, r: reviewed, n: new subsection, j and k: next and previous"
        className={classNames(
          "mt-0.5 rounded-xs text-line-control",
          refusal ? "invisible" : "cursor-grab touch-none hover:text-ink focus-visible:text-ink",
        )}
        onKeyDown={(event) => {
          if (keyboard.onKeyDown(event, entry.id) || event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === "m") onMove(entry.id);
          if (event.key === "e") edit(entry.id);
          if (event.key === "r") mark(entry.id, !reviewed.has(entry.id));
          if (event.key === "n")
            onRequest({ kind: "create", categoryId: findPlace(notes, entry.id)?.categoryId ?? "", entryIds: [entry.id] });
          if (event.key === "j" || event.key === "k") focusNeighbour(event.currentTarget, event.key === "j" ? 1 : -1);
        }}
        onBlur={() => isLifted && !document.hasFocus() && keyboard.cancel()}
      >
        <Icon name="grip" />
      </button>
      <p className="min-w-0 break-words">
        {entry.kind === "passage" ? <span className="text-ink-2">{entry.text}</span> : <EntryText text={entry.text} />}{" "}
        {entry.references.map(({ label, url }) =>
          url ? (
            <a
              key={label}
              href={url}
              target="_blank"
              rel="noreferrer noopener"
              className="font-mono text-[12px] tracking-tight text-accent hover:underline"
            >
              {label}{" "}
            </a>
          ) : (
            <span key={label} className="font-mono text-[12px] tracking-tight text-ink-3">
              {label}{" "}
            </span>
          ),
        )}
      </p>
      <EntryFacts entry={entry} refusal={refusal} onMove={onMove} />
    </li>
  );
});

/** Text with its code spans; everything else stays as written. */
function EntryText({ text }: { text: string }) {
  return text.split(/(`[^`]+`)/).map((part, index) => {
    const key = `${index}${part}`;
    return part.startsWith("`") && part.endsWith("`") && part.length > 2 ? (
      <code key={key} className="text-[12px]">
        {part.slice(1, -1)}
      </code>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}

function focusNeighbour(handle: HTMLElement, by: 1 | -1): void {
  const handles = [...document.querySelectorAll<HTMLElement>("[data-board] [data-handle]")];
  handles[handles.indexOf(handle) + by]?.focus();
}
