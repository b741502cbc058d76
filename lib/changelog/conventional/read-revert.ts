import type { Merge, Revert } from "./commit";

const REVERTED_COMMIT = /\breverts commits? ([0-9a-f]{7,64})\b/gi;
const REVERTED_PULL_REQUEST = /^Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,10})\b/im;
const REFS_SHAS = /^Refs:[ \t]{1,4}([0-9a-f]{7,64}(?:,[ \t]?[0-9a-f]{7,64}){0,200})[ \t]{0,9}$/im;
const GITHUB_MERGE = /^Merge pull request #(\d{1,10}) from (\S{1,300})/;
const GIT_MERGE = /^Merge (?:remote-tracking )?(?:branch|tag|commit) '([^']{1,300})'/;

/**
 * What a message takes back: git's `Revert "…"` and `Reapply "…"` with `This reverts commit <sha>`, GitHub's
 * `Reverts owner/name#12`, or `revert: …`; null when it takes nothing back.
 */
export function readRevert(subject: string, type: string | null, description: string, body: string): Revert | null {
  const quoted = quotedSubject(subject);
  if (quoted === null && type !== "revert") return null;
  const shas = [...body.matchAll(REVERTED_COMMIT)].flatMap((match) => match[1]?.toLowerCase() ?? []);
  const refs = REFS_SHAS.exec(body)?.[1]?.split(",") ?? [];
  const pullRequest = REVERTED_PULL_REQUEST.exec(body)?.[1];
  return {
    subject: quoted ?? quotedSubject(`Revert ${description}`) ?? description,
    shas: [...new Set([...shas, ...refs.map((sha) => sha.trim().toLowerCase())])],
    pullRequest: pullRequest === undefined ? null : Number(pullRequest),
  };
}

/** Reads the subject of a merge commit by git or GitHub; null when it is none. */
export function readMerge(subject: string): Merge | null {
  const github = GITHUB_MERGE.exec(subject);
  if (github?.[2]) return { source: github[2], pullRequest: Number(github[1]) };
  const git = GIT_MERGE.exec(subject);
  return git?.[1] ? { source: git[1], pullRequest: null } : null;
}

function quotedSubject(subject: string): string | null {
  const opening = ['Revert "', 'Reapply "'].find((start) => subject.startsWith(start));
  const closing = subject.lastIndexOf('"');
  if (!opening || closing < opening.length) return null;
  const quoted = subject.slice(opening.length, closing);
  return opening.startsWith("Reapply") ? `Revert "${quoted}"` : quoted;
}
