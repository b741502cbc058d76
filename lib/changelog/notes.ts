import type { TextConflict } from "./find-conflict";
import type { Place } from "./place";
import type { Reference } from "./references";

/** Where an entry came from: one bullet of one section. */
export interface Origin {
  /** The version of the section the bullet stood in, e.g. `26.2.0rc1`. */
  version: string;
  raw: string;
}

/** One bullet (or, as `passage`, anything else a person wrote in a section), with its exact bytes. */
export interface Entry {
  /** Stable across regeneration: made of category and trailing references, or of the text (A40 and its trap). */
  id: string;
  kind: "entry" | "passage";
  /** The bytes that will be written, without the final line end. */
  raw: string;
  /** `raw` on one line without bullet and trailing references. */
  text: string;
  references: Reference[];
  /** Newest first; more than one when the same entry stood in several candidates. */
  origins: Origin[];
}

/** A titled, described block inside a category (A46). */
export interface Subsection {
  id: string;
  title: string;
  description: string;
  entryIds: string[];
}

export interface Category {
  id: string;
  /** Null for entries directly under the version heading (A33). */
  title: string | null;
  subsections: Subsection[];
  /** Shown as "Ungrouped"; written under `Other {Category}` as soon as there is a subsection (A59–A61). */
  ungroupedIds: string[];
}

/** The notes of one version while people work on them: what the editor shows and the commit writes. */
export interface Notes {
  version: string;
  categories: Category[];
  entries: Record<string, Entry>;
  /** What a person left out, by entry id: why, and where it stood. */
  dropped?: Record<string, { reason: string; from: Place }>;
  /** Entries somebody has marked as looked at. */
  reviewedIds?: string[];
  /** Texts that wait for a decision, because the changelog changed under them. */
  undecided?: TextConflict[];
}

/** What became of one incoming item; the ledger holds one row for each (A42). */
export type LedgerRow = {
  /** Its own id: origin version and position. */
  id: string;
  origin: string;
  category: string | null;
  raw: string;
} & (
  | { outcome: "placed"; entryId: string }
  | { outcome: "merged"; entryId: string; winner: string }
  /** With an entry where a person left it out and may take it back in. */
  | { outcome: "dropped"; reason: string; entryId?: string }
);

export interface LedgerSums {
  incoming: number;
  placed: number;
  merged: number;
  dropped: number;
  /** True when every incoming item is placed, merged or dropped, and every placed one is in the notes once. */
  isBalanced: boolean;
}

/** The ledger as it stands now: what a person left out since is dropped, with the reason given. */
export function currentLedger(ledger: LedgerRow[], notes: Notes): LedgerRow[] {
  return ledger.map((row) => {
    const reason = row.outcome === "placed" ? notes.dropped?.[row.entryId]?.reason : undefined;
    return reason === undefined ? row : { ...row, outcome: "dropped", reason };
  });
}

/** Adds a ledger up against the notes it must explain. */
export function sumLedger(incoming: LedgerRow[], notes: Notes): LedgerSums {
  const ledger = currentLedger(incoming, notes);
  const count = (outcome: LedgerRow["outcome"]) => ledger.filter((row) => row.outcome === outcome).length;
  const listed = notes.categories.flatMap(listEntryIds);
  const placed = ledger.flatMap((row) => (row.outcome === "placed" ? [row.entryId] : []));
  const isBalanced =
    new Set(listed).size === listed.length &&
    listed.length === placed.length &&
    placed.every((id) => notes.entries[id] !== undefined) &&
    new Set([...listed, ...placed]).size === listed.length;
  return { incoming: ledger.length, placed: placed.length, merged: count("merged"), dropped: count("dropped"), isBalanced };
}

/** All entry ids of a category in written order: subsections first, the ungrouped last (A60). */
export function listEntryIds(category: Category): string[] {
  return [...category.subsections.flatMap(({ entryIds }) => entryIds), ...category.ungroupedIds];
}

/** The heading of the ungrouped entries once a category has subsections (A59). */
export function otherTitle(category: Category): string {
  return category.title === null ? "Other" : `Other ${category.title}`;
}
