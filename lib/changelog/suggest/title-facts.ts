import type { EarlierTopic } from "./earlier-topic";
import type { CategorySimilarities } from "./measure-similarities";
import type { NounPhrase } from "./noun-phrases";
import type { Background } from "./read-background";
import type { Terms } from "./read-terms";

/** What a title is chosen from: the group, its category, the file. */
export interface TitleFacts {
  members: Terms[];
  category: Pick<CategorySimilarities, "entries" | "phraseCounts" | "topicCounts">;
  background: Background;
  categoryTitle: string;
  /** Stems of component names: no title is made of these alone (A62). */
  componentStems: Set<string>;
  /** Titles that are taken in this category, in lower case. */
  taken: Set<string>;
}

export interface ChosenTitle {
  title: string;
  /** The title as a sentence would use it, without the name of the category. */
  subject: string;
  /** Stems the title stands for. */
  stems: string[];
  /** The earlier subsection it is the title of, or null. */
  topic: EarlierTopic | null;
  /** The phrases it is made of; empty for an earlier title. */
  phrases: NounPhrase[];
}
