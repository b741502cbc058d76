import { type LedgerRow, listEntryIds, type Notes } from "./notes";

/** What a person checks before the notes are committed (A69). */
export interface NotesSummary {
  entries: number;
  categories: number;
  subsections: number;
  /** Versions of the candidates whose sections went into the notes, as the ledger met them. */
  merged: string[];
}

/** Counts the notes, and names the candidates that went into them. */
export function summariseNotes(notes: Notes, ledger: LedgerRow[]): NotesSummary {
  const written = notes.categories.filter((category) => listEntryIds(category).length > 0);
  return {
    entries: written.reduce((sum, category) => sum + listEntryIds(category).length, 0),
    categories: written.length,
    subsections: written.reduce((sum, { subsections }) => sum + subsections.length, 0),
    merged: [...new Set(ledger.map(({ origin }) => origin))].filter((origin) => origin !== notes.version),
  };
}
