import { database } from "@/lib/db/client";
import { type ChecksPage, listChecksOfCommit } from "@/lib/github/checks";
import { githubStatus } from "@/lib/github/github-error";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import { type Check, isJob } from "../checks";
import { mirrorCheck } from "./mirror-checks";
import type { Mirrored } from "./mirror-runs";
import { isInFlight } from "./open-releases";

const SOURCES: Check["source"][] = ["check-run", "status"];
/** Commits of one sweep, newest first; those before them are of the past. */
const MOST_COMMITS = 20;
/** GitHub lists the newest thousand check runs of a commit. */
const MOST_PAGES = 10;
/** Nobody waits for a check that has said nothing for this long. */
const ALIVE_MILLISECONDS = 86_400_000;
const PAGE_MILLISECONDS = 20_000;
const SOON_MILLISECONDS = 10 * 60_000;

interface Target {
  id: string;
  owner: string;
  name: string;
  installationId: bigint;
}

/**
 * Asks for the checks of every candidate that is open, page by page, each only if it has changed; soon after such a look
 * only for those that something still runs on, or that were never read. True while something runs.
 */
export async function sweepChecks(repository: Target, checkedAt: Date | null): Promise<boolean> {
  const { id: repositoryId, installationId } = repository;
  const octokit = installationOctokit(Number(installationId));
  const open = await listOpenCommits(repositoryId);
  const isSoon = checkedAt !== null && Date.now() - checkedAt.getTime() < SOON_MILLISECONDS;
  const shas = isSoon ? [...(await listAliveCommits(repositoryId, open)), ...(await listUnread(repositoryId, open))] : open;
  let hasChanged = false;
  for (const sha of new Set(shas)) for (const source of SOURCES) if (await readChecks(octokit, repository, sha, source)) hasChanged = true;
  if (hasChanged) await announce({ repositoryId, topic: "runs" });
  return (await listAliveCommits(repositoryId, open)).length > 0;
}

/** Those of the commits whose checks were never read, or are to be read anew. */
async function listUnread(repositoryId: string, shas: string[]): Promise<string[]> {
  const pages = await database().checkPage.findMany({
    where: { repositoryId, sha: { in: shas } },
    select: { sha: true },
    distinct: ["sha"],
  });
  return shas.filter((sha) => !pages.some((page) => page.sha === sha));
}

/** Has the checks of a commit read anew by the next sweep. */
export async function forgetCheckPages(repositoryId: string, sha: string): Promise<void> {
  await database().checkPage.deleteMany({ where: { repositoryId, sha } });
}

/** Those of the commits on which a check of another App still runs. */
async function listAliveCommits(repositoryId: string, shas: string[]): Promise<string[]> {
  const since = new Date(Date.now() - ALIVE_MILLISECONDS);
  const alive = { repositoryId, sha: { in: shas }, status: { not: "completed" }, OR: [{ startedAt: null }, { startedAt: { gt: since } }] };
  const checks = await database().check.findMany({ where: alive, select: { sha: true }, distinct: ["sha"] });
  return checks.map(({ sha }) => sha);
}

async function listOpenCommits(repositoryId: string): Promise<string[]> {
  const candidates = await database().candidate.findMany({
    where: { goneAt: null, release: { repositoryId, ...isInFlight() } },
    select: { sha: true },
    orderBy: { proposedAt: "desc" },
    take: MOST_COMMITS,
  });
  return [...new Set(candidates.map(({ sha }) => sha))];
}

/** True when something about them is new. */
async function readChecks(octokit: Octokit, repository: Target, sha: string, source: Check["source"]): Promise<boolean> {
  const place = { repositoryId: repository.id, sha, source };
  const startedAt = new Date();
  let [hasChanged, isUnchanged] = [false, true];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const where = { repositoryId_sha_source_page: { ...place, page } };
    const known = await database().checkPage.findUnique({ where, select: { etag: true, hasNext: true } });
    const askedAt = new Date();
    const answer = await listChecksOfCommit(octokit, repository, { ...place, page }, known).catch((error: unknown) => {
      // A commit that was taken away meanwhile has no checks; the next read of the repository notices.
      if (githubStatus(error) === 422) return null;
      throw error;
    });
    if (!answer) return hasChanged;
    if (answer.checks) {
      isUnchanged = false;
      if (await takePage({ ...place, page }, { ...answer, checks: answer.checks }, askedAt)) hasChanged = true;
    }
    if (!answer.hasNext) break;
  }
  // "Not modified" is GitHub's word that all of them are as we hold them.
  if (isUnchanged) await database().check.updateMany({ where: { ...place, checkedAt: { lt: startedAt } }, data: { checkedAt: startedAt } });
  return hasChanged;
}

/** Takes a page over with its ETag, both or none; one that a webhook overtook is read anew the next time. */
function takePage(
  place: { repositoryId: string; sha: string; source: string; page: number },
  { checks, etag, hasNext }: ChecksPage & { checks: Check[] },
  askedAt: Date,
): Promise<boolean> {
  return database().$transaction(
    async (tx) => {
      const outcomes = new Set<Mirrored>();
      for (const check of checks.filter((candidate) => !isJob(candidate)))
        outcomes.add(await mirrorCheck(tx, place.repositoryId, check, "sweep", askedAt));
      const data = { etag: outcomes.has("doubtful") ? null : etag, hasNext };
      const where = { repositoryId_sha_source_page: place };
      await tx.checkPage.upsert({ where, create: { ...place, ...data }, update: data, select: { page: true } });
      return outcomes.has("changed");
    },
    { timeout: PAGE_MILLISECONDS },
  );
}
