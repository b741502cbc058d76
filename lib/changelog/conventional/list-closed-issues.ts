import type { IssueReference } from "./commit";

const CLOSES =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]{1,4}(?:https?:\/\/[\w.:-]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/|([\w.-]{1,100}\/[\w.-]{1,100})?#)(\d{1,10})\b/gi;

/** The issues a message closes by GitHub's keywords, each once, in the order of the text. */
export function listClosedIssues(message: string): IssueReference[] {
  const found = new Map<string, IssueReference>();
  for (const match of message.matchAll(CLOSES)) {
    const repository = match[1] ?? match[2] ?? null;
    const number = Number(match[3]);
    const key = `${repository ?? ""}#${number}`;
    if (!found.has(key)) found.set(key, { repository, number });
  }
  return [...found.values()];
}
