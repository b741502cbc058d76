import type { Terms } from "./read-terms";

/** For each stem the form the file writes most often: `GraphQL`, `RBAC`, `scheduler`. Ties go to the form seen first. */
export function readSpellings(texts: Terms[]): Map<string, string> {
  const forms = new Map<string, Map<string, number>>();
  for (const { tokens } of texts)
    for (const { word, stem } of tokens) {
      const counts = forms.get(stem) ?? new Map<string, number>();
      counts.set(word, (counts.get(word) ?? 0) + 1);
      forms.set(stem, counts);
    }
  return new Map([...forms].map(([stem, counts]) => [stem, chooseForm(counts)]));
}

/** A form with capitals inside is a name: it needs a quarter of the mentions, not most. */
const NAME_SHARE = 0.25;

function chooseForm(counts: Map<string, number>): string {
  let all = 0;
  for (const count of counts.values()) all += count;
  const name = mostFrequent(new Map([...counts].filter(([form]) => hasInnerCapital(form))));
  return (counts.get(name) ?? 0) >= NAME_SHARE * all ? name : mostFrequent(counts);
}

/**
 * Names of two or three words that the file only ever writes in one piece: `sql alchemy` → `SQLAlchemy`. Keyed by
 * stems with spaces between.
 */
export function readJoinedNames(texts: Terms[]): Map<string, string> {
  const joined = new Map<string, Map<string, number>>();
  const separate = new Set<string>();
  for (const { text, tokens } of texts)
    for (let at = 0; at < tokens.length; at++) {
      const { run, start, end } = tokens[at] ?? { run: 0, start: 0, end: 0 };
      const next = tokens[at + 1];
      if (next && next.run !== run && !next.isAfterBreak) separate.add(`${tokens[at]?.stem} ${next.stem}`);
      if (tokens[at - 1]?.run === run || next?.run !== run) continue;
      const parts = tokens.slice(at, at + 4).filter((token) => token.run === run);
      const whole = text.slice(start, end);
      if (parts.length > 3 || !/^[A-Za-z0-9]+$/.test(whole)) continue;
      const key = parts.map(({ stem }) => stem).join(" ");
      const counts = joined.get(key) ?? new Map<string, number>();
      counts.set(whole, (counts.get(whole) ?? 0) + 1);
      joined.set(key, counts);
    }
  return new Map([...joined].filter(([key]) => !separate.has(key)).map(([key, counts]) => [key, mostFrequent(counts)]));
}

/** The key with the greatest count; the first of equals. */
export function mostFrequent(counts: Map<string, number>): string {
  let best = "";
  let most = 0;
  for (const [key, count] of counts)
    if (count > most) {
      best = key;
      most = count;
    }
  return best;
}

/** A word inside a sentence: the file's own capitals where it has any beyond the first letter, else lower case. */
export function spellWord(word: string, spelling: string): string {
  if (hasInnerCapital(spelling)) return sameForm(word, spelling) ? spelling : spelling.replace(/s$/, "") + (/s$/i.test(word) ? "s" : "");
  return word.toLowerCase();
}

/** A word of a title. */
export function titleWord(word: string, spelling: string): string {
  const spelled = spellWord(word, spelling);
  return hasInnerCapital(spelled) ? spelled : spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

function hasInnerCapital(word: string): boolean {
  for (let i = 1; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code >= 65 && code <= 90) return true;
  }
  return false;
}

function sameForm(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
