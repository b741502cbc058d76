import type { AuditEvent } from "@/lib/audit/event";
import { CHANGELOG_PATHS } from "@/lib/changelog/summarise-changelog";
import { inTransaction } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { listCommitsBetween, listFileCommits } from "@/lib/github/file-history";
import type { Octokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import { type DetectedCandidate, isReleaseBranch } from "../candidates";
import { GENERATED_PATHS, isReleaseTool } from "../release-tool";
import { findKnownFiles } from "./find-known-files";

interface WatchedRepository {
  id: string;
  owner: string;
  name: string;
  defaultBranch: string;
  changelogPath: string | null;
  notesAreGenerated: boolean;
  toolLogins: string[];
}

interface Seen {
  branch: string;
  headSha: string;
}

/**
 * Notices when somebody else than the tool changed a file that the tool writes (B47). A branch that did not move costs
 * no request, one that moved one, and a file that changed two more. What was there when the watch began is no alarm.
 */
export async function watchGeneratedFiles(
  octokit: Octokit,
  repository: WatchedRepository,
  facts: {
    refs: { name: string; sha: string }[];
    releasePulls: { headRef: string; headSha: string }[];
    candidates: DetectedCandidate[];
  },
): Promise<void> {
  if (!repository.notesAreGenerated) {
    // Watched again later, it begins with what is there then.
    await database().watchedFile.deleteMany({ where: { repositoryId: repository.id } });
    return;
  }
  const known = await database().watchedFile.findMany({ where: { repositoryId: repository.id } });
  for (const seen of listWatched(repository, facts)) {
    const before = known.filter(({ branch }) => branch === seen.branch);
    if (before.length > 0 && before.every(({ headSha }) => headSha === seen.headSha)) continue;
    await lookAtBranch(octokit, repository, seen, before, facts.candidates);
  }
}

function listWatched(
  { defaultBranch }: WatchedRepository,
  { refs, releasePulls }: Pick<Parameters<typeof watchGeneratedFiles>[2], "refs" | "releasePulls">,
): Seen[] {
  const branches = refs.flatMap(({ name, sha }) => (name.startsWith("refs/heads/") ? [{ branch: name.slice(11), headSha: sha }] : []));
  const fromPulls = new Set(releasePulls.map(({ headRef }) => headRef));
  return branches.filter(({ branch }) => branch === defaultBranch || isReleaseBranch(branch) || fromPulls.has(branch));
}

async function lookAtBranch(
  octokit: Octokit,
  repository: WatchedRepository,
  { branch, headSha }: Seen,
  before: { path: string; headSha: string; oid: string | null }[],
  candidates: DetectedCandidate[],
): Promise<void> {
  const repositoryId = repository.id;
  const changelogs = repository.changelogPath ? [repository.changelogPath] : CHANGELOG_PATHS;
  const files = await findKnownFiles(octokit, repository, headSha, [...changelogs, ...GENERATED_PATHS]);
  const changelog = changelogs.find((path) => files.has(path));
  for (const path of [...(changelog ? [changelog] : []), ...GENERATED_PATHS]) {
    const oid = files.get(path)?.oid ?? null;
    const last = before.find((row) => row.path === path);
    if (last && last.oid !== oid) await lookAtFile(octokit, repository, { branch, headSha, path, since: last.headSha }, candidates);
    await database().watchedFile.upsert({
      where: { repositoryId_branch_path: { repositoryId, branch, path } },
      create: { repositoryId, branch, path, headSha, oid },
      update: { headSha, oid },
      select: { path: true },
    });
  }
}

async function lookAtFile(
  octokit: Octokit,
  repository: WatchedRepository,
  { branch, headSha, path, since }: Seen & { path: string; since: string },
  candidates: DetectedCandidate[],
): Promise<void> {
  const repositoryId = repository.id;
  const commits = await listFileCommits(octokit, repository, headSha, path);
  const arrived = await listCommitsBetween(octokit, repository, since, headSha);
  const isTool = (login: string) => isReleaseTool(login, repository.toolLogins);
  const edits = (arrived ? commits.filter(({ sha }) => arrived.has(sha)) : commits.slice(0, 1)).filter(({ login }) => !isTool(login));
  const [newest] = commits;
  const version = candidates.find(({ names }) => names.some(({ name }) => name === branch))?.release;
  await inTransaction(async (tx) => {
    const release = version
      ? await tx.release.findUnique({ where: { repositoryId_version: { repositoryId, version } }, select: { id: true } })
      : null;
    const events: AuditEvent[] = [];
    // Oldest first, as they happened; a commit that is on two branches is told of once.
    for (const { sha, login, committedAt } of edits.reverse()) {
      const { count } = await tx.handEdit.createMany({
        data: [{ repositoryId, sha, path, branch, login, committedAt }],
        skipDuplicates: true,
      });
      if (count === 0) continue;
      events.push({
        type: "changelog.generated-file-edited",
        repositoryId,
        ...(release ? { releaseId: release.id } : {}),
        sentence: `Noticed that ${login} edited ${path} by hand in ${sha.slice(0, 7)} on ${branch}`,
        data: { sha, path, branch, login },
      });
    }
    if (newest && isTool(newest.login))
      await tx.handEdit.updateMany({ where: { repositoryId, branch, path, overwrittenAt: null }, data: { overwrittenAt: new Date() } });
    return { value: null, events };
  }, null);
  await announce({ repositoryId, topic: "release" }, { repositoryId, topic: "draft" });
}
