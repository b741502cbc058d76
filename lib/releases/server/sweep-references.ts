import { listReferencedNumbers } from "@/lib/changelog/referenced-pull";
import { readNotes } from "@/lib/changelog/server/draft-row";
import { database } from "@/lib/db/client";
import { githubError } from "@/lib/github/github-error";
import { isHeldBack } from "@/lib/github/held-back";
import { installationOctokit } from "@/lib/github/octokit";
import { NUMBERS_PER_REQUEST, readReferenced } from "@/lib/github/referenced";
import { announce } from "@/lib/live/announce";

/** What is known of a number for longer is asked for again, in case a webhook never came. */
const FRESH_MILLISECONDS = 86_400_000;
/** Requests of one sweep; a larger draft goes on in the next, a moment later. */
const MOST_REQUESTS = 10;

interface Target {
  id: string;
  nodeId: string;
  owner: string;
  name: string;
  installationId: bigint;
}

/**
 * Reads what stands behind the numbers that open drafts refer to: those never read, told of as changed, or old. Each
 * request's answer is kept at once, so that a failure goes on from there. True while there is more.
 */
export async function sweepReferences(repository: Target): Promise<boolean> {
  const { id: repositoryId, nodeId, owner, name } = repository;
  const due = await listDueNumbers(repositoryId);
  try {
    for (let request = 0; request < MOST_REQUESTS && request * NUMBERS_PER_REQUEST < due.length; request++) {
      const start = request * NUMBERS_PER_REQUEST;
      await readNumbers(repository, nodeId, due.slice(start, start + NUMBERS_PER_REQUEST));
    }
    await setProblem(repositoryId, null);
  } catch (error) {
    if (!isHeldBack(error)) await setProblem(repositoryId, githubError(error, `read the pull requests of ${owner}/${name}`).message);
    throw error;
  } finally {
    if (due.length > 0) await announce({ repositoryId, topic: "pulls" });
  }
  return due.length > MOST_REQUESTS * NUMBERS_PER_REQUEST;
}

async function readNumbers({ id: repositoryId, installationId }: Target, nodeId: string, numbers: number[]): Promise<void> {
  const readAt = new Date();
  for (const { number, ...facts } of await readReferenced(installationOctokit(Number(installationId)), nodeId, numbers))
    await database().referencedPull.upsert({
      where: { repositoryId_number: { repositoryId, number } },
      create: { repositoryId, number, ...facts, readAt },
      update: { ...facts, readAt },
      select: { number: true },
    });
}

async function listDueNumbers(repositoryId: string): Promise<number[]> {
  const drafts = await database().draft.findMany({
    where: { state: "open", release: { repositoryId } },
    select: { notes: true, entries: true },
  });
  const numbers = [...new Set(drafts.flatMap((draft) => listReferencedNumbers(readNotes(draft))))];
  const known = await database().referencedPull.findMany({
    where: { repositoryId, number: { in: numbers }, readAt: { gt: new Date(Date.now() - FRESH_MILLISECONDS) } },
    select: { number: true, readAt: true, changedAt: true },
  });
  const isFresh = new Set(known.filter(({ readAt, changedAt }) => !changedAt || changedAt < readAt).map(({ number }) => number));
  return numbers.filter((number) => !isFresh.has(number));
}

async function setProblem(repositoryId: string, problem: string | null): Promise<void> {
  await database().sweep.updateMany({ where: { repositoryId, resource: "references" }, data: { problem } });
}
