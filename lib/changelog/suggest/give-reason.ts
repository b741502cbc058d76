import { foldersOf } from "./compare-pull-requests";
import { numberOf } from "./compare-texts";
import { mentions, type Terms } from "./read-terms";
import type { Reason, ReasonFact } from "./suggestion";
import type { SuggestionEntry } from "./suggestion-input";
import type { ChosenTitle } from "./title-facts";

/** What a reason is given from. */
export interface ReasonFacts {
  entries: SuggestionEntry[];
  terms: Terms[];
  /** All entries of the category, to see whether numbers lie close together. */
  category: SuggestionEntry[];
  chosen: ChosenTitle;
  /** Facts that come before what the entries say: a rule, an act of a person. */
  given: ReasonFact[];
}

/** Numbers count as a run when at most this share of the category lies between the lowest and the highest. */
const RUN_SHARE = 0.5;
const MOST_SHARED_FACTS = 2;
/** A label or folder is named when it is so many times more common in the group than in the category. */
const TELLING = 1.5;

/** Why a group is proposed: facts that can be counted again, and one sentence that names them. */
export function giveReason(facts: ReasonFacts): Reason {
  const found = [...facts.given, ...sharedWords(facts), ...numberRun(facts), ...earlierTitle(facts.chosen), ...sharedFacts(facts)];
  return { facts: found, sentence: writeSentence(found, facts.entries) };
}

/** How many entries use the words of the title; of an earlier title, the words of each thing it names. */
function sharedWords({ terms, chosen }: ReasonFacts): ReasonFact[] {
  const named = chosen.topic
    ? chosen.topic.alternatives.map((stems) => ({ stems, words: wordsOf(stems, terms) }))
    : chosen.phrases.map(({ stems }, index) => ({ stems, words: chosen.subject.split(" and ")[index] ?? stems.join(" ") }));
  return named.flatMap(({ stems, words }) => {
    const count = terms.filter((text) => mentions(text, stems)).length;
    return count > 1 || terms.length === 1 ? [{ type: "words" as const, words, count, of: terms.length }] : [];
  });
}

/** Stems as the entries write them. */
function wordsOf(stems: string[], terms: Terms[]): string {
  const tokens = terms.flatMap((text) => text.tokens);
  return stems.map((stem) => tokens.find((token) => token.stem === stem)?.word ?? stem).join(" ");
}

function numberRun({ entries, category }: ReasonFacts): ReasonFact[] {
  const all = category.flatMap((entry) => numberOf(entry) ?? []);
  const own = entries.flatMap((entry) => numberOf(entry) ?? []);
  if (own.length < 2 || own.length < entries.length) return [];
  const from = Math.min(...own);
  const to = Math.max(...own);
  const between = all.filter((number) => number >= from && number <= to).length;
  return between <= RUN_SHARE * all.length ? [{ type: "numbers", from, to }] : [];
}

function earlierTitle({ topic }: ChosenTitle): ReasonFact[] {
  const version = topic?.versions[0];
  return topic && version ? [{ type: "earlier-title", title: topic.title, version }] : [];
}

function sharedFacts({ entries, terms, category }: ReasonFacts): ReasonFact[] {
  const anchorsOf = (entry: SuggestionEntry) => [...(terms[entries.indexOf(entry)]?.anchors ?? [])];
  const found: ReasonFact[] = [];
  for (const [type, valuesOf] of [
    ["issue", ({ pullRequest }: SuggestionEntry) => pullRequest?.linkedIssues ?? []],
    [
      "proposal",
      (entry: SuggestionEntry) => anchorsOf(entry).flatMap((anchor) => (/^[a-z]+-\d+$/.test(anchor) ? [anchor.toUpperCase()] : [])),
    ],
    ["scope", (entry: SuggestionEntry) => anchorsOf(entry).flatMap((anchor) => (anchor.startsWith("scope:") ? [anchor.slice(6)] : []))],
    ["label", ({ pullRequest }: SuggestionEntry) => pullRequest?.labels ?? []],
    ["path", ({ pullRequest }: SuggestionEntry) => (pullRequest?.paths ?? []).flatMap(foldersOf)],
  ] as const) {
    const best = mostShared(entries.map(valuesOf), type === "label" || type === "path" ? category.map(valuesOf) : null);
    if (best) found.push({ type, ...best, of: entries.length });
  }
  return found.slice(0, MOST_SHARED_FACTS);
}

/**
 * The value most entries share, if at least two and half of them do; of equals the longest. What the rest of the
 * category shares as well (`type:feature`, `src`) says nothing about a group.
 */
function mostShared(lists: string[][], everywhere: string[][] | null): { value: string; count: number } | null {
  const counts = countValues(lists);
  const all = everywhere && countValues(everywhere);
  const isTelling = ([value, count]: [string, number]) =>
    !all || count / lists.length >= TELLING * ((all.get(value) ?? count) / everywhere.length);
  const ranked = [...counts].filter(isTelling).sort(([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1));
  const [best] = ranked;
  return best && best[1] > 1 && best[1] * 2 >= lists.length ? { value: best[0], count: best[1] } : null;
}

function countValues(lists: string[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const value of new Set(list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

type SharedType = Extract<ReasonFact, { of: number; value: string }>["type"];

const isOfPulls = (type: SharedType) => type === "issue" || type === "label" || type === "path";

/** What one does and what several do, around the value. */
const SHARED_VERBS: Record<SharedType, [one: string, several: string, after?: string]> = {
  issue: ["closes", "close"],
  proposal: ["names", "name"],
  scope: ["has the scope", "have the scope"],
  label: ["carries the label", "carry the label"],
  path: ["touches", "touch", "/"],
};

/** A part of the sentence; what is counted of the same things, one after the other, is said in one breath. */
interface Clause {
  subject: string | null;
  words: string;
}

function writeSentence(facts: ReasonFact[], entries: SuggestionEntry[]): string {
  let text = "";
  let before: string | null = null;
  for (const { subject, words } of facts.map((fact) => toClause(fact, entries))) {
    if (subject !== null && subject === before) text += ` and ${words}`;
    else text += `${text === "" ? "" : "; "}${subject === null ? "" : `${subject} `}${words}`;
    before = subject;
  }
  const sentence = text || "the entries use words that keep the same company in this file";
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function toClause(fact: ReasonFact, entries: SuggestionEntry[]): Clause {
  const alone = (words: string): Clause => ({ subject: null, words });
  switch (fact.type) {
    case "words":
      return alone(`${countOf(fact.count, entries.length, ENTRIES)} ${fact.count === 1 ? "mentions" : "mention"} *${fact.words}*`);
    case "numbers":
      return alone(`their pull requests lie between #${fact.from} and #${fact.to}`);
    case "earlier-title":
      return alone(`a subsection of this title stood in ${fact.version}`);
    case "rule":
      return alone(`you asked to always put the ${fact.ruleType} *${fact.value}* here`);
    case "person":
      return alone("you put these together");
    default: {
      const [one, several, after = ""] = SHARED_VERBS[fact.type];
      const noun = isOfPulls(fact.type) ? nounOf(entries) : ENTRIES;
      return { subject: countOf(fact.count, fact.of, noun), words: `${fact.count === 1 ? one : several} *${fact.value}${after}*` };
    }
  }
}

type Noun = [one: string, several: string];

const ENTRIES: Noun = ["entry", "entries"];

/** What stands behind the entries; where that is not known of each, the entries themselves are counted. */
function nounOf(entries: SuggestionEntry[]): Noun {
  const known = entries.flatMap(({ pullRequest }) => pullRequest ?? []);
  if (known.length < entries.length) return ENTRIES;
  const issues = known.filter(({ isIssue }) => isIssue).length;
  if (issues === 0) return ["pull request", "pull requests"];
  return issues === known.length ? ["issue", "issues"] : ["pull request or issue", "pull requests and issues"];
}

function countOf(count: number, size: number, [one, several]: Noun): string {
  if (size === 1) return `the ${one}`;
  if (count === size) return size === 2 ? `both ${several}` : `all ${size} ${several}`;
  return `${count} of ${size} ${several}`;
}
