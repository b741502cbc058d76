import { database } from "@/lib/db/client";
import { findAccount } from "@/lib/github/accounts";
import { readCommitHands } from "@/lib/github/commit-hands";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import type { Hand } from "../policy";
import { type DecisionRow, shortRef } from "./decision-row";

/** Everybody who had a hand in a commit and in proposing it: its author and committer, who wrote its notes here, who opened its pull request. */
export async function readHands({ releaseId, refName, release: { repository } }: DecisionRow, sha: string): Promise<Hand[]> {
  const [ofCommit, writers, pull] = await Promise.all([
    readKnownHands(repository, sha),
    listWriters(releaseId, sha),
    database().pullRequest.findFirst({ where: { repositoryId: repository.id, headRef: shortRef(refName), headSha: sha } }),
  ]);
  const octokit = installationOctokit(Number(repository.installationId));
  const opener = pull && (await callGithub("find who opened the pull request", () => findAccount(octokit, pull.author)));
  const ofPull = pull && opener ? [{ githubId: opener.githubId, login: opener.login, part: `the author of #${pull.number}` }] : [];
  return [...ofCommit, ...writers, ...ofPull];
}

/** A commit's people never change, so GitHub is asked once. */
async function readKnownHands(repository: DecisionRow["release"]["repository"], sha: string): Promise<Hand[]> {
  const key = { repositoryId: repository.id, sha };
  const known = await database().commitHands.findUnique({ where: { repositoryId_sha: key } });
  if (known) return known.hands as unknown as Hand[];
  const octokit = installationOctokit(Number(repository.installationId));
  const hands = await callGithub("say who wrote the commit", () => readCommitHands(octokit, repository, sha));
  await database().commitHands.createMany({ data: [{ ...key, hands: hands.map((hand) => ({ ...hand })) }], skipDuplicates: true });
  return hands;
}

/** Who committed the notes here: an amended commit keeps its author, and GitHub may not know its committer. */
async function listWriters(releaseId: string, sha: string): Promise<Hand[]> {
  const effects = await database().effect.findMany({
    where: { releaseId, kind: "changelog-commit", state: "done", result: { path: ["sha"], equals: sha } },
    select: { actorId: true },
  });
  const ids = effects.flatMap(({ actorId }) => actorId ?? []);
  const users = await database().user.findMany({ where: { id: { in: ids } } });
  return users.map(({ githubId, login }) => ({
    githubId: String(githubId),
    login,
    part: `the one who committed the notes of ${sha.slice(0, 7)}`,
  }));
}
