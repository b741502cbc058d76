import { readTerms, type Terms } from "./read-terms";
import { stemWord } from "./stem-word";
import { GENERAL_NOUNS } from "./word-lists";

/** A subsection title of earlier releases. */
export interface EarlierTopic {
  title: string;
  /** Versions that used the title, newest first. */
  versions: string[];
  titleStems: string[];
  /** The stems of each thing it names: `Storage and Artifact Registry` names two. */
  alternatives: string[][];
}

/** Reads a title that stood in one version. */
export function readTopic(title: string, version: string): EarlierTopic {
  return { title: title.trim(), versions: [version], titleStems: titleStemsOf(title), alternatives: alternativesOf(title) };
}

/** Words of a title that name its topic, by stem. */
export function titleStemsOf(title: string): string[] {
  return [...readTerms(`- ${title}`).words.keys()].filter((stem) => !GENERAL_NOUNS.has(stem) && !TITLE_FILLERS.has(stem));
}

function alternativesOf(title: string): string[][] {
  return title
    .split(/ and | & |, |\//i)
    .map(titleStemsOf)
    .filter((stems) => stems.length > 0);
}

/** Words that make a title of a subject without saying anything of it. */
const TITLE_FILLERS = new Set(
  [
    "management",
    "system",
    "enhancement",
    "improvement",
    "standardization",
    "infrastructure",
    "framework",
    "support",
    "pattern",
    "extension",
    "handling",
  ].map(stemWord),
);

/** How many texts name one of the alternatives with all of its words. */
export function countNaming(texts: Terms[], alternatives: string[][]): number {
  return texts.filter(({ words }) => alternatives.some((stems) => stems.every((stem) => words.has(stem)))).length;
}
