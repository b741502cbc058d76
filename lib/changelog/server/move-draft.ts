import { z } from "zod";
import { octokitOf } from "@/lib/auth/server/user-token";
import { command } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { findFiles, readBlob } from "@/lib/github/files";
import { callGithub } from "@/lib/github/github-error";
import { readBranchHead } from "@/lib/github/refs";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "../consolidate";
import { describeOperation } from "../describe-operation";
import { decodeFile } from "../encoding";
import type { TextConflict } from "../find-conflict";
import type { Notes } from "../notes";
import { effectiveOperations, type LogLine } from "../operation-log";
import { parseChangelog } from "../parse-changelog";
import { replayOperations } from "../replay-operations";
import { listUndecided } from "../undecided";
import { lockDraft, nameLastWriter, notesColumns, readLog, repositoryOfDraft, toJson } from "./draft-row";

/**
 * Moves a draft onto the commit its branch points at now: the file there is consolidated anew and the person's acts
 * are applied to it again. What no longer fits is named, and words that no longer fit wait in the draft for a decision.
 */
export const moveDraft = command({
  permission: "changelog.edit",
  input: z.object({ draftId: z.uuid() }),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId }) {
    const draft = await lockDraft(tx, draftId);
    const { repositoryId } = draft.release;
    const repository = await tx.repository.findUniqueOrThrow({ where: { id: repositoryId } });
    const octokit = await octokitOf(actor.id);
    const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, draft.branch));
    if (!head)
      throw new AppError(
        "conflict",
        `The branch ${draft.branch} is gone. Your notes are kept here; copy them as Markdown, or restore the branch.`,
      );
    const files = await callGithub("read the changelog", () => findFiles(octokit, repository, head, [draft.path]));
    const oid = files.get(draft.path)?.oid;
    if (!oid)
      throw new AppError("conflict", `${draft.path} is not on ${draft.branch} any more. Your notes are kept here; copy them as Markdown.`);
    const text = await readSource(tx, repositoryId, oid, () => callGithub("read the changelog", () => readBlob(octokit, repository, oid)));
    const version = parseVersion(draft.version);
    if (!version) throw new AppError("invalid", `${draft.version} is no version.`);
    const { notes, ledger, sources } = consolidate(parseChangelog(text, draft.path), version);
    if (sources.length === 0)
      throw new AppError(
        "conflict",
        `${draft.path} on ${draft.branch} has no section for ${version.release} any more. Your notes are kept here.`,
      );
    const log = await readLog(tx, draftId);
    const replayed = replayOperations(notes, effectiveOperations(log));
    const revision = draft.revision + 1;
    const moved = await nameWriters(tx, log, replayed.notes);
    const undecided = listUndecided(moved).length;
    await tx.draft.update({
      where: { id: draftId },
      data: { headSha: head, blobOid: oid, ...notesColumns(moved), ledger: toJson(ledger), revision, undoFloor: revision },
      select: { id: true },
    });
    const lost = replayed.lost.map(({ operation, reason }) => `${describeOperation(notes, operation)}: ${reason}`);
    return {
      value: { head, lost, undecided },
      events: [
        {
          type: "changelog.draft-moved",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Moved the draft of ${draft.version} from ${draft.headSha.slice(0, 7)} onto ${head.slice(0, 7)}`,
          data: { draftId, from: draft.headSha, to: head, lost: lost.length, undecided },
        },
      ],
      changes: [{ repositoryId, topic: "draft" }],
      afterCommit: () => wakeSweep(repositoryId, "repository"),
    };
  },
});

/** Says of every text that waits for a decision whose words they are. */
async function nameWriters(tx: Tx, log: LogLine[], notes: Notes): Promise<Notes> {
  const undecided: TextConflict[] = [];
  for (const conflict of listUndecided(notes))
    undecided.push({ ...conflict, yoursBy: await nameLastWriter(tx, log, conflict.subject, null) });
  return undecided.length > 0 ? { ...notes, undecided } : notes;
}

async function readSource(tx: Tx, repositoryId: string, oid: string, read: () => Promise<Uint8Array>): Promise<string> {
  const key = { repositoryId, oid };
  const known = await tx.fileBlob.findUnique({ where: { repositoryId_oid: key } });
  if (known) return decodeFile(known.bytes).text;
  const bytes = Uint8Array.from(await read());
  await tx.fileBlob.createMany({ data: [{ ...key, bytes }], skipDuplicates: true });
  return decodeFile(bytes).text;
}
