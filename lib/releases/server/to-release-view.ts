import type { Light } from "@/lib/runs/judge-lights";
import { summariseChecks } from "@/lib/runs/run-state";
import type { CandidateName } from "../candidates";
import type { ChangelogSummary } from "../changelog-summary";
import { nextStep } from "../next-step";
import type { CandidateView, ReleaseView } from "../release-views";
import { compareVersions, parseVersion, type VersionType } from "../version";

interface CandidateRow {
  id: string;
  version: string;
  type: string;
  sha: string;
  names: unknown;
  subject: string;
  author: string;
  proposedAt: Date;
  changelog: unknown;
  goneAt: Date | null;
}

export interface ReleaseRow {
  id: string;
  version: string;
  publishedAt: Date | null;
  entryCount: number | null;
  candidates: CandidateRow[];
}

/** Database rows → what screens show: candidates newest first, each with its checks and its next step. */
export function toReleaseView(row: ReleaseRow, runs: Light[]): ReleaseView {
  const candidates = [...row.candidates].sort(byNewest);
  const newest = candidates.find(({ goneAt }) => goneAt === null);
  return {
    id: row.id,
    version: row.version,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    entryCount: row.entryCount,
    candidates: candidates.map((candidate) =>
      toCandidateView(candidate, runs, { isSuperseded: candidate.id !== newest?.id, isPublished: row.publishedAt !== null }),
    ),
  };
}

function toCandidateView(
  row: CandidateRow,
  runs: Light[],
  { isSuperseded, isPublished }: { isSuperseded: boolean; isPublished: boolean },
): CandidateView {
  // Written by sync-repository.ts alone, so the shapes are known.
  const names = row.names as CandidateName[];
  const changelog = row.changelog as ChangelogSummary | null;
  const type = row.type as VersionType;
  const checks = summariseChecks(runs.filter(({ headSha }) => headSha === row.sha));
  return {
    id: row.id,
    version: row.version,
    type,
    sha: row.sha,
    names,
    subject: row.subject,
    author: row.author,
    proposedAt: row.proposedAt.toISOString(),
    isGone: row.goneAt !== null,
    checks,
    changelog,
    next: nextStep({ type, names, checks, changelog, isSuperseded, isPublished }),
  };
}

/** By version, then by time: a final stands above its candidates, a candidate that is gone below those that are not. */
function byNewest(a: CandidateRow, b: CandidateRow): number {
  if ((a.goneAt === null) !== (b.goneAt === null)) return a.goneAt === null ? -1 : 1;
  const [versionA, versionB] = [parseVersion(a.version), parseVersion(b.version)];
  const byVersion = versionA && versionB ? compareVersions(versionB, versionA) : 0;
  return byVersion || b.proposedAt.getTime() - a.proposedAt.getTime();
}
