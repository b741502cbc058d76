import { formatFields } from "./format-fields";
import { compareText, isDecimal, parsePythonInteger } from "./python-text";

interface IssueKey {
  /** 0 without a number, 1 with one somewhere, 2 for a bare number. */
  rank: 0 | 1 | 2;
  words: string;
  number: bigint;
}

/** Orders issues for people: those without a number, those with the same words by number, bare numbers last. */
export function compareIssues(a: string, b: string): number {
  const left = issueKey(a);
  const right = issueKey(b);
  if (left.rank !== right.rank) return left.rank - right.rank;
  return compareText(left.words, right.words) || (left.number < right.number ? -1 : left.number > right.number ? 1 : 0);
}

/** `#12` for a number, any other issue as it is, or what `issue_format` makes of it. */
export function renderIssue(format: string | null, issue: string, where: string): string {
  if (format !== null) return formatFields(format, { issue }, where);
  return parsePythonInteger(issue) === null ? issue : `#${issue}`;
}

function issueKey(issue: string): IssueKey {
  if (isDecimal(issue)) return { rank: 2, words: "", number: parsePythonInteger(issue) ?? 0n };
  const digits = /\p{Nd}+/u.exec(issue);
  if (!digits) return { rank: 0, words: issue, number: -1n };
  const words = issue.slice(0, digits.index) + issue.slice(digits.index + digits[0].length);
  return { rank: 1, words, number: parsePythonInteger(digits[0]) ?? 0n };
}
