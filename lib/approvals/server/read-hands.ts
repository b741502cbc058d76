import { database } from "@/lib/db/client";
import { findAccount } from "@/lib/github/accounts";
import { readCommitHands } from "@/lib/github/commit-hands";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import type { Account, Hand } from "../policy";
import { type DecisionRow, shortRef } from "./decision-row";

type Subject = Pick<DecisionRow, "releaseId" | "refName" | "release">;

/** Everybody who had a hand in a commit and in proposing it: its author and committer, who wrote its notes here, who opened its pull request. */
export async function readHands(decision: Subject, sha: string): Promise<Hand[]> {
  const { repository } = decision.release;
  const octokit = installationOctokit(Number(repository.installationId));
  const [ofCommit, writers, pull] = await Promise.all([
    readCommitPeople(repository, sha),
    listWriters(decision, sha),
    findPull(decision, sha),
  ]);
  const opener = pull && (await callGithub("find who opened the pull request", () => findAccount(octokit, pull.author)));
  return [...ofCommit, ...writers, ...(pull && opener ? [toOpener(opener, pull.number)] : [])];
}

/** The same as far as the database knows, for a page that does not wait for GitHub. */
export async function findKnownHands(decision: Subject, sha: string, reader: Account): Promise<Hand[]> {
  const key = { repositoryId: decision.release.repositoryId, sha };
  const [known, writers, pull] = await Promise.all([
    database().commitHands.findUnique({ where: { repositoryId_sha: key } }),
    listWriters(decision, sha),
    findPull(decision, sha),
  ]);
  const isOwn = pull?.author.toLowerCase() === reader.login.toLowerCase();
  return [...((known?.hands ?? []) as unknown as Hand[]), ...writers, ...(pull && isOwn ? [toOpener(reader, pull.number)] : [])];
}

/** A commit's people never change, so GitHub is asked once. */
async function readCommitPeople(repository: DecisionRow["release"]["repository"], sha: string): Promise<Hand[]> {
  const key = { repositoryId: repository.id, sha };
  const known = await database().commitHands.findUnique({ where: { repositoryId_sha: key } });
  if (known) return known.hands as unknown as Hand[];
  const octokit = installationOctokit(Number(repository.installationId));
  const hands = await callGithub("say who wrote the commit", () => readCommitHands(octokit, repository, sha));
  await database().commitHands.createMany({ data: [{ ...key, hands: hands.map((hand) => ({ ...hand })) }], skipDuplicates: true });
  return hands;
}

/** Who committed the notes here: an amended commit keeps its author, and GitHub may not know its committer. */
async function listWriters({ releaseId }: Subject, sha: string): Promise<Hand[]> {
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

const findPull = ({ refName, release: { repositoryId } }: Subject, sha: string) =>
  database().pullRequest.findFirst({ where: { repositoryId, headRef: shortRef(refName), headSha: sha } });

const toOpener = ({ githubId, login }: Account, number: number): Hand => ({ githubId, login, part: `the author of #${number}` });
