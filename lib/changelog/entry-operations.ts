import { entryBody } from "./entry-body";
import type { Entry, Notes } from "./notes";
import { type Applied, type NotesOperation, type OperationOf, refuse } from "./notes-operation";
import { findPlace, locateSubsection, mapLists } from "./place";
import { placeEntries } from "./place-entries";
import { entryText, trailingReferences } from "./references";
import { scanMarkdown } from "./scan-markdown";

const GONE = "This entry is no longer part of the notes.";

/** Gives an entry other words. It keeps its id and its origins, so the ledger still knows it. */
export function editEntry(notes: Notes, operation: OperationOf<"edit-entry">): Applied {
  const entry = notes.entries[operation.entryId];
  if (!entry || !findPlace(notes, entry.id)) return refuse(GONE);
  const fault = faultOfRaw(entry.kind, operation.raw);
  if (fault) return refuse(fault);
  const edited = { ...entry, ...readRaw(entry.kind, operation.raw) };
  const inverse: NotesOperation = { ...operation, raw: entry.raw, seen: operation.raw };
  const entries = { ...notes.entries, [entry.id]: edited };
  if (!notes.reviewedIds?.includes(entry.id)) return { ok: true, notes: { ...notes, entries }, inverse };
  // Nobody has looked at the new words yet, so the mark goes.
  const reviewedIds = notes.reviewedIds.filter((id) => id !== entry.id);
  const marking: NotesOperation = { type: "mark-reviewed", entryIds: [entry.id], isReviewed: true };
  return { ok: true, notes: { ...notes, entries, reviewedIds }, inverse: { type: "all", operations: [inverse, marking] } };
}

/** Leaves an entry out of the notes; its reason stands in the ledger, and it can be taken back in. */
export function dropEntry(notes: Notes, operation: OperationOf<"drop-entry">): Applied {
  const { entryId } = operation;
  const from = findPlace(notes, entryId);
  const reason = operation.reason.trim();
  if (!from) return refuse(GONE);
  if (reason === "") return refuse("Say why this entry is left out. The reason stands in the ledger.");
  const without = mapLists(notes, (entryIds) => (entryIds.includes(entryId) ? entryIds.filter((id) => id !== entryId) : entryIds));
  return {
    ok: true,
    notes: { ...without, dropped: { ...notes.dropped, [entryId]: { reason, from } } },
    inverse: { type: "restore-entry", entryId, to: from },
  };
}

/** Takes an entry back in that was left out. */
export function restoreEntry(notes: Notes, { entryId, to }: OperationOf<"restore-entry">): Applied {
  const known = notes.dropped?.[entryId];
  if (!known) return refuse("This entry was not left out.");
  // Its subsection may be gone by now; then it comes back to the ungrouped.
  const subsectionId = to.subsectionId && locateSubsection(notes, to.subsectionId) ? to.subsectionId : null;
  const { [entryId]: _, ...dropped } = notes.dropped ?? {};
  const listed = mapLists(notes, (entryIds, categoryId, listId) =>
    categoryId === to.categoryId && listId === subsectionId ? [...entryIds, entryId] : entryIds,
  );
  const placed = placeEntries({ ...listed, dropped }, { type: "place-entries", placements: [{ entryId, to: { ...to, subsectionId } }] });
  return placed.ok ? { ...placed, inverse: { type: "drop-entry", entryId, reason: known.reason } } : placed;
}

/** Marks entries as looked at, or as not; a mark is progress, not an approval. */
export function markReviewed(notes: Notes, operation: OperationOf<"mark-reviewed">): Applied {
  const marked = new Set(notes.reviewedIds ?? []);
  const changed = operation.entryIds.filter((id) => notes.entries[id] && marked.has(id) !== operation.isReviewed);
  for (const id of changed) if (!marked.delete(id)) marked.add(id);
  return {
    ok: true,
    notes: { ...notes, reviewedIds: [...marked].sort() },
    inverse: { type: "mark-reviewed", entryIds: changed, isReviewed: !operation.isReviewed },
  };
}

/** Why bytes could not stand for an entry: they would be read back as something else. Null when they could. */
function faultOfRaw(kind: Entry["kind"], raw: string): string | null {
  if (entryBody(raw).trim() === "" || /^[ \t]{0,9}[*+-][ \t]{0,9}$/.test(raw))
    return "An entry needs words. To leave it out, drop it with a reason.";
  const { blocks, unclosedAt } = scanMarkdown(raw);
  if (unclosedAt !== null) return "A code fence or comment in it is never closed. Close it.";
  if (blocks.some((block) => block.kind === "heading")) return "An entry holds no heading. Make a subsection instead.";
  if (kind === "entry" && (blocks.length !== 1 || blocks[0]?.kind !== "entry"))
    return "An entry is one bullet. Indent what belongs under it, and write another entry for the rest.";
  if (kind === "passage" && blocks.some((block) => block.kind === "entry"))
    return "This is text beside the entries and cannot become a bullet.";
  return null;
}

function readRaw(kind: Entry["kind"], raw: string): Pick<Entry, "raw" | "text" | "references"> {
  if (kind === "passage") return { raw, text: raw.replace(/\s+/g, " ").trim(), references: [] };
  return { raw, text: entryText(raw), references: trailingReferences(raw) };
}
