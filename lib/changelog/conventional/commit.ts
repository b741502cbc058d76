/** A git trailer (`Closes #1`, `Co-authored-by: …`) or a `BREAKING CHANGE` footer (Conventional Commits 1.0.0, 8–12, 16). */
export interface Footer {
  token: string;
  /** What stands between token and value; a footer `Closes #1` has the value `1`. */
  separator: ":" | "#";
  /** Lines after the first keep their line ends as LF. */
  value: string;
}

export interface IssueReference {
  /** `owner/name`; null for an issue of the same repository. */
  repository: string | null;
  number: number;
}

/** What a commit takes back; any part may be unknown. */
export interface Revert {
  /** The subject of the reverted commit, as the revert quotes it. */
  subject: string;
  shas: string[];
  /** From GitHub's `Reverts owner/name#12`. */
  pullRequest: number | null;
}

/** A merge commit by git or GitHub. */
export interface Merge {
  /** The merged branch, tag or `owner/branch`. */
  source: string;
  pullRequest: number | null;
}

/** One commit message, read. Everything a message does not say is null or empty. */
export interface ConventionalCommit {
  /** In lower case; null when the subject is not `type(scope)!: description`. */
  type: string | null;
  scope: string | null;
  isBreaking: boolean;
  /** The texts of the `BREAKING CHANGE` footers; empty when only the `!` says so. */
  breakingNotes: string[];
  /** The subject less type and scope; the whole subject when there is no type. */
  description: string;
  body: string;
  footers: Footer[];
  /** The `(#12)` that a squash merge puts at the end of the subject, or the number a merge commit names. */
  pullRequest: number | null;
  /** Issues that the message closes by one of GitHub's keywords. */
  closes: IssueReference[];
  revert: Revert | null;
  merge: Merge | null;
  /** The text of a `Release-As` footer. */
  releaseAs: string | null;
}

/** A message with the further commits that it carries, as a squash merge may (see `splitMessage`). */
export interface ParsedCommit extends ConventionalCommit {
  nested: ConventionalCommit[];
}

/** A commit of a range. A list of them stands newest first, as `git log` prints it. */
export interface RangeCommit {
  sha: string;
  message: string;
  /** Where Release Please looks for `BEGIN_COMMIT_OVERRIDE`. */
  pullRequestBody?: string;
}
