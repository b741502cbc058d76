import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { countEntries } from "@/lib/changelog/describe-operation";
import { type Category, listEntryIds, otherTitle } from "@/lib/changelog/notes";
import type { BoardParts } from "./board-parts";
import { DropLine } from "./drop-line";
import { EntryList } from "./entry-list";
import { SubsectionBlock } from "./subsection-block";

/** One category: its subsections in order, then what is ungrouped. */
export function CategorySection({ category, ...parts }: { category: Category } & BoardParts) {
  const count = listEntryIds(category).length;
  const { drop, refusal, onRequest } = parts;
  const dropIndex = drop?.kind === "subsection" && drop.categoryId === category.id ? drop.index : null;
  const others = category.subsections.filter(({ id }) => drop?.kind !== "subsection" || id !== drop.id);
  const title = category.title ?? "Entries";
  return (
    <section id={category.id} data-category-section={category.id} aria-label={title} className="scroll-mt-16">
      <header className="sticky top-[calc(52px+var(--demo-bar))] z-[5] flex flex-wrap items-center gap-2.5 bg-canvas/95 px-3.5 pt-3 pb-2 md:px-5">
        <h2 className="text-[15px] leading-[22px] tracking-tight">{title}</h2>
        <span className="text-xs text-ink-3">{summary(category, count)}</span>
        <Button
          size="small"
          className="ms-auto"
          blockedBy={refusal}
          onClick={() => onRequest({ kind: "create", categoryId: category.id, entryIds: [] })}
          aria-label={`New subsection in ${title}`}
        >
          <Icon name="plus" size={14} />
          New subsection
        </Button>
      </header>
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
          className="scroll-mt-24 rounded-md border border-line bg-surface"
        >
          {category.subsections.length > 0 && (
            <header className="flex items-center gap-2 px-3 py-[7px]">
              <h3>Ungrouped</h3>
              <span className="text-xs text-ink-3">
                {category.ungroupedIds.length}, written last as “{otherTitle(category)}”
              </span>
            </header>
          )}
          <EntryList categoryId={category.id} listId="ungrouped" subsectionId={null} entryIds={category.ungroupedIds} {...parts} />
        </article>
      </div>
    </section>
  );
}

function summary(category: Category, count: number): string {
  if (category.subsections.length === 0) return countEntries(count);
  const grouped = count - category.ungroupedIds.length;
  return `${countEntries(count)}, ${grouped} in ${category.subsections.length === 1 ? "1 subsection" : `${category.subsections.length} subsections`}, ${category.ungroupedIds.length} ungrouped`;
}
