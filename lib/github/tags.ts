import type { CommitPerson } from "./commits";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** A tag as it stands on GitHub. */
export interface GithubTag {
  kind: "annotated" | "lightweight";
  /** What the ref points at: the tag object, or the commit itself. */
  objectSha: string;
  /** Where it leads in the end; a tag of something else than a commit leads to no commit's SHA. */
  commitSha: string;
  /** Empty for a lightweight tag, which says nothing and tells nobody's name. */
  message: string;
  tagger: CommitPerson | null;
}

interface TagTarget {
  __typename: string;
  oid: string;
  message?: string | null;
  tagger?: { name: string | null; email: string | null; date: string | null } | null;
  target?: TagTarget;
}

const QUERY = `query Tag($owner: String!, $name: String!, $ref: String!) { repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target {
  __typename oid ... on Tag { message tagger { name email date } target { __typename oid ... on Tag { target { __typename oid } } } } } } } }`;

/** A tag by its name, peeled; null where there is none. */
export async function readTag(octokit: Octokit, { owner, name }: RepositoryName, tag: string): Promise<GithubTag | null> {
  const { repository } = await octokit.graphql<{ repository: { ref: { target: TagTarget } | null } }>(QUERY, {
    owner,
    name,
    ref: `refs/tags/${tag}`,
  });
  const target = repository.ref?.target;
  if (!target) return null;
  const { oid: objectSha, message, tagger } = target;
  return {
    kind: target.__typename === "Tag" ? "annotated" : "lightweight",
    objectSha,
    commitSha: peel(target),
    message: message ?? "",
    tagger: tagger ? { name: tagger.name ?? "", email: tagger.email ?? "", date: tagger.date ?? "" } : null,
  };
}

const peel = ({ oid, target }: TagTarget): string => (target ? peel(target) : oid);

export interface NewTag {
  name: string;
  /** The commit that it names. */
  sha: string;
  message: string;
  /** With its date: the same parts give the same object, however often they are sent. */
  tagger: CommitPerson;
}

/** Writes a tag object; no ref points at it yet. Safe to repeat. */
export async function writeTagObject(octokit: Octokit, { owner, name }: RepositoryName, tag: NewTag): Promise<string> {
  const { data } = await octokit.rest.git.createTag({
    owner,
    repo: name,
    tag: tag.name,
    message: tag.message,
    object: tag.sha,
    type: "commit",
    tagger: tag.tagger,
  });
  return data.sha;
}

/** A branch that must stay where it is while a tag is made: `refs/heads/release/26.2.0`. */
export interface BranchGuard {
  refName: string;
  sha: string;
}

/** GraphQL's word for a ref that does not exist. */
const MISSING = "0".repeat(40);

/**
 * Makes a tag of an object, only where there is none and, atomically with it, only while the branch stands where it was
 * seen (GraphQL `updateRefs`). The one place where Slipway writes a tag's ref: a tag that exists is never moved.
 */
export async function pointTag(
  octokit: Octokit,
  repositoryNodeId: string,
  { tag, object, guard }: { tag: string; object: string; guard: BranchGuard | null },
): Promise<void> {
  if (guard && !guard.refName.startsWith("refs/heads/")) throw new Error(`${guard.refName} is no branch`);
  const held = guard ? [{ name: guard.refName, beforeOid: guard.sha, afterOid: guard.sha }] : [];
  const made = { name: `refs/tags/${tag}`, beforeOid: MISSING, afterOid: object };
  await octokit.graphql("mutation Point($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
    input: { repositoryId: repositoryNodeId, refUpdates: [...held, made] },
  });
}
