import { compareVersions } from "@/lib/releases/version";
import { BindingCounts } from "./binding-counts";
import { type EarlierTopic, readTopic } from "./earlier-topic";
import { readTerms, type Terms } from "./read-terms";
import { readJoinedNames, readSpellings } from "./spelling";
import type { History } from "./suggestion-input";
import { readCompany } from "./word-company";

/** The background a release is compared with: how common words are, and what earlier subsections were about. */
export interface Background {
  /** Texts counted: earlier entries and this release's. */
  size: number;
  /** Texts that hold a stem. */
  frequency: Map<string, number>;
  phraseFrequency: Map<string, number>;
  fragmentFrequency: Map<string, number>;
  identifierFrequency: Map<string, number>;
  /** Earlier texts alone, for the question whether a word is new in this release. */
  earlierSize: number;
  earlierFrequency: Map<string, number>;
  /** Terms of all texts, earlier ones first. */
  texts: Terms[];
  topics: EarlierTopic[];
  /** Vectors of words and phrases by the company they keep. */
  company: Map<string, Float32Array>;
  /** How the file writes a stem most of the time. */
  spellings: Map<string, string>;
  /** Names the file writes in one piece only. */
  joinedNames: Map<string, string>;
  /** Log odds that two entries of one category that share the stem were put into one subsection. */
  bindings: Map<string, number>;
}

/** Texts of history that are read at most, newest first; older ones change the frequencies no more. */
const MOST_EARLIER_TEXTS = 4_000;

/** Reads the background from earlier sections and the terms of this release. */
export function readBackground(history: History, current: Terms[]): Background {
  const topics = new Map<string, EarlierTopic>();
  const binding = new BindingCounts();
  const earlier: Terms[] = [];
  const newestFirst = [...history.sections].sort((a, b) => compareVersions(b.version, a.version));
  for (const section of newestFirst) {
    if (earlier.length >= MOST_EARLIER_TEXTS) break;
    for (const category of section.categories) {
      const groups = category.groups.map((group) => ({ group, terms: group.texts.map(readTerms) }));
      for (const { group, terms } of groups) {
        earlier.push(...terms);
        if (group.title !== null) addTopic(topics, readTopic(group.title, section.version.text));
      }
      if (groups.some(({ group }) => group.title !== null))
        binding.addCategory(
          groups.flatMap(({ group, terms }, index) => terms.map((t) => ({ terms: t, group: group.title === null ? -1 : index }))),
        );
    }
  }
  const texts = [...earlier, ...current];
  const frequency = countTexts(texts, ({ words }) => words.keys());
  const phraseFrequency = countTexts(texts, ({ phrases }) => phrases);
  return {
    size: texts.length,
    frequency,
    phraseFrequency,
    company: readCompany(texts, frequency, phraseFrequency),
    fragmentFrequency: countTexts(texts, ({ fragments }) => fragments.keys()),
    identifierFrequency: countTexts(texts, ({ identifiers }) => identifiers),
    earlierSize: earlier.length,
    earlierFrequency: countTexts(earlier, ({ words }) => words.keys()),
    texts,
    topics: [...topics.values()],
    spellings: readSpellings(texts),
    joinedNames: readJoinedNames(texts),
    bindings: binding.logOdds(),
  };
}

/** How telling a term is: the rarer in the whole file, the more. */
export function rarity(frequency: Map<string, number>, size: number, term: string): number {
  return Math.log((size + 1) / ((frequency.get(term) ?? 0) + 0.5));
}

function addTopic(topics: Map<string, EarlierTopic>, topic: EarlierTopic) {
  const key = topic.title.toLowerCase();
  const known = topics.get(key);
  if (!known) topics.set(key, topic);
  else for (const version of topic.versions) if (!known.versions.includes(version)) known.versions.push(version);
}

function countTexts(texts: Terms[], termsOf: (text: Terms) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
