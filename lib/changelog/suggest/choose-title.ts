import { findEarlierTitle } from "./find-earlier-title";
import type { NounPhrase } from "./noun-phrases";
import { rankPhrases } from "./rank-phrases";
import { mostFrequent, titleWord } from "./spelling";
import type { ChosenTitle, TitleFacts } from "./title-facts";
import { tokenize } from "./tokenize";

/** A scope must begin this share of a group. */
const MOST = 0.6;
/** A phrase that covers so much more than the best earlier title is the more specific name (A56). */
const MORE_SPECIFIC = 0.2;
/** A phrase that leaves more of the group unnamed gets company: `A and B`. */
const ENOUGH = 0.6;

/**
 * Names a group: by an earlier title of the same file when its words cover half the group, else by the noun
 * phrase with the best coverage and lift over the rest of the category, in the file's own spelling.
 */
export function chooseTitle(facts: TitleFacts): ChosenTitle {
  const phrases = rankPhrases(facts, false);
  const best = phrases[0];
  const earlier = findEarlierTitle(facts);
  const scope = titleFromScope(facts);
  const phraseCoverage = best && best.stems.length > 1 ? best.holders.size / facts.members.length : 0;
  if (earlier && phraseCoverage < earlier.coverage + MORE_SPECIFIC)
    return { title: earlier.topic.title, subject: earlier.topic.title, stems: earlier.topic.titleStems, topic: earlier.topic, phrases: [] };
  if (scope && phraseCoverage < 1) return scope;
  for (const candidates of [phrases, rankPhrases(facts, true)])
    for (const chosen of titlesFromPhrases(candidates, facts)) if (!facts.taken.has(chosen.title.toLowerCase())) return chosen;
  const title = unusedTitle(facts);
  return { title, subject: title, stems: [], topic: null, phrases: [] };
}

/** The scope that most entries begin with, unless it is a component. */
function titleFromScope({ members, background, componentStems, taken }: TitleFacts): ChosenTitle | null {
  const counts = new Map<string, number>();
  for (const { anchors } of members)
    for (const anchor of anchors) if (anchor.startsWith("scope:")) counts.set(anchor.slice(6), (counts.get(anchor.slice(6)) ?? 0) + 1);
  const scope = mostFrequent(counts);
  const tokens = tokenize(scope);
  const stems = tokens.map(({ stem }) => stem);
  const isClear = (counts.get(scope) ?? 0) >= MOST * members.length && stems.length > 0 && stems.length < 4;
  if (!isClear || stems.every((stem) => componentStems.has(stem))) return null;
  const title = tokens.map(({ word, stem }) => titleWord(word, background.spellings.get(stem) ?? word)).join(" ");
  return taken.has(title.toLowerCase()) ? null : { title, subject: title, stems, topic: null, phrases: [] };
}

function* titlesFromPhrases(phrases: NounPhrase[], facts: TitleFacts): Generator<ChosenTitle> {
  const { members, categoryTitle } = facts;
  for (const phrase of phrases) {
    const best = extend(phrase, phrases);
    const second = best.holders.size / members.length < ENOUGH ? complementOf(best, phrases, members.length) : undefined;
    const used = second ? [best, second] : [best];
    const words = used.map((phrase) => spellPhrase(phrase, facts)).join(" and ");
    const isLone = used.length === 1 && best.stems.length === 1 && !/\s/.test(categoryTitle) && categoryTitle !== "";
    yield {
      title: isLone ? `${words} ${categoryTitle}` : words,
      subject: words,
      stems: used.flatMap(({ stems }) => stems),
      topic: null,
      phrases: used,
    };
  }
}

/** The longer phrase that at least half of a word's holders use: `Scheduling History` for `History`. */
function extend(phrase: NounPhrase, phrases: NounPhrase[]): NounPhrase {
  if (phrase.stems.length > 1) return phrase;
  const longer = phrases.filter(
    ({ stems, holders }) =>
      stems.length > phrase.stems.length &&
      stems.length < 4 &&
      holders.size * 2 >= phrase.holders.size &&
      phrase.stems.every((stem) => stems.includes(stem)),
  );
  return longer.sort((a, b) => b.holders.size - a.holders.size || a.stems.length - b.stems.length)[0] ?? phrase;
}

/** A phrase of other words that names at least half of what the first leaves unnamed. */
function complementOf(best: NounPhrase, phrases: NounPhrase[], size: number): NounPhrase | undefined {
  const unnamed = size - best.holders.size;
  return phrases.find((phrase) => {
    const added = [...phrase.holders].filter((holder) => !best.holders.has(holder)).length;
    return added > 1 && added >= unnamed / 2 && !phrase.stems.some((stem) => best.stems.includes(stem));
  });
}

function spellPhrase({ key, words, stems }: NounPhrase, { background }: TitleFacts): string {
  const joined = background.joinedNames.get(key);
  if (joined) return joined;
  return words.map((word, i) => titleWord(word, background.spellings.get(stems[i] ?? "") ?? word)).join(" ");
}

function unusedTitle({ categoryTitle, taken }: TitleFacts): string {
  const base = `Related ${categoryTitle}`.trim();
  let title = base;
  for (let n = 2; taken.has(title.toLowerCase()); n++) title = `${base} ${n}`;
  return title;
}
