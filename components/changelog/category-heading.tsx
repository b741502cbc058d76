import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { countEntries } from "@/lib/changelog/describe-operation";
import { type Category, listEntryIds } from "@/lib/changelog/notes";
import type { BoardParts } from "./board-parts";
import { CollapseButton } from "./collapse-button";
import { MoveButtons } from "./move-buttons";
import { SelectAll } from "./select-all";
import { useSelected } from "./store";

/** A category at its place among the others. */
export interface CategoryProps extends BoardParts {
  category: Category;
  index: number;
  count: number;
}

/** The heading of a category: what it holds, and what can be done with it; entries dropped on it become a new subsection. */
export function CategoryHeading({ category, index, count, isOpen, ...parts }: { isOpen: boolean } & CategoryProps) {
  const { view, selection, refusal } = parts;
  const { change, onRequest, onRename } = parts.acts;
  const title = category.title ?? "Entries";
  const entryIds = listEntryIds(category);
  const isNamed = category.title !== null;
  return (
    <header
      data-cover=""
      className="sticky top-[calc(52px+var(--demo-bar))] z-[5] flex flex-wrap items-center gap-x-2 gap-y-1 bg-canvas px-3.5 pt-3 pb-2 md:px-5 lg:top-[calc(97px+var(--demo-bar))]"
    >
      <CollapseButton id={category.id} title={title} isOpen={isOpen} view={view} />
      {!refusal && <SelectAll title={title} entryIds={entryIds} selection={selection} view={view} />}
      <h2 className="text-[15px] leading-[22px] tracking-tight">{title}</h2>
      <span className="text-xs text-ink-3">
        {view.isFiltered ? `${entryIds.filter(view.isShown).length} of ${entryIds.length} shown` : summary(category, entryIds.length)}
      </span>
      <span className="ms-auto flex items-center">
        {!refusal && isNamed && (
          <>
            <MoveButtons
              title={title}
              index={index}
              count={count}
              reasons={{ first: "It is the first already.", last: "It is the last already." }}
              onMove={(by) => change({ type: "move-category", categoryId: category.id, index: index + by })}
            />
            <Button look="ghost" size="small-square" aria-label={`Rename ${title}`} onClick={() => onRename(category)}>
              <Icon name="edit" size={14} />
            </Button>
          </>
        )}
        <Button
          size="small"
          className="ms-1.5"
          blockedBy={refusal ?? (isNamed ? null : "These entries stand under no category, and only a category has subsections.")}
          onClick={() => onRequest({ kind: "create", categoryId: category.id, entryIds: [] })}
          aria-label={`New subsection in ${title}`}
        >
          <Icon name="plus" size={14} />
          New subsection
        </Button>
      </span>
      {isNamed && <NewSubsectionArea category={category} title={title} drag={parts.drag} />}
    </header>
  );
}

/** Stands over the heading while entries are dragged, so that no list moves under the pointer. */
function NewSubsectionArea({ category, title, drag }: { category: Category; title: string } & Pick<BoardParts, "drag">) {
  const count = useSelected(drag, ({ entryIds }) => entryIds.size);
  const isTarget = useSelected(drag, ({ drop }) => drop?.kind === "new-subsection" && drop.categoryId === category.id);
  if (count === 0) return null;
  return (
    <div
      data-new-subsection={category.id}
      className={classNames(
        "absolute inset-x-2.5 inset-y-1 flex items-center justify-center gap-1.5 rounded-md border border-dashed px-3 md:start-[40%] md:end-5",
        isTarget ? "border-accent bg-accent-tint text-ink" : "border-line-control bg-raised text-ink-2",
      )}
    >
      <Icon name="plus" size={14} />
      <span className="truncate">
        New subsection in {title} with {countEntries(count)}
      </span>
    </div>
  );
}

function summary(category: Category, count: number): string {
  if (category.subsections.length === 0) return countEntries(count);
  const grouped = count - category.ungroupedIds.length;
  return `${countEntries(count)}, ${grouped} in ${category.subsections.length === 1 ? "1 subsection" : `${category.subsections.length} subsections`}, ${category.ungroupedIds.length} ungrouped`;
}
