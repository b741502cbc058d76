/** The entries a person has chosen, and the range that shift stretches. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range starts: the entry chosen last without shift. */
  anchor: string | null;
  /** Where the range of the last shift ended. */
  end: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null, end: null };

/** Chooses an entry, or leaves it again. */
export function toggleEntry({ ids }: Selection, entryId: string): Selection {
  const next = new Set(ids);
  if (!next.delete(entryId)) next.add(entryId);
  return { ids: next, anchor: entryId, end: entryId };
}

/** Stretches the range from its start to an entry, in the order of the screen; what it covered before is left again. */
export function extendSelection({ ids, anchor, end }: Selection, order: string[], entryId: string): Selection {
  const start = anchor !== null && order.includes(anchor) ? anchor : entryId;
  const next = new Set(ids);
  if (end !== null && start === anchor) for (const id of listBetween(order, start, end)) next.delete(id);
  for (const id of listBetween(order, start, entryId)) next.add(id);
  return { ids: next, anchor: start, end: entryId };
}

/** Chooses all of a list, or leaves all of it. */
export function selectAll({ ids }: Selection, entryIds: string[], isSelected: boolean): Selection {
  const next = new Set(ids);
  for (const id of entryIds) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return { ids: next, anchor: null, end: null };
}

function listBetween(order: string[], from: string, to: string): string[] {
  const [first = -1, last = -1] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b);
  return first < 0 ? [] : order.slice(first, last + 1);
}
