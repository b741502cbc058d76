import { findPastVerb, type PastVerb } from "./past-verb";
import { isTopic, type Terms } from "./read-terms";
import { spellWord } from "./spelling";
import { stemWord } from "./stem-word";
import type { ChosenTitle } from "./title-facts";
import type { Token } from "./tokenize";
import { GENERAL_NOUNS, VERBS } from "./word-lists";

/** Longest description that is written, in characters. */
const LONGEST = 200;
const LONGEST_DETAIL = 48;
const MOST_DETAILS = 3;
/** The first verb must lead this share of the entries. */
const MAIN_VERB = 0.4;
/** A second verb is named when it leads this share of the entries. */
const SECOND_VERB = 0.3;

/**
 * One sentence in the past tense about a group (A47, A48), made of its own words: the verbs most entries begin
 * with, what stands after them, and the subject of the title. Never longer than 200 characters.
 */
export function describeGroup(members: Terms[], chosen: ChosenTitle, spellings: Map<string, string>, categoryTitle: string): string {
  const verbs = leadingVerbs(members, categoryTitle);
  const kind = verbs[0]?.class ?? "change";
  const verb = capitalise(verbs.map(({ past }) => past).join(" and "));
  const about = inSentence(chosen.subject, spellings);
  const problems = kind === "fix" ? "problems with " : "";
  const place = kind === "add" ? "for" : kind === "remove" ? "from" : "in";
  const whole = kind === "remove" || kind === "change" ? `parts of ${about}` : about;
  const details = findDetails(members, chosen.stems, spellings);
  for (let count = details.length; count >= 0; count--) {
    const object = count > 0 ? `${listWords(details.slice(0, count))} ${place} ${about}` : whole;
    const sentence = `${verb} ${problems}${object}.`;
    if (sentence.length <= LONGEST) return sentence;
  }
  return `${verb} related entries.`;
}

/** `a`, `a and b`, `a, b and c`. */
function listWords(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

function leadingVerbs(members: Terms[], categoryTitle: string): PastVerb[] {
  const counts = new Map<string, number>();
  for (const { verb } of members) if (verb !== null && findPastVerb(verb)) counts.set(verb, (counts.get(verb) ?? 0) + 1);
  const ranked = [...counts]
    .sort(([, m], [, n]) => n - m)
    .flatMap(([stem, count]) => {
      const form = findPastVerb(stem);
      return form ? [{ form, count }] : [];
    });
  const first = ranked[0];
  if (!first || first.count < MAIN_VERB * members.length) return [verbOfCategory(categoryTitle)];
  const second = ranked.find(({ form, count }) => form.class !== first.form.class && count / members.length >= SECOND_VERB);
  // Problems are fixed, not added: a sentence about both would say the wrong thing of one.
  return second && first.form.class !== "fix" && second.form.class !== "fix" ? [first.form, second.form] : [first.form];
}

/** What a category is for, where no verb of its entries stands out. */
function verbOfCategory(title: string): PastVerb {
  if (/fix|bug/i.test(title)) return { past: "fixed", class: "fix" };
  if (/feature|added/i.test(title)) return { past: "added", class: "add" };
  return /improve|enhance/i.test(title) ? { past: "improved", class: "change" } : { past: "updated", class: "change" };
}

/** What the entries are about beside the subject itself: one phrase of different entries each, as they write it. */
function findDetails(members: Terms[], titleStems: string[], spellings: Map<string, string>): string[] {
  const chosen: { text: string; stems: string[] }[] = [];
  for (const terms of members) {
    const detail = runsOf(terms)
      .map(trimRun)
      .find((run) => isDetail(terms.text, run, titleStems));
    if (!detail) continue;
    const stems = detail.map(({ stem }) => stem).filter((stem) => !titleStems.includes(stem));
    if (!chosen.some((other) => other.stems.some((stem) => stems.includes(stem))))
      chosen.push({ text: lowerFirst(sliceOf(terms.text, detail), spellings.get(detail[0]?.stem ?? "") ?? ""), stems });
    if (chosen.length === MOST_DETAILS) break;
  }
  return chosen.map(({ text }) => text);
}

/** Uninterrupted runs of topic words, without the leading verb; a first word that stands alone is one we do not know. */
function runsOf({ tokens, lead }: Terms): Token[][] {
  const runs: Token[][] = [];
  let run: Token[] = [];
  const next = tokens[lead + 1];
  const isLeadAlone = !next || !isTopic(next) || next.isAfterBreak;
  for (const [i, token] of tokens.entries()) {
    const isVerb = i === lead && !token.isCode && (isLeadAlone || VERBS.has(token.stem));
    const isWord = isTopic(token) && !isVerb;
    if (!isWord || token.isAfterBreak) {
      runs.push(run);
      run = [];
    }
    if (isWord) run.push(token);
  }
  return [...runs, run];
}

/** Adverbs at the beginning and participles at the end read on into words that are not quoted. */
function trimRun(run: Token[]): Token[] {
  const last = run[run.length - 1];
  const ended = last && !last.isCode && /(?:ed|ing)$/.test(last.word) && run.length > 1 ? run.slice(0, -1) : run;
  return /^[a-z]+ly$/i.test(ended[0]?.word ?? "") ? ended.slice(1) : ended;
}

function isDetail(text: string, run: Token[], titleStems: string[]): boolean {
  const last = run[run.length - 1];
  if (!last || (VERBS.has(last.stem) && !last.isCode) || sliceOf(text, run).length > LONGEST_DETAIL) return false;
  return run.some(({ stem }) => !titleStems.includes(stem) && !GENERAL_NOUNS.has(stem) && !VERBS.has(stem));
}

function sliceOf(text: string, run: Token[]): string {
  return text
    .slice(run[0]?.start ?? 0, run[run.length - 1]?.end ?? 0)
    .replaceAll("`", "")
    .replaceAll("*", "");
}

function inSentence(subject: string, spellings: Map<string, string>): string {
  return subject
    .split(" ")
    .map((word) => spellWord(word, spellings.get(stemWord(word)) ?? word))
    .join(" ");
}

/** A capital that only began a sentence goes; the capitals of a name stay. */
function lowerFirst(text: string, spelling: string): string {
  const isPlain = /^[A-Z][a-z]+(?:\s|$)/.test(text) && /^[a-z]/.test(spelling);
  return isPlain ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
