import { findHandle } from "@/components/changelog/use-entry-focus";
import type { Notes } from "@/lib/changelog/notes";

/** Brings an entry into sight and focuses it; what is collapsed around it opens. False while the search leaves it out. */
export async function focusEntry(entryId: string, notes: Notes): Promise<boolean> {
  if (focusRow(entryId)) return true;
  const home = notes.categories.find(({ ungroupedIds, subsections }) =>
    [ungroupedIds, ...subsections.map(({ entryIds }) => entryIds)].some((ids) => ids.includes(entryId)),
  );
  const list = home?.subsections.find(({ entryIds }) => entryIds.includes(entryId))?.id ?? home?.id;
  if (!list) return false;
  // The board opens what a link of the outline leads to.
  window.history.replaceState(window.history.state, "", `#${list}`);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return focusRow(entryId);
}

/** For people who may not move entries the handle is off; then the button of its comments has the focus. */
function focusRow(entryId: string): boolean {
  const handle = findHandle(entryId);
  const row = handle?.closest<HTMLElement>("[data-entry]");
  const target = handle?.matches(":disabled") ? row?.querySelector<HTMLElement>("[data-comments]") : handle;
  if (!target || target.offsetParent === null) return false;
  target.focus();
  row?.scrollIntoView({ block: "center" });
  return true;
}
