import { isPastTense, pastTenseFor } from "@/lib/changelog/past-tense";
import { splitSentences } from "./sentences";

const MOST_SENTENCES = 2;

/** A warning about a description as a person writes it. */
export interface DescriptionFault {
  id: "description-tense" | "description-length";
  message: string;
  /** The word it begins with, and what to write instead where that is certain. */
  word: string;
  instead: string | null;
}

/** A47, A48: one or two sentences in the past tense. */
export function checkDescription(text: string): DescriptionFault[] {
  const faults: DescriptionFault[] = [];
  const [word = ""] = text.split(/[\s,.:;]/, 1);
  const past = isPastTense(word) ? null : pastTenseFor(word);
  if (past) {
    const message = `A description is written in the past tense: “${past}”, not “${word}”.`;
    faults.push({ id: "description-tense", message, word, instead: past });
  }
  const sentences = splitSentences(text).length;
  if (sentences > MOST_SENTENCES) {
    const message = `The description has ${sentences} sentences. Two are enough.`;
    faults.push({ id: "description-length", message, word, instead: null });
  }
  return faults;
}
