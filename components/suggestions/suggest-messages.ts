import type { Notes } from "@/lib/changelog/notes";
import type { ReferencedPull } from "@/lib/changelog/referenced-pull";
import type { Decision, Proposal } from "@/lib/changelog/suggest/suggestion";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";

/** The file whose earlier sections say what belongs together. */
export interface SuggestFile {
  text: string;
  path: string;
  version: string;
}

/** One question: the notes as they are now, and what people said so far. */
export interface SuggestQuestion {
  number: number;
  notes: Notes;
  rules: RememberedRule[];
  decisions: Decision[];
}

/** What the worker hears: first the file, then what is known of pull requests and any number of questions. Only the newest one is answered. */
export type ToSuggestWorker =
  | { type: "read"; file: SuggestFile }
  | { type: "know"; pulls: ReferencedPull[] }
  | ({ type: "propose" } & SuggestQuestion);

/** What it says: how far it is from 0 to 1, an answer, or that it could not. */
export type FromSuggestWorker =
  | { type: "progress"; progress: number }
  | { type: "proposal"; number: number; proposal: Proposal }
  | { type: "failed" };
