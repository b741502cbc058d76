import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Category, Subsection } from "@/lib/changelog/notes";
import type { BoardParts } from "./board-parts";
import { CollapseButton } from "./collapse-button";
import { EntryList } from "./entry-list";
import { MoveButtons } from "./move-buttons";
import { useSelected } from "./store";

/** A titled, described block of entries; dragged by its handle, or moved with the buttons beside its title. */
export function SubsectionBlock({ category, subsection, ...parts }: { category: Category; subsection: Subsection } & BoardParts) {
  const { refusal, drag, view } = parts;
  const { change, onRequest } = parts.acts;
  const isOpen = view.isOpen(subsection.id, subsection.entryIds);
  const index = category.subsections.findIndex(({ id }) => id === subsection.id);
  const isDragged = useSelected(drag, ({ subsectionId }) => subsectionId === subsection.id);
  const isTarget = useSelected(drag, ({ drop }) => drop?.kind === "entry" && drop.to.subsectionId === subsection.id);
  const move = (by: 1 | -1) => change({ type: "move-subsection", subsectionId: subsection.id, categoryId: category.id, index: index + by });
  const { title } = subsection;
  return (
    <article
      id={subsection.id}
      data-subsection={subsection.id}
      aria-label={title}
      className={classNames(
        "scroll-mt-40 rounded-md border bg-surface",
        isTarget ? "border-accent-edge" : "border-line",
        isDragged && "opacity-60",
      )}
    >
      <header className="flex flex-wrap items-start gap-x-2 gap-y-1 py-[7px] ps-2 pe-2.5">
        <button
          type="button"
          data-grip=""
          disabled={refusal !== null}
          tabIndex={-1}
          aria-hidden="true"
          className={classNames(
            "-ms-1 grid size-6 place-items-center text-line-control",
            refusal ? "invisible" : "cursor-grab touch-none hover:text-ink",
          )}
        >
          <Icon name="grip" />
        </button>
        <CollapseButton id={subsection.id} title={subsection.title} isOpen={isOpen} view={view} />
        <div className="min-w-0 flex-1 basis-40">
          <h3 className="flex items-baseline gap-2">
            <span className="break-words">{title}</span>
            <span className="tabular text-xs font-normal whitespace-nowrap text-ink-3">
              {view.isFiltered && `${subsection.entryIds.filter(view.isShown).length} of `}
              {subsection.entryIds.length}
              {view.isFiltered && " shown"}
            </span>
          </h3>
          {subsection.description ? (
            <p className="break-words text-ink-2">{subsection.description}</p>
          ) : (
            !refusal && (
              <button
                type="button"
                className="min-h-6 text-start text-ink-3 underline decoration-dotted underline-offset-2 hover:text-ink"
                onClick={() => onRequest({ kind: "edit", subsection })}
              >
                Describe what it is for, in a sentence
              </button>
            )
          )}
        </div>
        {!refusal && (
          <span className="flex">
            <MoveButtons
              title={title}
              index={index}
              count={category.subsections.length}
              reasons={{ first: "It is the first already.", last: "It is the last already; Other comes after it." }}
              onMove={move}
            />
            <Button
              look="ghost"
              size="small-square"
              aria-label={`Rename or describe ${title}`}
              onClick={() => onRequest({ kind: "edit", subsection })}
            >
              <Icon name="edit" size={14} />
            </Button>
            <Button
              look="ghost"
              size="small-square"
              aria-label={`Delete ${title}, its entries become ungrouped`}
              onClick={() =>
                change({ type: "delete-subsection", subsectionId: subsection.id, seen: { title, description: subsection.description } })
              }
            >
              <Icon name="x" size={14} />
            </Button>
          </span>
        )}
      </header>
      {isOpen && <EntryList categoryId={category.id} subsectionId={subsection.id} entryIds={subsection.entryIds} {...parts} />}
    </article>
  );
}
