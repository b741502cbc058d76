import { z } from "zod";
import { command } from "@/lib/command/command";
import { database, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CandidateName } from "@/lib/releases/candidates";
import type { ChangelogSummary } from "@/lib/releases/changelog-summary";
import { isoDay } from "@/lib/releases/iso-day";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "../consolidate";
import { decodeFile } from "../encoding";
import { parseChangelog } from "../parse-changelog";
import { notesColumns, toJson } from "./draft-row";
import { requireHandWritten } from "./edit-refusal";

const input = z.object({ releaseId: z.uuid(), candidateId: z.uuid() });

/** Opens the notes of a candidate for editing: consolidates its changelog, or finds the draft that is open already. */
export const openDraft = command({
  permission: "changelog.edit",
  input,
  repositoryOf: async ({ releaseId }) => {
    const release = await database().release.findUnique({ where: { id: releaseId }, select: { repositoryId: true } });
    if (!release) throw new AppError("not-found", "This release is not there, or you may not see it.");
    return release.repositoryId;
  },
  async run({ tx, actor, now }, { releaseId, candidateId }) {
    const candidate = await findStanding(tx, releaseId, candidateId);
    const branch = (candidate?.names as CandidateName[] | undefined)?.find(({ kind }) => kind === "branch")?.name;
    const summary = candidate?.changelog as ChangelogSummary | null | undefined;
    const version = candidate && parseVersion(candidate.version);
    if (!candidate || !version) throw new AppError("not-found", "This candidate is not there.");
    requireHandWritten(candidate.release.repository);
    if (!branch || candidate.goneAt) throw new AppError("blocked", "Notes are edited on a branch, and no branch points at this candidate.");
    if (!summary || !("blobOid" in summary)) throw new AppError("blocked", "This candidate has no changelog that could be edited.");
    if (summary.state === "unknown-dialect" || summary.state === "no-section")
      throw new AppError("blocked", `${summary.path} has no section for ${version.release} that could be edited.`);

    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`draft:${releaseId}:${branch}`}))`;
    const open = await tx.draft.findFirst({ where: { releaseId, branch, state: "open" }, select: { id: true } });
    if (open) return { value: { draftId: open.id }, events: [] };
    const blob = await tx.fileBlob.findUniqueOrThrow({
      where: { repositoryId_oid: { repositoryId: candidate.release.repositoryId, oid: summary.blobOid } },
    });
    const { notes, ledger } = consolidate(parseChangelog(decodeFile(blob.bytes).text, summary.path), version);
    const draft = await tx.draft.create({
      data: {
        releaseId,
        branch,
        path: summary.path,
        headSha: candidate.sha,
        blobOid: summary.blobOid,
        version: version.text,
        date: isoDay(now, candidate.release.repository.timeZone),
        ...notesColumns(notes),
        ledger: toJson(ledger),
        createdBy: actor.id,
      },
      select: { id: true },
    });
    const { repositoryId } = candidate.release;
    return {
      value: { draftId: draft.id },
      events: [
        {
          type: "changelog.draft-opened",
          repositoryId,
          releaseId,
          sentence: `Opened the notes of ${version.text} on ${branch}`,
          data: { draftId: draft.id, sha: candidate.sha },
        },
      ],
      changes: [{ repositoryId, topic: "draft" }],
    };
  },
});

/** The candidate that was looked at; where its branch has moved since, as after a commit a moment ago, the one that stands there now. */
async function findStanding(tx: Tx, releaseId: string, id: string) {
  const include = { release: { include: { repository: true } } };
  const seen = await tx.candidate.findFirst({ where: { id, releaseId }, include });
  if (!seen?.goneAt) return seen;
  const { version } = seen;
  return (await tx.candidate.findFirst({ where: { releaseId, version, goneAt: null }, orderBy: { proposedAt: "desc" }, include })) ?? seen;
}
