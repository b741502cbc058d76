import { compareVersions, parseVersion, type Version } from "./version";

/** One of the names under which a candidate is known. */
export interface CandidateName {
  kind: "tag" | "branch" | "pull-request";
  /** Tag or branch name; for a pull request its head branch. */
  name: string;
  /** Number of the pull request. */
  number?: number;
  url?: string;
}

/** One buildable commit proposed for a release; the same SHA is one candidate with several names. */
export interface DetectedCandidate {
  release: string;
  version: Version;
  sha: string;
  names: CandidateName[];
  subject: string;
  author: string;
  proposedAt: Date;
}

export interface RepositoryFacts {
  defaultBranch: string;
  refs: { name: string; sha: string; committedAt: Date; subject: string; author: string }[];
  pulls: {
    number: number;
    title: string;
    headRef: string;
    headSha: string;
    labels: string[];
    author: string;
    url: string;
    createdAt: Date;
  }[];
  /** Version found in the version files of a commit, where it was looked for. */
  versionAt: Map<string, string>;
}

const RELEASE_BRANCH = /^(?:release|releases|rel)[/-]v?(.+)$/;
const RELEASE_TITLE = /\brelease:?\s+v?(\d[\w.+-]*)/i;

/** The version a tag names: `26.2.0rc1`, `v1.2.0`, `release-1.2.0`. */
export function versionOfTag(tag: string): Version | null {
  return parseVersion(tag.replace(/^(?:release|version)[-/]/i, ""));
}

/** True for the head of a release branch: `release/26.2.0`, `release-1.24`, `rel/2.0`. */
export function isReleaseBranch(branch: string): boolean {
  return RELEASE_BRANCH.test(branch);
}

/** True for a pull request that brings a release: Release Please's label or branch, or a title that says so. */
export function isReleasePull(pull: Pick<RepositoryFacts["pulls"][number], "title" | "headRef" | "labels">): boolean {
  return (
    pull.labels.some((label) => label.startsWith("autorelease:")) ||
    pull.headRef.startsWith("release-please--") ||
    RELEASE_TITLE.test(pull.title)
  );
}

/** Commits whose version files are worth reading: heads of release branches, of release pull requests, and of the default branch. */
export function commitsToRead({ refs, pulls, defaultBranch }: Pick<RepositoryFacts, "refs" | "pulls" | "defaultBranch">): string[] {
  const heads = refs.filter(({ name }) => name === `refs/heads/${defaultBranch}` || isReleaseBranch(branchOf(name))).map(({ sha }) => sha);
  return [...new Set([...heads, ...pulls.filter(isReleasePull).map(({ headSha }) => headSha)])];
}

/**
 * Finds every candidate of a repository: version tags, heads of release branches and of release pull requests, and
 * the default branch when its version files name a version that is newer than every tag.
 */
export function detectCandidates(facts: RepositoryFacts): DetectedCandidate[] {
  const found = new Map<string, DetectedCandidate>();
  const add = (
    version: Version,
    sha: string,
    name: CandidateName,
    commit: Pick<DetectedCandidate, "subject" | "author" | "proposedAt">,
  ) => {
    const key = `${version.release}@${sha}`;
    const known = found.get(key);
    if (known) known.names.push(name);
    else found.set(key, { release: version.release, version, sha, names: [name], ...commit });
  };
  const commitOf = (ref: RepositoryFacts["refs"][number]) => ({ subject: ref.subject, author: ref.author, proposedAt: ref.committedAt });

  const tagged = new Map<string, string>();
  for (const ref of facts.refs.filter(({ name }) => name.startsWith("refs/tags/"))) {
    const version = versionOfTag(ref.name.slice("refs/tags/".length));
    if (!version) continue;
    tagged.set(version.text, ref.sha);
    add(version, ref.sha, { kind: "tag", name: ref.name.slice("refs/tags/".length) }, commitOf(ref));
  }

  for (const ref of facts.refs.filter(({ name }) => name.startsWith("refs/heads/"))) {
    const branch = branchOf(ref.name);
    const named = RELEASE_BRANCH.exec(branch)?.[1];
    if (!named) continue;
    const version = versionOfBranch(named, facts.versionAt.get(ref.sha));
    if (!version) continue;
    // A branch whose version is tagged elsewhere waits for its next version; it proposes nothing yet.
    const tag = tagged.get(version.text);
    if (tag && tag !== ref.sha) continue;
    add(version, ref.sha, { kind: "branch", name: branch }, commitOf(ref));
  }

  for (const pull of facts.pulls.filter(isReleasePull)) {
    const version = parseVersion(RELEASE_TITLE.exec(pull.title)?.[1] ?? "") ?? parseVersion(facts.versionAt.get(pull.headSha) ?? "");
    if (!version) continue;
    add(
      version,
      pull.headSha,
      { kind: "pull-request", name: pull.headRef, number: pull.number, url: pull.url },
      { subject: pull.title, author: pull.author, proposedAt: pull.createdAt },
    );
  }

  const head = facts.refs.find(({ name }) => name === `refs/heads/${facts.defaultBranch}`);
  const version = head && parseVersion(facts.versionAt.get(head.sha) ?? "");
  const newestTag = [...tagged.keys()]
    .flatMap((text) => parseVersion(text) ?? [])
    .sort(compareVersions)
    .at(-1);
  const isUntagged = version && !tagged.has(version.text) && (!newestTag || compareVersions(version, newestTag) > 0);
  const isDevelopment = version?.stage === "dev";
  if (head && version && isUntagged && !isDevelopment)
    add(version, head.sha, { kind: "branch", name: facts.defaultBranch }, commitOf(head));
  return [...found.values()];
}

/** A version branch names its release; on a line such as `release/26.1` the version file says which one it is at. */
function versionOfBranch(named: string, fileVersion: string | undefined): Version | null {
  const branch = parseVersion(named);
  const file = parseVersion(fileVersion ?? "");
  if (!branch) return /^\d+(?:\.x)?$/.test(named) ? file : null;
  const isOfBranch = file && branch.numbers.every((number, index) => file.numbers[index] === number);
  if (file && isOfBranch) return file;
  return branch.numbers.length >= 3 ? branch : null;
}

const branchOf = (ref: string) => ref.replace("refs/heads/", "");

/** Sorts releases by meaning as text: every number padded to nine digits. */
export function releaseSortKey(release: string): string {
  const version = parseVersion(release);
  return (version?.numbers ?? []).map((number) => String(number).padStart(9, "0")).join(".");
}
