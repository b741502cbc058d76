import { GraphQLError } from "graphql";
import {
  type Commit,
  GitError,
  git,
  isAncestor,
  listRefs,
  type Ref,
  readCommit,
  readCommits,
  resolve,
  writeBlob,
  writeCommit,
  writeTree,
  ZERO,
} from "../git/git";
import type { Actor } from "../identity/actor";
import { protectionOf, refusalByRule } from "../protection";
import type { Repository } from "../state";
import type { World } from "../world";
import { connection } from "./connection";
import { issueOrPullRequest } from "./issue-or-pull-request";

const failed = (type: string, message: string) => new GraphQLError(message, { extensions: { type } });

/** The queries and mutations of GitHub's GraphQL API that Slipway uses, over real git. */
export function rootValue(world: World, actor: Actor) {
  const { store } = world;
  const visible = (repository: Repository | undefined) => (repository && actor.roleOn(repository) ? repository : null);
  const byNodeId = (id: string) => visible(store.state.repositories.find((repository) => `R_${repository.id}` === id));
  const writable = (repository: Repository | null | undefined): Repository => {
    if (!repository) throw failed("NOT_FOUND", "Could not resolve to a node with the global id of this input.");
    const role = actor.roleOn(repository);
    if (role !== "write" && role !== "maintain" && role !== "admin")
      throw failed("FORBIDDEN", `${actor.login ?? "This token"} does not have permission to update refs`);
    return repository;
  };
  return {
    viewer: () => {
      if (!actor.login) throw failed("FORBIDDEN", "Resource not accessible by integration");
      return { __typename: "User", login: actor.login, databaseId: store.account(actor.login).id };
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = visible(store.findRepository(owner, name));
      if (!repository) throw failed("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryNode(world, actor, repository);
    },
    node: ({ id }: { id: string }) => {
      const repository = byNodeId(id);
      if (!repository) throw failed("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
      return repositoryNode(world, actor, repository);
    },
    nodes: ({ ids }: { ids: string[] }) =>
      ids.map((id) => {
        const repository = byNodeId(id);
        if (!repository) return failed("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
        return repositoryNode(world, actor, repository);
      }),
    updateRefs: async ({ input }: { input: UpdateRefsInput }) => {
      const repository = writable(byNodeId(input.repositoryId));
      const folder = store.gitFolder(repository);
      const current = new Map((await listRefs(folder, "refs/")).map(({ name, sha }) => [name, sha]));
      for (const { name, beforeOid, afterOid, force } of input.refUpdates) {
        const now = current.get(name) ?? ZERO;
        if (beforeOid != null && beforeOid !== now)
          throw failed("STALE_DATA", `Expected ${name} to point to "${beforeOid}" but it points to "${now}".`);
        if (afterOid !== ZERO && !(await resolve(folder, afterOid)) && !(await resolve(folder, afterOid, "tag")))
          throw failed("UNPROCESSABLE", `Object ${afterOid} does not exist`);
        if (!force && now !== ZERO && afterOid !== ZERO && !(await isAncestor(folder, now, afterOid)))
          throw failed("UNPROCESSABLE", `${name} is not a fast forward`);
        const refusal = await refusalByRule(world, repository, { ref: name, before: now, after: afterOid }, actor);
        if (refusal) throw failed("UNPROCESSABLE", refusal);
      }
      try {
        await world.moveRefs(
          repository,
          input.refUpdates.map(({ name, beforeOid, afterOid }) => ({
            ref: name,
            after: afterOid === ZERO ? null : afterOid,
            ...(beforeOid == null ? {} : { before: beforeOid }),
          })),
          actor.login,
        );
      } catch (error) {
        if (error instanceof GitError) throw failed("STALE_DATA", "A ref moved while it was being updated.");
        throw error;
      }
      return { clientMutationId: input.clientMutationId ?? null };
    },
    createCommitOnBranch: async ({ input }: { input: CreateCommitInput }) => {
      const { branch } = input;
      const [owner = "", name = ""] = (branch.repositoryNameWithOwner ?? "").split("/");
      const repository = writable(visible(store.findRepository(owner, name)));
      const folder = store.gitFolder(repository);
      const ref = `refs/heads/${(branch.branchName ?? "").replace(/^refs\/heads\//, "")}`;
      const head = await resolve(folder, ref);
      if (head !== input.expectedHeadOid)
        throw failed("STALE_DATA", `Expected branch to point to "${head}" but it did not. Pull and try again.`);
      const refusal = await refusalByRule(world, repository, { ref, before: head, after: head }, actor);
      if (refusal) throw failed("UNPROCESSABLE", refusal);
      const parent = await readCommit(folder, head);
      const additions = await Promise.all(
        (input.fileChanges?.additions ?? []).map(async ({ path, contents }) => ({
          path,
          sha: await writeBlob(folder, Buffer.from(contents, "base64")),
        })),
      );
      const deletions = (input.fileChanges?.deletions ?? []).map(({ path }) => ({ path, sha: null }));
      const person = world.personOf(actor);
      const { headline, body } = input.message;
      const commit = await writeCommit(folder, {
        tree: await writeTree(folder, parent.tree, [...additions, ...deletions]),
        parents: [head],
        author: person,
        committer: person,
        message: body ? `${headline}\n\n${body}` : headline,
      });
      await world.moveRefs(repository, [{ ref, before: head, after: commit }], actor.login);
      return {
        clientMutationId: input.clientMutationId ?? null,
        commit: commitNode(world, await readCommit(folder, commit)),
        ref: refNode(world, repository, { name: ref, sha: commit, peeled: commit, type: "commit" }, new Map()),
      };
    },
  };
}

interface UpdateRefsInput {
  repositoryId: string;
  refUpdates: { name: string; beforeOid?: string | null; afterOid: string; force?: boolean }[];
  clientMutationId?: string;
}

interface CreateCommitInput {
  branch: { repositoryNameWithOwner?: string; branchName?: string };
  expectedHeadOid: string;
  message: { headline: string; body?: string };
  fileChanges?: { additions?: { path: string; contents: string }[]; deletions?: { path: string }[] };
  clientMutationId?: string;
}

function repositoryNode(world: World, actor: Actor, repository: Repository) {
  const { store } = world;
  const folder = store.gitFolder(repository);
  return {
    __typename: "Repository",
    id: `R_${repository.id}`,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    owner: { __typename: "Organization", login: repository.owner },
    description: repository.description,
    isPrivate: repository.isPrivate,
    isEmpty: async () => (await listRefs(folder, "refs/heads/")).length === 0,
    url: `${world.shapes.web}/${repository.owner}/${repository.name}`,
    viewerPermission: actor.roleOn(repository)?.toUpperCase() ?? null,
    defaultBranchRef: async () => {
      const ref = (await listRefs(folder, "refs/heads/")).find(({ name }) => name === `refs/heads/${repository.defaultBranch}`);
      return ref ? refNode(world, repository, ref, new Map()) : null;
    },
    ref: async ({ qualifiedName }: { qualifiedName: string }) => {
      const name = qualifiedName.startsWith("refs/") ? qualifiedName : `refs/heads/${qualifiedName}`;
      const ref = (await listRefs(folder, name)).find((candidate) => candidate.name === name);
      return ref ? refNode(world, repository, ref, new Map()) : null;
    },
    refs: async ({ refPrefix, first = 30, after }: { refPrefix: string; first?: number; after?: string | null }) => {
      const refs = await listRefs(folder, refPrefix);
      const commits = new Map(
        (
          await readCommits(
            folder,
            refs.map(({ peeled }) => peeled),
          )
        ).map((commit) => [commit.sha, commit]),
      );
      return connection(refs, first, after ?? null, (ref) => refNode(world, repository, ref, commits));
    },
    issueOrPullRequest: ({ number }: { number: number }) => issueOrPullRequest(world, repository, number),
    object: async ({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      const name = oid ?? expression ?? "";
      const commit = name.includes(":") ? null : await resolve(folder, name);
      if (commit) return commitNode(world, await readCommit(folder, commit));
      const blob = await resolve(folder, name, "blob");
      return blob ? blobNode(folder, blob) : null;
    },
  };
}

async function blobNode(folder: string, oid: string) {
  const bytes = await git(folder, ["cat-file", "blob", oid]);
  const isBinary = bytes.subarray(0, 8000).includes(0);
  // GitHub cuts the text of large blobs; Slipway reads the bytes over REST.
  const isTruncated = bytes.length > 512 * 1024;
  return {
    __typename: "Blob",
    oid,
    byteSize: bytes.length,
    isBinary,
    isTruncated,
    text: isBinary ? null : bytes.subarray(0, 512 * 1024).toString("utf8"),
  };
}

function refNode(world: World, repository: Repository, ref: Ref, known: Map<string, Commit>) {
  const folder = world.store.gitFolder(repository);
  const prefix = /^refs\/[^/]+\//.exec(ref.name)?.[0] ?? "refs/";
  return {
    __typename: "Ref",
    id: `REF_${repository.id}_${ref.name}`,
    name: ref.name.slice(prefix.length),
    prefix,
    refUpdateRule: () => {
      const rule = protectionOf(world, repository, ref.name);
      return (
        rule && {
          __typename: "RefUpdateRule",
          pattern: rule.branch,
          allowsForcePushes: rule.allowsForcePushes,
          viewerCanPush: !rule.requiresPullRequest,
        }
      );
    },
    // Rulesets are not kept here; branch protection says what they would.
    rules: () => connection([], 0, null, (rule) => rule),
    target: () => objectNode(world, folder, ref, known),
  };
}

/** Whatever a ref or a tag points at; `known` holds commits that were read before. */
async function objectNode(
  world: World,
  folder: string,
  { sha, type }: { sha: string; type: string },
  known: Map<string, Commit>,
): Promise<object> {
  if (type === "tag") return tagNode(world, folder, sha, known);
  if (type === "commit") return commitNode(world, known.get(sha) ?? (await readCommit(folder, sha)));
  return type === "blob" ? blobNode(folder, sha) : { __typename: "Tree", oid: sha };
}

async function tagNode(world: World, folder: string, oid: string, known: Map<string, Commit>) {
  const text = (await git(folder, ["cat-file", "tag", oid])).toString("utf8");
  const value = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? "";
  const tagger = /^tagger (.*) <(.*)> (\d+) /m.exec(text);
  return {
    __typename: "Tag",
    oid,
    name: value("tag"),
    message: text.slice(text.indexOf("\n\n") + 2),
    tagger: tagger
      ? { __typename: "GitActor", name: tagger[1], email: tagger[2], date: new Date(Number(tagger[3]) * 1000).toISOString() }
      : null,
    target: () => objectNode(world, folder, { sha: value("object"), type: value("type") }, known),
  };
}

function commitNode(world: World, commit: Commit) {
  const person = ({ name, email, date }: Commit["author"]) => {
    const account = world.store.state.accounts.find((candidate) => candidate.email === email);
    const user = account ? { __typename: "User", login: account.login, databaseId: account.id } : null;
    return { __typename: "GitActor", name, email, date, user };
  };
  // "The git author and the Co-authored-by message trailer", the author first (GitHub: "Commit.authors").
  const coAuthors = [...commit.message.matchAll(/^co-authored-by: *(.+?) *<(.+)>$/gim)];
  const authors = [commit.author, ...coAuthors.map(([, name = "", email = ""]) => ({ name, email, date: commit.author.date }))];
  const utc = (date: string) => new Date(date).toISOString().replace(".000Z", "Z");
  return {
    __typename: "Commit",
    oid: commit.sha,
    message: commit.message.trimEnd(),
    messageHeadline: commit.message.split("\n")[0] ?? "",
    authoredDate: utc(commit.author.date),
    committedDate: utc(commit.committer.date),
    author: person(commit.author),
    committer: person(commit.committer),
    authors: ({ first = 30 }: { first?: number }) => connection(authors, first, null, person),
    tree: { __typename: "Tree", oid: commit.tree },
    parents: ({ first = 10 }: { first?: number }) => connection(commit.parents, first, null, (oid) => ({ __typename: "Commit", oid })),
  };
}
