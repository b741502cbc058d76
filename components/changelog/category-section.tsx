import { Fragment } from "react";
import { classNames } from "@/components/ui/class-names";
import { type Category, listEntryIds, otherTitle } from "@/lib/changelog/notes";
import type { BoardParts } from "./board-parts";
import { CategoryHeading } from "./category-heading";
import { DropLine } from "./drop-line";
import { EntryList } from "./entry-list";
import { SelectAll } from "./select-all";
import { SubsectionBlock } from "./subsection-block";

/** One category: its subsections in order, then what is ungrouped. */
export function CategorySection({ category, ...parts }: { category: Category } & BoardParts) {
  const { drop, refusal, selection, view } = parts;
  const dropIndex = drop?.kind === "subsection" && drop.categoryId === category.id ? drop.index : null;
  const others = category.subsections.filter(({ id }) => drop?.kind !== "subsection" || id !== drop.id);
  const title = category.title ?? "Entries";
  const isOpen = view.isOpen(category.id, listEntryIds(category));
  return (
    <section
      id={category.id}
      data-category-section={category.id}
      aria-label={title}
      className="scroll-mt-[calc(52px+var(--demo-bar))] lg:scroll-mt-[calc(97px+var(--demo-bar))]"
    >
      <CategoryHeading category={category} isOpen={isOpen} {...parts} />
      {isOpen && (
        <div className="grid gap-2.5 px-2.5 md:px-5">
          {category.subsections.map((subsection) => (
            <Fragment key={subsection.id}>
              {dropIndex !== null && others[dropIndex]?.id === subsection.id && <DropLine />}
              <SubsectionBlock category={category} subsection={subsection} {...parts} />
            </Fragment>
          ))}
          {dropIndex === others.length && <DropLine />}
          <article
            id={`${category.id}-ungrouped`}
            aria-label={`Ungrouped ${title}`}
            className="scroll-mt-40 rounded-md border border-line bg-surface"
          >
            {category.subsections.length > 0 && (
              <header className={classNames("flex items-center gap-2 py-[7px] pe-3", refusal ? "ps-3" : "ps-7")}>
                {!refusal && <SelectAll title={`Ungrouped ${title}`} entryIds={category.ungroupedIds} selection={selection} view={view} />}
                <h3>Ungrouped</h3>
                <span className="text-xs text-ink-3">
                  {category.ungroupedIds.length}, written last as “{otherTitle(category)}”
                </span>
              </header>
            )}
            <EntryList categoryId={category.id} listId="ungrouped" subsectionId={null} entryIds={category.ungroupedIds} {...parts} />
          </article>
        </div>
      )}
    </section>
  );
}
