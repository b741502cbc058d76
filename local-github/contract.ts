import { randomUUID } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import { expect } from "vitest";

/** Where the contract is held up: local-github, or GitHub itself with a repository that holds a commit and may be thrown away. */
export interface ContractPlace {
  octokit: Octokit;
  owner: string;
  repo: string;
}

type Contract = Record<string, (place: ContractPlace) => Promise<void>>;

const ZERO = "0".repeat(40);
const PERSON = { name: "Somebody", email: "somebody@example.org", date: "2026-01-02T03:04:05Z" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** What holds of any repository, and changes nothing. */
export const READING: Contract = {
  "everything that is read fits GitHub's description, and agrees with the rest": async ({ octokit: { rest }, ...at }) => {
    await rest.users.getAuthenticated();
    await rest.repos.listForAuthenticatedUser({ per_page: 5 });
    await rest.rateLimit.get();
    const main = (await rest.repos.get(at)).data.default_branch;
    const head = (await rest.repos.getBranch({ ...at, branch: main })).data.commit.sha;
    expect((await rest.git.getRef({ ...at, ref: `heads/${main}` })).data.object.sha).toBe(head);
    expect((await rest.git.listMatchingRefs({ ...at, ref: `heads/${main}` })).data.map(({ ref }) => ref)).toContain(`refs/heads/${main}`);
    expect((await rest.repos.listCommits({ ...at, per_page: 3 })).data[0]?.sha).toBe(head);
    const { commit } = (await rest.repos.getCommit({ ...at, ref: main })).data;
    expect((await rest.git.getCommit({ ...at, commit_sha: head })).data.tree.sha).toBe(commit.tree.sha);
    const tree = (await rest.git.getTree({ ...at, tree_sha: commit.tree.sha })).data.tree.map(({ path }) => path);
    const listed = (await rest.repos.getContent({ ...at, path: "" })).data as { name: string }[];
    expect(listed.map(({ name }) => name).sort()).toEqual(tree.sort());
    const same = (await rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${head}...${main}` })).data;
    expect(same).toMatchObject({ status: "identical", ahead_by: 0, behind_by: 0 });
    await rest.repos.listBranches(at);
    await rest.repos.listTags({ ...at, per_page: 5 });
    await rest.repos.listReleases({ ...at, per_page: 5 });
    await rest.repos.getCombinedStatusForRef({ ...at, ref: main });
    await rest.checks.listForRef({ ...at, ref: main });
    await rest.checks.listSuitesForRef({ ...at, ref: main });
    await rest.actions.listRepoWorkflows(at);
    const [run] = (await rest.actions.listWorkflowRunsForRepo({ ...at, per_page: 1 })).data.workflow_runs;
    if (run) await rest.actions.getWorkflowRun({ ...at, run_id: run.id });
    const [job] = run ? (await rest.actions.listJobsForWorkflowRun({ ...at, run_id: run.id })).data.jobs : [];
    if (job) expect((await rest.actions.getJobForWorkflowRun({ ...at, job_id: job.id })).data.name).toBe(job.name);
    const [pull] = (await rest.pulls.list({ ...at, state: "all", per_page: 1 })).data;
    if (pull) await rest.pulls.get({ ...at, pull_number: pull.number });
    expect(await statusOf(rest.repos.get({ ...at, repo: `no-${randomUUID()}` }))).toBe(404);
  },

  "what is unchanged answers 304 and costs nothing of the limit": async ({ octokit, ...at }) => {
    const ask = (etag?: string) =>
      octokit.request("GET /repos/{owner}/{repo}/branches", { ...at, per_page: 1, headers: { "if-none-match": etag } });
    const { headers } = await ask();
    const again = await ask(headers.etag).catch((error: unknown) => error);
    expect(again).toMatchObject({
      status: 304,
      response: { headers: { "x-ratelimit-remaining": headers["x-ratelimit-remaining"] } },
    });
  },
};

/** What is tried on branches and tags of its own, which are gone afterwards. */
export const WRITING: Contract = {
  "git data is written, refs move only as asked": (place) =>
    apart(place, async ({ rest, at, main, branch, ref }) => {
      const blob = await rest.git.createBlob({ ...at, content: base64("hello\n"), encoding: "base64" });
      expect(Buffer.from((await rest.git.getBlob({ ...at, file_sha: blob.data.sha })).data.content, "base64").toString()).toBe("hello\n");
      const base = await rest.git.getCommit({ ...at, commit_sha: main });
      const file = { path: "new/file.txt", mode: "100644", type: "blob", sha: blob.data.sha } as const;
      const tree = await rest.git.createTree({ ...at, base_tree: base.data.tree.sha, tree: [file] });
      const parts = { ...at, message: "Add a file\n", tree: tree.data.sha, parents: [main], author: PERSON, committer: PERSON };
      const commit = await rest.git.createCommit(parts);
      expect((await rest.git.createCommit(parts)).data.sha).toBe(commit.data.sha);
      await rest.git.updateRef({ ...at, ref, sha: commit.data.sha });
      expect(await statusOf(rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: main }))).toBe(422);
      expect(await statusOf(rest.git.updateRef({ ...at, ref, sha: main }))).toBe(422);
      expect((await rest.git.updateRef({ ...at, ref, sha: main, force: true })).data.object.sha).toBe(main);
      const tag = await rest.git.createTag({ ...at, tag: branch, message: "A release", object: main, type: "commit", tagger: PERSON });
      await rest.git.createRef({ ...at, ref: `refs/tags/${branch}`, sha: tag.data.sha });
      expect((await rest.git.getTag({ ...at, tag_sha: tag.data.sha })).data.object.sha).toBe(main);
      await rest.git.deleteRef({ ...at, ref: `tags/${branch}` });
      expect(await statusOf(rest.git.getRef({ ...at, ref: `tags/${branch}` }))).toBe(404);
    }),

  "a file is written only over the one that was seen": (place) =>
    apart(place, async ({ rest, at, branch }) => {
      const put = async (text: string, sha?: string) =>
        rest.repos.createOrUpdateFileContents({ ...at, path: "contract.txt", branch, message: "Change", content: base64(text), sha });
      const { content } = (await put("x\n")).data;
      expect(await statusOf(put("y\n", ZERO))).toBe(409);
      await put("y\n", content?.sha);
      const read = (await rest.repos.getContent({ ...at, path: "contract.txt", ref: branch })).data as { content: string };
      expect(Buffer.from(read.content, "base64").toString()).toBe("y\n");
    }),

  "GraphQL moves refs only from where they were seen, all or none": (place) =>
    apart(place, async ({ rest, at, main, branch, ref }) => {
      const { graphql } = place.octokit;
      const headOf = async () => (await rest.git.getRef({ ...at, ref })).data.object.sha;
      const commit = async (expectedHeadOid: string) => {
        const additions = [{ path: "hello.txt", contents: base64("hi\n") }];
        const to = { repositoryNameWithOwner: `${at.owner}/${at.repo}`, branchName: branch };
        const input = { branch: to, expectedHeadOid, message: { headline: "Say hello" }, fileChanges: { additions } };
        const made = await graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
          "mutation C($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }",
          { input },
        );
        return made.createCommitOnBranch.commit.oid;
      };
      const newer = await commit(main);
      expect((await rest.git.getCommit({ ...at, commit_sha: newer })).data.parents[0]?.sha).toBe(main);
      await expect(commit(main)).rejects.toThrow(/Expected branch to point to/);
      const { node_id: repositoryId } = (await rest.repos.get(at)).data;
      const move = (refUpdates: object[]) =>
        graphql("mutation M($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
          input: { repositoryId, refUpdates },
        });
      const back = { name: `refs/${ref}`, afterOid: main, force: true };
      await expect(move([{ ...back, beforeOid: main }])).rejects.toThrow();
      // The second is there already, and must not be.
      const taken = { name: `refs/${ref}-base`, beforeOid: ZERO, afterOid: main };
      await expect(move([{ ...back, beforeOid: newer }, taken])).rejects.toThrow();
      expect(await headOf()).toBe(newer);
      await move([{ ...back, beforeOid: newer }]);
      expect(await headOf()).toBe(main);
    }),

  "one pull request a branch, merged only at the head that was seen": (place) =>
    apart(place, async ({ rest, at, branch }) => {
      const file = { path: "contract.txt", branch, message: "Change", content: base64("x\n") };
      await rest.repos.createOrUpdateFileContents({ ...at, ...file });
      const wanted = { ...at, title: "Contract", head: branch, base: `${branch}-base` };
      const { number } = (await rest.pulls.create(wanted)).data;
      expect(await statusOf(rest.pulls.create(wanted))).toBe(422);
      expect(await statusOf(rest.pulls.merge({ ...at, pull_number: number, sha: ZERO }))).toBe(409);
      await rest.pulls.update({ ...at, pull_number: number, state: "closed" });
      expect((await rest.pulls.get({ ...at, pull_number: number })).data).toMatchObject({ state: "closed", merged: false });
    }),
};

export const statusOf = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: { status?: number }) => error.status ?? -1,
  );

interface Apart {
  rest: Octokit["rest"];
  at: { owner: string; repo: string };
  /** The head of the default branch, where both branches begin. */
  main: string;
  /** The other one is called the same with `-base` behind it. */
  branch: string;
  ref: string;
}

/** Two branches at the head of the default one, gone afterwards. */
async function apart({ octokit: { rest }, ...at }: ContractPlace, work: (apart: Apart) => Promise<void>): Promise<void> {
  const branch = `slipway-contract-${randomUUID().slice(0, 8)}`;
  const { default_branch } = (await rest.repos.get(at)).data;
  const main = (await rest.git.getRef({ ...at, ref: `heads/${default_branch}` })).data.object.sha;
  const names = [branch, `${branch}-base`];
  try {
    for (const name of names) await rest.git.createRef({ ...at, ref: `refs/heads/${name}`, sha: main });
    await work({ rest, at, main, branch, ref: `heads/${branch}` });
  } finally {
    for (const name of names) await statusOf(rest.git.deleteRef({ ...at, ref: `heads/${name}` }));
  }
}
