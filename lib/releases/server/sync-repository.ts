import type { AuditEvent } from "@/lib/audit/event";
import { followProposals } from "@/lib/changelog/server/follow-proposals";
import { CHANGELOG_PATHS, countReleasedEntries, summariseChangelog } from "@/lib/changelog/summarise-changelog";
import { inTransaction } from "@/lib/command/command";
import { database, type Tx } from "@/lib/db/client";
import { listOpenPulls, listRunsOfCommit } from "@/lib/github/actions";
import { LARGEST_FILE } from "@/lib/github/files";
import { githubError } from "@/lib/github/github-error";
import { isHeldBack } from "@/lib/github/held-back";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { type GithubRef, listRefs } from "@/lib/github/refs";
import { readRepositoryByNode } from "@/lib/github/repositories";
import { readReviews } from "@/lib/github/review-state";
import { announce } from "@/lib/live/announce";
import { commitsToRead, type DetectedCandidate, detectCandidates, isReleasePull, releaseSortKey } from "../candidates";
import type { ChangelogSummary } from "../changelog-summary";
import { readVersionFile, VERSION_FILES } from "../read-version-file";
import { parseVersion } from "../version";
import { findKnownFiles } from "./find-known-files";
import { freeName } from "./free-name";
import { mirrorRun } from "./mirror-runs";
import { readFileText } from "./read-file-text";
import { watchGeneratedFiles } from "./watch-generated-files";

/** Candidates older than this are read once and then left alone. */
const RECENT_MILLISECONDS = 120 * 86_400_000;

interface Target {
  id: string;
  githubId: bigint;
  nodeId: string;
  owner: string;
  name: string;
  changelogPath: string | null;
  notesAreGenerated: boolean;
  toolLogins: string[];
}

/**
 * Reads a whole repository: its refs, release pull requests, version files and changelogs, and brings releases and
 * candidates up to date. A failure is kept as a sentence for the page; what was known stays.
 */
export async function syncRepository(repositoryId: string): Promise<void> {
  const repository = await database().repository.findUnique({ where: { id: repositoryId } });
  if (!repository) return;
  try {
    await readAll(repository, installationOctokit(Number(repository.installationId)));
  } catch (error) {
    // That GitHub is away or asks to wait is nothing about this repository: the banner and the administration page say it.
    if (isHeldBack(error)) throw error;
    const problem = githubError(error, `read ${repository.owner}/${repository.name}`).message;
    await database().repository.update({ where: { id: repositoryId }, data: { syncProblem: problem }, select: { id: true } });
    await announce({ repositoryId, topic: "repository" });
    throw error;
  }
}

async function readAll(target: Target, octokit: Octokit): Promise<void> {
  const { id: repositoryId } = target;
  // By its id first: a repository may have been renamed, and its old name may belong to another one now.
  const current = await readRepositoryByNode(octokit, target.nodeId);
  const repository = { ...target, owner: current.owner, name: current.name };
  const [refs, pulls] = await Promise.all([listRefs(octokit, repository), listOpenPulls(octokit, repository)]);
  const versionAt = await readVersions(octokit, repository, commitsToRead({ refs, pulls, defaultBranch: current.defaultBranch }));
  const candidates = detectCandidates({ refs, pulls, defaultBranch: current.defaultBranch, versionAt });
  const finals = new Map(candidates.filter(isFinalTag).map((candidate) => [candidate.release, candidate]));
  const summaries = await readSummaries(
    octokit,
    repository,
    candidates.filter((candidate) => !finals.has(candidate.release)),
  );
  const released = await readReleasedEntries(octokit, repository, refs, current.defaultBranch);
  const releasePulls = await withReviews(octokit, repository, pulls.filter(isReleasePull));

  await inTransaction(async (tx) => {
    await freeName(tx, { ...current, githubId: target.githubId });
    await tx.repository.update({
      where: { id: repositoryId },
      data: {
        owner: current.owner,
        name: current.name,
        nodeId: current.nodeId,
        description: current.description,
        isPrivate: current.isPrivate,
        defaultBranch: current.defaultBranch,
        syncedAt: new Date(),
        syncProblem: null,
      },
      select: { id: true },
    });
    await mirrorRefs(tx, repositoryId, refs);
    await tx.pullRequest.deleteMany({ where: { repositoryId } });
    await tx.pullRequest.createMany({ data: releasePulls.map((pull) => ({ ...pull, repositoryId })) });
    const events = await saveReleases(tx, repositoryId, candidates, finals, released, summaries);
    return { value: null, events };
  }, null);
  await announce({ repositoryId, topic: "repository" }, { repositoryId, topic: "release" });

  await followProposals(octokit, repository, new Set(pulls.map(({ number }) => number)));
  await watchGeneratedFiles(
    octokit,
    { ...repository, defaultBranch: current.defaultBranch },
    { refs, releasePulls: pulls.filter(isReleasePull), candidates },
  );
  await readCandidateRuns(
    octokit,
    repository,
    candidates.filter(({ release }) => !finals.has(release)),
  );
  // What Apps said of a commit before it became a candidate was left alone.
  await database().sweep.updateMany({ where: { repositoryId, resource: "checks" }, data: { nextAt: new Date() } });
  await announce({ repositoryId, topic: "runs" });
}

/**
 * Every run of the newest candidate of each release, whatever is known: a light must not be green because a red run was
 * never read. Older candidates are read once.
 */
async function readCandidateRuns(octokit: Octokit, repository: Target, candidates: DetectedCandidate[]): Promise<void> {
  const recent = candidates.filter(({ proposedAt }) => Date.now() - proposedAt.getTime() < RECENT_MILLISECONDS);
  const newestFirst = [...recent].sort((a, b) => b.proposedAt.getTime() - a.proposedAt.getTime());
  const known = await database().workflowRun.findMany({
    where: { repositoryId: repository.id },
    select: { headSha: true },
    distinct: ["headSha"],
  });
  const isNewest = (candidate: DetectedCandidate) => newestFirst.find(({ release }) => release === candidate.release) === candidate;
  for (const candidate of newestFirst.slice(0, 40)) {
    if (!isNewest(candidate) && known.some(({ headSha }) => headSha === candidate.sha)) continue;
    const askedAt = new Date();
    for (const run of await listRunsOfCommit(octokit, repository, candidate.sha))
      await database().$transaction((tx) => mirrorRun(tx, repository.id, run, "sweep", askedAt));
  }
}

const isFinalTag = ({ version, names }: DetectedCandidate) => version.type === "final" && names.some(({ kind }) => kind === "tag");

/** Release pull requests with where people stand on them: a request each, and few are open at a time. */
async function withReviews<Pull extends { number: number }>(octokit: Octokit, repository: Target, pulls: Pull[]) {
  const reviewed: (Pull & { reviews: { login: string; state: string; sha: string | null }[] })[] = [];
  for (const pull of pulls) {
    const reviews = await readReviews(octokit, repository, pull.number);
    reviewed.push({ ...pull, reviews: reviews.map(({ login, state, sha }) => ({ login, state, sha })) });
  }
  return reviewed;
}

async function readVersions(octokit: Octokit, repository: Target, shas: string[]): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const sha of shas) {
    const files = await findKnownFiles(octokit, repository, sha, [...VERSION_FILES]);
    for (const path of VERSION_FILES) {
      const oid = files.get(path)?.oid;
      const version = oid ? readVersionFile(path, (await readFileText(octokit, repository, oid)).text) : null;
      if (!version || !parseVersion(version)) continue;
      versions.set(sha, version);
      break;
    }
  }
  return versions;
}

async function readSummaries(
  octokit: Octokit,
  repository: Target,
  candidates: DetectedCandidate[],
): Promise<Map<string, ChangelogSummary>> {
  const summaries = new Map<string, ChangelogSummary>();
  const paths = repository.changelogPath ? [repository.changelogPath] : CHANGELOG_PATHS;
  const recent = candidates.filter(({ proposedAt }) => Date.now() - proposedAt.getTime() < RECENT_MILLISECONDS);
  for (const { sha, version } of recent) {
    const files = await findKnownFiles(octokit, repository, sha, paths);
    const path = paths.find((candidate) => files.has(candidate));
    const file = path && files.get(path);
    if (!path || !file) summaries.set(sha, { state: "missing", lookedFor: paths });
    else if (file.byteSize > LARGEST_FILE) summaries.set(sha, { state: "unknown-dialect", path, blobOid: file.oid, why: "too-large" });
    else {
      const { text } = await readFileText(octokit, repository, file.oid);
      summaries.set(sha, summariseChangelog(text, version, { path, blobOid: file.oid }));
    }
  }
  return summaries;
}

async function readReleasedEntries(octokit: Octokit, repository: Target, refs: GithubRef[], defaultBranch: string) {
  const head = refs.find(({ name }) => name === `refs/heads/${defaultBranch}`);
  if (!head) return new Map<string, { entries: number; date: string | null }>();
  const paths = repository.changelogPath ? [repository.changelogPath] : CHANGELOG_PATHS;
  const files = await findKnownFiles(octokit, repository, head.sha, paths);
  const file = paths.map((path) => files.get(path)).find(Boolean);
  return file && file.byteSize <= LARGEST_FILE
    ? countReleasedEntries((await readFileText(octokit, repository, file.oid)).text)
    : new Map<string, { entries: number; date: string | null }>();
}

async function mirrorRefs(tx: Tx, repositoryId: string, refs: GithubRef[]): Promise<void> {
  await tx.gitRef.deleteMany({ where: { repositoryId } });
  await tx.gitRef.createMany({ data: refs.map((ref) => ({ ...ref, repositoryId })) });
}

/** Writes releases and candidates; everything new or gone becomes an audit event of Slipway itself. */
async function saveReleases(
  tx: Tx,
  repositoryId: string,
  candidates: DetectedCandidate[],
  finals: Map<string, DetectedCandidate>,
  released: Map<string, { entries: number; date: string | null }>,
  summaries: Map<string, ChangelogSummary>,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  const known = new Map(
    (await tx.release.findMany({ where: { repositoryId }, include: { candidates: true } })).map((release) => [release.version, release]),
  );
  const isFirstRead = known.size === 0;
  const versions = new Set([...candidates.map(({ release }) => release), ...released.keys()]);
  // A release whose last ref is gone is looked at too, so that its candidates go on record as gone.
  for (const version of new Set([...versions, ...known.keys()])) {
    const own = candidates.filter(({ release }) => release === version);
    const section = released.get(version);
    // A section without any tag or branch is a release of the time before tags.
    const published = finals.get(version)?.proposedAt ?? (own.length === 0 && section?.date ? new Date(section.date) : null);
    const before = known.get(version);
    const isSeen = versions.has(version);
    const data = {
      publishedAt: isSeen ? published : (before?.publishedAt ?? null),
      entryCount: section?.entries ?? before?.entryCount ?? null,
    };
    const releaseId = before
      ? (await tx.release.update({ where: { id: before.id }, data, select: { id: true } })).id
      : (await tx.release.create({ data: { repositoryId, version, sortKey: releaseSortKey(version), ...data }, select: { id: true } })).id;
    if (!before && !published)
      events.push({ type: "release.discovered", repositoryId, releaseId, sentence: `Found the release ${version}` });
    for (const candidate of own) {
      const changelog = summaries.get(candidate.sha);
      const values = {
        version: candidate.version.text,
        type: candidate.version.type,
        names: candidate.names.map((name) => ({ ...name })),
        subject: candidate.subject,
        author: candidate.author,
        proposedAt: candidate.proposedAt,
        goneAt: null,
        ...(changelog ? { changelog } : {}),
      };
      await tx.candidate.upsert({
        where: { releaseId_sha: { releaseId, sha: candidate.sha } },
        create: { releaseId, sha: candidate.sha, ...values },
        update: values,
        select: { id: true },
      });
      const isNew = !before?.candidates.some(({ sha }) => sha === candidate.sha);
      if (isNew && !published && !(isFirstRead && candidate.version.type === "final"))
        events.push({
          type: "candidate.discovered",
          repositoryId,
          releaseId,
          sentence: `Found the candidate ${candidate.version.text} at ${candidate.sha.slice(0, 7)}, by ${candidate.names.map(({ kind, name }) => `${kind === "pull-request" ? "pull request" : kind} ${name}`).join(" and ")}`,
          data: { sha: candidate.sha, version: candidate.version.text },
        });
    }
    for (const gone of before?.candidates.filter(({ sha, goneAt }) => !goneAt && !own.some((candidate) => candidate.sha === sha)) ?? []) {
      await tx.candidate.update({ where: { id: gone.id }, data: { goneAt: new Date() }, select: { id: true } });
      events.push({
        type: "candidate.gone",
        repositoryId,
        releaseId,
        sentence: `No branch or tag points at ${gone.version} (${gone.sha.slice(0, 7)}) any more`,
        data: { sha: gone.sha, version: gone.version },
      });
    }
  }
  return events;
}
