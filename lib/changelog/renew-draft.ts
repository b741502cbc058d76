import { applyOperation } from "./apply-operation";
import type { DraftFacts, DraftNews, DraftView } from "./draft-view";

/**
 * A draft with what happened since: the acts of others applied by the function that the server applied them with, so that
 * nobody reads a megabyte again for one moved entry. What did not change stays the same object. Null when the acts do not
 * go on from here; then the whole draft has to be read.
 */
export function renewDraft(known: DraftView, { draft, acts }: DraftNews): DraftView | null {
  // Something newer came meanwhile, such as the answer to an act of one's own.
  if (known.revision > draft.revision) return known;
  const missing = draft.revision - known.revision;
  if (missing > acts.length) return null;
  let { notes } = known;
  for (const act of acts.slice(acts.length - missing)) {
    const applied = applyOperation(notes, act);
    if (!applied.ok) return null;
    notes = applied.notes;
  }
  const { notes: _, ledger, ...facts } = known;
  return missing === 0 && isSame(facts, draft) ? known : { ...draft, notes, ledger };
}

/** Both come from JSON, with their fields in the order of the server. */
const isSame = (facts: DraftFacts, other: DraftFacts) =>
  Object.keys({ ...facts, ...other }).every((key) => JSON.stringify(Reflect.get(facts, key)) === JSON.stringify(Reflect.get(other, key)));
