/** What the commit dialog knows of the places that notes can go to. */
export interface CommitTargets {
  /** Why the branch may not be rewritten or written to, by its rules; null when it may. */
  amendRefusal: string | null;
  commitRefusal: string | null;
  /** Names of the workflows that ran on pushes to this branch, and on pull requests. */
  pushWorkflows: string[];
  pullWorkflows: string[];
  /** A free name for the branch of a pull request. */
  branchName: string;
  /** The tag that this version will get, in the repository's way. */
  tag: string;
}

export interface ProposalView {
  number: number;
  url: string;
  branch: string;
  sha: string;
  /** The draft has changed since. */
  isBehind: boolean;
}

/** The GitHub Release of a tag as it stands; null when there is none. */
export type ReleaseTarget = { body: string; isDraft: boolean; url: string } | null;
