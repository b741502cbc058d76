/** A pull request, an issue or a commit an entry points at. */
export interface Reference {
  /** `#8008`, `other/repository#12` or a commit's short SHA: what is shown and what identity is made of. */
  label: string;
  url: string | null;
}

const TOKEN = /\[((?:[\w.-]+\/[\w.-]+)?#\d+|[0-9a-f]{7,40})\]\(([^()\s]*)\)|((?:(?<![\w#.-])[\w.-]+\/[\w.-]+|(?<![\w#]))#\d+)\b/g;
const BETWEEN = /^(?:[\s,;()[\]&]|and|closes|fixes|resolves|refs?)*$/i;
const AFTER = /^[\s).,;\]]*$/;

/**
 * The references an entry ends with; `#123` inside a sentence is not one of them (A36, A40, and the trap on
 * identity). Walks back from the last reference while only separators stand between.
 */
export function trailingReferences(text: string): Reference[] {
  const tokens = [...text.matchAll(TOKEN)];
  const references: Reference[] = [];
  let rest = AFTER;
  let tail = text.length;
  for (const token of tokens.reverse()) {
    const end = token.index + token[0].length;
    if (!rest.test(text.slice(end, tail))) break;
    references.unshift({ label: token[1] ?? token[3] ?? "", url: token[2] ?? null });
    tail = token.index;
    rest = BETWEEN;
  }
  return references;
}

/** An entry's text less its bullet and trailing references, on one line: what a person reads. */
export function entryText(raw: string): string {
  const body = raw.replace(/^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+/, "");
  const references = trailingReferences(body);
  const first = references[0];
  if (!first) return body.replace(/\s+/g, " ").trim();
  const tokens = [...body.matchAll(TOKEN)];
  const cut = tokens[tokens.length - references.length]?.index ?? body.length;
  return body
    .slice(0, cut)
    .replace(/[\s,;([]+$/, "")
    .replace(/\s+(?:closes|fixes|resolves|refs?)$/i, "")
    .replace(/\s+/g, " ")
    .trim();
}
