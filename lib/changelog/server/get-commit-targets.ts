import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { readBranchRules } from "@/lib/github/branch-rules";
import { callGithub } from "@/lib/github/github-error";
import { findRelease } from "@/lib/github/github-releases";
import { freeBranchName } from "../branch-name";
import type { CommitTargets, ReleaseTarget } from "../commit-targets";
import { listFinalTags, proposeTag } from "../release-tag";
import { repositoryOfDraft, TEXT } from "./draft-row";

/** What stands open to a draft: rules of its branch, workflows that will start, a free branch name. One request to GitHub. */
export async function getCommitTargets(actor: Actor, draftId: string): Promise<CommitTargets> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.read);
  const draft = await database().draft.findUniqueOrThrow({
    where: { id: draftId },
    include: { release: { include: { repository: true } } },
    omit: TEXT,
  });
  const { branch, version, release } = draft;
  const octokit = await octokitOf(actor.id);
  const rules = await callGithub("read the branch's rules", () => readBranchRules(octokit, release.repository, branch));
  const refs = await database().gitRef.findMany({ where: { repositoryId }, select: { name: true }, orderBy: { committedAt: "asc" } });
  const namesUnder = (prefix: string) => refs.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const direct = rules.mayPush ? null : `${branch} takes changes by pull request only.`;
  return {
    amendRefusal: direct ?? (rules.mayForce ? null : `The rules of ${branch} forbid to rewrite it.`),
    commitRefusal: direct,
    pushWorkflows: await listWorkflows(repositoryId, { event: "push", branch }),
    pullWorkflows: await listWorkflows(repositoryId, { event: "pull_request" }),
    branchName: freeBranchName(`notes/${version}`, new Set(namesUnder("refs/heads/"))),
    tag: proposeTag(version, listFinalTags(namesUnder("refs/tags/"))),
  };
}

/** The GitHub Release of a tag, with the person's own eyes: drafts are shown to who may write. */
export async function getReleaseTarget(actor: Actor, draftId: string, tag: string): Promise<ReleaseTarget> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.read);
  const repository = await database().repository.findUniqueOrThrow({ where: { id: repositoryId } });
  const octokit = await octokitOf(actor.id);
  const found = await callGithub("list the GitHub Releases", () => findRelease(octokit, repository, tag));
  return found && { body: found.body, isDraft: found.isDraft, url: found.url };
}

/** Names of workflows that were seen to run for an event, as the mirror knows them. */
async function listWorkflows(repositoryId: string, where: { event: string; branch?: string }): Promise<string[]> {
  const runs = await database().workflowRun.findMany({
    where: { repositoryId, ...where },
    select: { workflowName: true },
    distinct: ["workflowName"],
    orderBy: { workflowName: "asc" },
  });
  return runs.map(({ workflowName }) => workflowName);
}
