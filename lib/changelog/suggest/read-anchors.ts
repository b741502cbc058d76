/** Proposal ids, issue numbers inside the sentence, and a scope: what ties entries together whatever their words. */
export function readAnchors(text: string): Set<string> {
  const head = text.slice(0, 400);
  const anchors = new Set<string>();
  for (const [id] of head.matchAll(/\b[A-Z]{2,6}-\d{1,6}\b/g)) anchors.add(id.toLowerCase());
  for (const [id] of head.matchAll(/#\d{1,8}\b/g)) anchors.add(id);
  const scope = findScope(text)?.scope;
  if (scope) anchors.add(`scope:${scope}`);
  return anchors;
}

/** `fix(hull): …`, `**hull:** …`, `*(hull)* …`, `[hull]: …`, `Hull: …`. */
const SCOPES = [
  /^[a-z]{2,10}\(([\w./-]{1,40})\)!?: /,
  /^\*\*([\w ./-]{2,40}):?\*\*:? /,
  /^\*\(([\w ./-]{2,40})\)\* /,
  /^\[?([\w./-]{2,30})\]?: /,
];

/** The scope a text begins with, in lower case, and where the sentence after it begins. */
export function findScope(text: string): { scope: string; end: number } | null {
  const head = text.slice(0, 100);
  for (const pattern of SCOPES) {
    const match = pattern.exec(head);
    if (match?.[1]) return { scope: match[1].toLowerCase(), end: match[0].length };
  }
  return null;
}

/** A pull request title less its conventional prefix. */
export function withoutScope(title: string): string {
  return title.replace(/^[a-z]{2,10}(?:\([^()]{0,60}\))?!?: /i, "");
}
