import { Checkbox } from "@/components/ui/checkbox";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { BoardParts } from "./board-parts";

/** Chooses everything of a list that is in sight. */
export function SelectAll({
  title,
  entryIds,
  selection,
  view,
}: { title: string; entryIds: string[] } & Pick<BoardParts, "selection" | "view">) {
  const shown = entryIds.filter(view.isShown);
  const chosen = shown.filter(selection.has).length;
  if (shown.length === 0) return null;
  return (
    <Checkbox
      aria-label={`Select ${view.isFiltered ? "the shown" : "all"} ${countEntries(shown.length)} of ${title}`}
      checked={chosen === shown.length}
      isMixed={chosen > 0 && chosen < shown.length}
      onChange={(event) => selection.choose(shown, event.currentTarget.checked)}
    />
  );
}
