import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { listEntryIds, otherTitle } from "@/lib/changelog/notes";
import { CategoryHeading, type CategoryProps } from "./category-heading";
import { EntryList } from "./entry-list";
import { SelectAll } from "./select-all";
import { SubsectionBlock } from "./subsection-block";

/** One category: its subsections in order, then what is ungrouped. */
export const CategorySection = memo(function CategorySection({ category, index, count, ...parts }: CategoryProps) {
  const { refusal, selection, view } = parts;
  const title = category.title ?? "Entries";
  const isOpen = view.isOpen(category.id, listEntryIds(category));
  return (
    <section
      id={category.id}
      data-category-section={category.id}
      aria-label={title}
      className="scroll-mt-[calc(52px+var(--demo-bar))] lg:scroll-mt-[calc(97px+var(--demo-bar))]"
    >
      <CategoryHeading category={category} index={index} count={count} isOpen={isOpen} {...parts} />
      {isOpen && (
        <div className="grid gap-2.5 px-2.5 md:px-5">
          {category.subsections.map((subsection) => (
            <SubsectionBlock key={subsection.id} category={category} subsection={subsection} {...parts} />
          ))}
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
            <EntryList categoryId={category.id} subsectionId={null} entryIds={category.ungroupedIds} {...parts} />
          </article>
        </div>
      )}
    </section>
  );
});
