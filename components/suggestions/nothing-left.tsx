import { countEntries } from "@/lib/changelog/describe-operation";
import { type Category, type Notes, otherTitle } from "@/lib/changelog/notes";

/** Why there is no suggestion, and what becomes of the entries without one. */
export function NothingLeft({ notes }: { notes: Notes }) {
  const titled = notes.categories.filter(({ title }) => title !== null);
  const left = titled.filter(({ ungroupedIds }) => ungroupedIds.length > 0);
  const [fact, rest] =
    titled.length === 0
      ? ["These entries stand under no category.", "Only a category has subsections, so there is nothing to suggest."]
      : left.length === 0
        ? ["Every entry stands in a subsection.", "There is nothing left to suggest."]
        : ["Nothing left that belongs together.", tellPlaces(left)];
  return (
    <div className="grid gap-1 border-b border-line p-4">
      <p className="font-semibold">{fact}</p>
      <p className="text-ink-2">{rest}</p>
    </div>
  );
}

/** `12 entries stay under Other Features, 5 under Fixes.` */
function tellPlaces(categories: Category[]): string {
  const parts = categories.map((category, index) => {
    const count = category.ungroupedIds.length;
    const title = category.subsections.length > 0 ? otherTitle(category) : category.title;
    return `${index > 0 ? count : `${countEntries(count)} ${count === 1 ? "stays" : "stay"}`} under ${title}`;
  });
  return `${parts.join(", ")}.`;
}
