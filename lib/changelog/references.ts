/** A pull request, an issue or a commit an entry points at. */
export interface Reference {
  /** `#8008`, `other/repository#12` or a commit's short SHA: what is shown and what identity is made of. */
  label: string;
  url: string | null;
}

/** `[#8008](url)`, also with an escaped `#`; `[e15bc0c](url)`; `` `#12 <url>`_ `` and ``:issue:`12` `` of RST; plain `#12`. */
const TOKEN =
  /\[\\?((?:[\w.-]+\/[\w.-]+)?#\d+|[0-9a-f]{7,40})\]\(([^()\s]*)\)|`(#\d+) <([^<>\s]{1,300})>`__?|:(?:issue|pr|gh):`#?(\d{1,9})`|((?:(?<![\w#.-])[\w.-]+\/[\w.-]+|(?<![\w#]))#\d+)\b/g;
const BETWEEN = /^(?:[\s,;()[\]&]|and|closes|fixes|resolves|refs?)*$/i;
const AFTER = /^[\s).,;\]]*$/;
/** The indent, bullet and white space an entry begins with. */
export const BULLET = /^[ \t]{0,99}(?:[*+-]|\d{1,9}[.)])[ \t]{1,99}/;
const LEAD_IN = /\s(?:closes|fixes|resolves|refs?)$/i;
/** References are looked for in the last part of an entry: longer ones end in prose or data, not in links. */
const TAIL = 4_000;

/**
 * The references an entry ends with; `#123` inside a sentence is not one of them (A36, A40, and the trap on
 * identity). Walks back from the last reference while only separators stand between.
 */
export function trailingReferences(text: string): Reference[] {
  return findTrailing(text).references;
}

/** An entry's text less its bullet and trailing references, on one line: what a person reads. */
export function entryText(raw: string): string {
  const body = raw.slice(BULLET.exec(raw)?.[0].length ?? 0);
  const { references, start } = findTrailing(body);
  if (references.length === 0) return body.replace(/\s+/g, " ").trim();
  const words = trimSeparators(body.slice(0, start));
  const leadIn = LEAD_IN.exec(words.slice(-20));
  return words
    .slice(0, words.length - (leadIn?.[0].length ?? 0))
    .replace(/\s+/g, " ")
    .trim();
}

function findTrailing(text: string): { references: Reference[]; start: number } {
  const from = Math.max(0, text.length - TAIL);
  const tail = from === 0 ? text : text.slice(from);
  const tokens = tail.includes("#") || tail.includes("](") || tail.includes(":`") ? [...tail.matchAll(TOKEN)] : [];
  const references: Reference[] = [];
  let rest = AFTER;
  let start = tail.length;
  for (const token of tokens.reverse()) {
    if (!rest.test(tail.slice(token.index + token[0].length, start))) break;
    const [, linked, url, rstLinked, rstUrl, role, plain] = token;
    references.unshift({ label: linked ?? rstLinked ?? (role ? `#${role}` : (plain ?? "")), url: url ?? rstUrl ?? null });
    start = token.index;
    rest = BETWEEN;
  }
  return { references, start: from + start };
}

function trimSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && " \t\r\n,;([".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
