import { memo } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Entry } from "@/lib/changelog/notes";
import type { BoardParts } from "./board-parts";
import { EntryFacts } from "./entry-facts";
import { useSelected } from "./store";

interface EntryRowProps extends Pick<BoardParts, "refusal" | "drag" | "acts"> {
  entry: Entry;
  /** True while the keyboard has picked it up. */
  isLifted: boolean;
  isSelected: boolean;
  /** True in a list so long that the browser should not lay out all of it. */
  isOneOfMany: boolean;
}

/** One entry: a handle to move it, its text, its references, and the candidates it came from. */
export const EntryRow = memo(function EntryRow({ entry, isLifted, isSelected, isOneOfMany, refusal, drag, acts }: EntryRowProps) {
  const isDragged = useSelected(drag, ({ entryIds }) => entryIds.has(entry.id));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: shift and ctrl with a click are what x and shift with the arrow keys are
    <li
      data-entry={entry.id}
      className={classNames(
        "group grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 border-t border-line py-1.5 ps-2 pe-2.5 first:border-t-0",
        isOneOfMany && "[contain-intrinsic-size:auto_37px] [content-visibility:auto] max-md:[contain-intrinsic-size:auto_79px]",
        (isLifted || isSelected) && "bg-accent-tint",
        isLifted && "shadow-[inset_2px_0_0_var(--accent-solid)]",
        isDragged && "border-dashed border-accent-edge text-ink-2 shadow-[inset_2px_0_0_var(--accent-edge)]",
      )}
      onClick={(event) => {
        if (refusal || (event.target instanceof Element && event.target.closest("a, button, input, textarea, label"))) return;
        if (event.shiftKey) acts.extend(entry.id);
        else if (event.ctrlKey || event.metaKey) acts.toggle(entry.id);
      }}
      // Shift with a click would mark the text as well.
      onMouseDown={(event) => event.shiftKey && !refusal && event.preventDefault()}
    >
      <span className="flex items-start gap-1">
        <button
          type="button"
          data-handle=""
          disabled={refusal !== null}
          aria-label={`Move: ${entry.text}`}
          aria-pressed={isLifted}
          aria-keyshortcuts="Space X G N M J K"
          title="Drag, or press space and the arrow keys. ?: all keys"
          className={classNames(
            "-my-0.5 -ms-1 grid size-6 flex-none scroll-my-40 place-items-center rounded-xs text-line-control",
            refusal ? "invisible" : "cursor-grab touch-none hover:text-ink focus-visible:text-ink",
          )}
          onKeyDown={(event) => acts.onHandleKey(event, entry.id)}
          onBlur={() => isLifted && !document.hasFocus() && acts.onHandleBlur()}
        >
          <Icon name="grip" />
        </button>
        {!refusal && (
          <Checkbox
            className="-my-0.5"
            aria-label={`Select: ${entry.text}`}
            checked={isSelected}
            // The change of a box is a click, and a click knows of shift.
            onChange={({ nativeEvent }) =>
              nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? acts.extend(entry.id) : acts.toggle(entry.id)
            }
          />
        )}
      </span>
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
      <EntryFacts entry={entry} refusal={refusal} onMove={acts.onMove} />
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
