import type { CommitOutcome, CommitPlan } from "@/lib/changelog/server/commit-effect";
import { database } from "@/lib/db/client";
import { findAccount } from "@/lib/github/accounts";
import { readCommitHands } from "@/lib/github/commit-hands";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import type { Account, Hand } from "../policy";
import { type DecisionRow, shortRef } from "./decision-row";

type Subject = Pick<DecisionRow, "releaseId" | "refName" | "release">;

/**
 * Everybody who had a hand in a commit and in proposing it: its author and committer, those of the commits below it on which its
 * notes were put here, who put them there, who opened its pull request.
 */
export async function readHands(decision: Subject, sha: string): Promise<Hand[]> {
  const { repository } = decision.release;
  const octokit = installationOctokit(Number(repository.installationId));
  const { commits, notes } = await listNotedCommits(decision, sha);
  const ofCommits: Hand[] = [];
  for (const commit of commits) ofCommits.push(...(await readCommitPeople(repository, commit)));
  const [writers, pull] = await Promise.all([listWriters(notes), findPull(decision, sha)]);
  const opener = pull && (await callGithub("find who opened the pull request", () => findAccount(octokit, pull.author)));
  return [...ofCommits, ...writers, ...(pull && opener ? [toOpener(opener, pull.number)] : [])];
}

/** The same as far as the database knows, for a page that does not wait for GitHub. */
export async function findKnownHands(decision: Subject, sha: string, reader: Account): Promise<Hand[]> {
  const { commits, notes } = await listNotedCommits(decision, sha);
  const [known, writers, pull] = await Promise.all([
    database().commitHands.findMany({ where: { repositoryId: decision.release.repositoryId, sha: { in: commits } } }),
    listWriters(notes),
    findPull(decision, sha),
  ]);
  const isOwn = pull?.author.toLowerCase() === reader.login.toLowerCase();
  const ofCommits = known.flatMap(({ hands }) => hands as unknown as Hand[]);
  return [...ofCommits, ...writers, ...(pull && isOwn ? [toOpener(reader, pull.number)] : [])];
}

/** A commit of notes that was made here. */
interface NotesCommit {
  sha: string;
  mode: CommitPlan["mode"];
  /** The commit that it was put on, or that it replaced. */
  head: string;
  actorId: string | null;
}

/**
 * From a commit down through the notes that were put on it here, to the release commit below them: the commits whose people count,
 * and the commits of notes. One that was amended is gone, and GitHub may have thrown it away; its author lives on in the new one.
 */
async function listNotedCommits({ releaseId }: Subject, sha: string): Promise<{ commits: string[]; notes: NotesCommit[] }> {
  const effects = await database().effect.findMany({ where: { releaseId, kind: "changelog-commit", state: "done" } });
  const made = effects.map(({ plan, result, actorId }): NotesCommit => {
    // Written by commit-effect.ts alone.
    const { mode, head } = plan as unknown as CommitPlan;
    return { sha: (result as unknown as CommitOutcome).sha, mode, head, actorId };
  });
  const commits = [sha];
  const notes: NotesCommit[] = [];
  for (let at = made.find((one) => one.sha === sha); at && !notes.includes(at); ) {
    const { mode, head } = at;
    notes.push(at);
    if (mode === "commit") commits.push(head);
    at = made.find((one) => one.sha === head);
  }
  return { commits, notes };
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
async function listWriters(notes: NotesCommit[]): Promise<Hand[]> {
  const users = await database().user.findMany({ where: { id: { in: notes.flatMap(({ actorId }) => actorId ?? []) } } });
  return users.map(({ id, githubId, login }) => {
    const sha = notes.find(({ actorId }) => actorId === id)?.sha ?? "";
    return { githubId: String(githubId), login, part: `the one who committed the notes of ${sha.slice(0, 7)}` };
  });
}

const findPull = ({ refName, release: { repositoryId } }: Subject, sha: string) =>
  database().pullRequest.findFirst({ where: { repositoryId, headRef: shortRef(refName), headSha: sha } });

const toOpener = ({ githubId, login }: Account, number: number): Hand => ({ githubId, login, part: `the author of #${number}` });
