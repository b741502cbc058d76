import { listEntryIds, type Notes } from "./notes";

/** How many of the listed entries nobody has marked as reviewed. */
export function countReviewed(notes: Notes): { left: number; total: number } {
  const reviewed = new Set(notes.reviewedIds);
  const listed = notes.categories.flatMap(listEntryIds);
  return { left: listed.filter((id) => !reviewed.has(id)).length, total: listed.length };
}
