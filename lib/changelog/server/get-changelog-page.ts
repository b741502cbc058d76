import type { Actor } from "@/lib/auth/actor";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CandidateName } from "@/lib/releases/candidates";
import type { ChangelogSummary } from "@/lib/releases/changelog-summary";
import { findReadableRepository } from "@/lib/releases/server/get-repository";
import { listHandEdits } from "@/lib/releases/server/list-hand-edits";
import type { ChangelogPageView } from "../changelog-page-view";
import { decodeFile } from "../encoding";
import { parseChangelog } from "../parse-changelog";
import { sectionText } from "../section-text";
import { explainEditRefusal } from "./edit-refusal";
import { findUndoableCommit } from "./find-undoable-commit";

/** The way into the notes of a release: the open draft, else the candidate whose notes can be opened. */
export async function getChangelogPage(actor: Actor, owner: string, name: string, version: string): Promise<ChangelogPageView> {
  const repository = await findReadableRepository(actor, owner, name);
  const release = await database().release.findUnique({
    where: { repositoryId_version: { repositoryId: repository.id, version } },
    include: {
      candidates: { where: { goneAt: null }, orderBy: { proposedAt: "desc" } },
      drafts: { where: { state: "open" }, orderBy: { updatedAt: "desc" }, take: 1, select: { id: true } },
    },
  });
  if (!release) throw new AppError("not-found", `${owner}/${name} has no release ${version}.`);
  const namesOf = (candidate: { names: unknown }) => candidate.names as CandidateName[];
  const withNotes = release.candidates.filter((candidate) => namesOf(candidate).some(({ kind }) => kind !== "tag"));
  const chosen = withNotes.find(({ type }) => type === "final") ?? withNotes[0] ?? release.candidates[0];
  const role = await getRepositoryRole(actor, repository.id, ROLE_AGE.read);
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    version,
    releaseId: release.id,
    draftId: release.drafts[0]?.id ?? null,
    candidate: chosen ? await toCandidate(repository.id, chosen) : null,
    editRefusal: explainEditRefusal(role, repository),
    undoable: await findUndoableCommit(repository, release.id, role),
    handEdits: await listHandEdits(repository, release.candidates),
  };
}

async function toCandidate(
  repositoryId: string,
  row: { id: string; version: string; sha: string; names: unknown; changelog: unknown },
): Promise<ChangelogPageView["candidate"]> {
  // Both columns are written by sync-repository.ts alone.
  const names = row.names as CandidateName[];
  const summary = row.changelog as ChangelogSummary | null;
  return {
    id: row.id,
    version: row.version,
    sha: row.sha,
    branch: names.find(({ kind }) => kind === "branch")?.name ?? null,
    pullRequest: names.find(({ kind }) => kind === "pull-request")?.number ?? null,
    summary,
    section: summary && "blobOid" in summary ? await readSection(repositoryId, summary, row.version) : null,
  };
}

/** The section as it stands in the file, for people who read only. */
async function readSection(
  repositoryId: string,
  { path, blobOid: oid }: { path: string; blobOid: string },
  version: string,
): Promise<string | null> {
  const blob = await database().fileBlob.findUnique({ where: { repositoryId_oid: { repositoryId, oid } } });
  if (!blob) return null;
  const changelog = parseChangelog(decodeFile(blob.bytes).text, path);
  return sectionText(changelog, version) ?? (changelog.dialect === "unknown" ? changelog.text.slice(0, 20_000) : null);
}
