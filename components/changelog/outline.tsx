import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { listEntryIds, type Notes } from "@/lib/changelog/notes";

/** Categories and subsections with their counts; each leads to its place. */
export const Outline = memo(function Outline({ notes }: { notes: Notes }) {
  return (
    <nav
      aria-label="Outline"
      className="sticky top-[calc(52px+var(--demo-bar))] hidden max-h-[calc(100dvh-52px-var(--demo-bar))] self-start overflow-auto border-e border-line p-2 lg:block"
    >
      <ul>
        {notes.categories.map((category) => (
          <li key={category.id}>
            <Line href={`#${category.id}`} label={category.title ?? "Entries"} count={listEntryIds(category).length} isStrong />
            <ul>
              {category.subsections.map(({ id, title, entryIds }) => (
                <li key={id}>
                  <Line href={`#${id}`} label={title} count={entryIds.length} />
                </li>
              ))}
              {category.subsections.length > 0 && category.ungroupedIds.length > 0 && (
                <li>
                  <Line href={`#${category.id}-ungrouped`} label="Ungrouped" count={category.ungroupedIds.length} isOpen />
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
});

function Line({
  href,
  label,
  count,
  isStrong = false,
  isOpen = false,
}: {
  href: string;
  label: string;
  count: number;
  isStrong?: boolean;
  isOpen?: boolean;
}) {
  return (
    <a
      href={href}
      className={classNames(
        "flex h-[26px] items-center gap-1.5 rounded-[5px] px-2 hover:bg-hover",
        isStrong ? "mt-1.5 font-semibold" : "ps-[18px] text-ink-2",
        isOpen && "text-needs-person",
      )}
    >
      <span className="truncate">{label}</span>
      <span className={classNames("tabular ms-auto text-xs font-normal", isOpen ? "text-needs-person" : "text-ink-3")}>{count}</span>
    </a>
  );
}
