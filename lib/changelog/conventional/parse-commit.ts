import type { ConventionalCommit, ParsedCommit, RangeCommit } from "./commit";
import { listClosedIssues } from "./list-closed-issues";
import { readFooters } from "./read-footers";
import { readMerge, readRevert } from "./read-revert";
import { readSubject } from "./read-subject";
import { splitMessage } from "./split-message";

/** A commit of a range, or a commit inside one. */
export interface Change extends ConventionalCommit {
  /** Of the commit of the range; nested commits share it. */
  sha: string;
}

/**
 * Reads any commit message (Conventional Commits 1.0.0, git trailers, Release Please's blocks). Never fails:
 * a message that follows no convention has the type null and its subject as description.
 */
export function parseCommit(message: string, pullRequestBody = ""): ParsedCommit {
  const [own = "", ...further] = splitMessage(message, pullRequestBody);
  return { ...parseOne(own), nested: further.map(parseOne) };
}

/** The changes of a commit as Release Please counts them: the commit itself, then those it carries. */
export function listChanges({ sha, message, pullRequestBody }: RangeCommit): [Change, ...Change[]] {
  const { nested, ...own } = parseCommit(message, pullRequestBody);
  return [{ ...own, sha }, ...nested.map((commit) => ({ ...commit, sha }))];
}

function parseOne(message: string): ConventionalCommit {
  const text = message.trim();
  const lines = text.split("\n");
  const line = (lines[0] ?? "").trim();
  const subject = readSubject(line);
  const { body, footers, breakingNotes } = readFooters(lines.slice(1));
  const description = subject?.description ?? line;
  const merge = readMerge(line);
  const type = subject?.type ?? null;
  return {
    type,
    scope: subject?.scope ?? null,
    isBreaking: subject?.isBreaking === true || breakingNotes.length > 0,
    breakingNotes,
    description,
    body,
    footers,
    pullRequest: merge?.pullRequest ?? trailingNumber(line),
    closes: listClosedIssues(text),
    revert: readRevert(line, type, description, text.slice(lines[0]?.length ?? 0)),
    merge,
    releaseAs: footers.findLast(({ token }) => token.toLowerCase() === "release-as")?.value || null,
  };
}

function trailingNumber(subject: string): number | null {
  const number = /\(#(\d{1,10})\)$/.exec(subject)?.[1];
  return number === undefined ? null : Number(number);
}
