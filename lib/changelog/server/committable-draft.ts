import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { parseVersion } from "@/lib/releases/version";
import { decodeFile, encodeFile } from "../encoding";
import { sumLedger } from "../notes";
import { parseChangelog } from "../parse-changelog";
import { renderNotes } from "../render-notes";
import { sectionText } from "../section-text";
import { explainUndecided } from "../undecided";
import { readDraftRow } from "./draft-row";
import { requireHandWritten } from "./edit-refusal";

export type CommittableDraft = Awaited<ReturnType<typeof readCommittable>>;

/** The draft with the file it would write; refused while that file would not be exactly what the person saw. */
export async function readCommittable(draftId: string, revision: number) {
  const draft = await readWritten(draftId, revision);
  if (draft.state !== "open")
    throw new AppError("conflict", "These notes are committed already. Open the changelog again to go on from there.");
  requireHandWritten(draft.release.repository);
  const undecided = explainUndecided(draft.notes);
  if (undecided) throw new AppError("blocked", undecided);
  if (!draft.sums.isBalanced)
    throw new AppError(
      "blocked",
      `The ledger does not add up: ${draft.sums.incoming} came in, ${draft.sums.placed} are placed, ${draft.sums.merged} merged, ${draft.sums.dropped} dropped. Nothing was committed.`,
    );
  if (draft.isUnchanged)
    throw new AppError("blocked", `${draft.path} on ${draft.branch} holds exactly these notes already. There is nothing to commit.`);
  return draft;
}

/** A draft at the revision somebody looked at, open or committed, with the file and the section it makes. */
export async function readWritten(draftId: string, revision: number) {
  const row = await database().draft.findUniqueOrThrow({ where: { id: draftId }, include: { release: { include: { repository: true } } } });
  if (row.state === "open" && row.revision !== revision)
    throw new AppError("conflict", "The notes changed after you looked at the diff. Look at it again, then commit.");
  const draft = readDraftRow(row);
  const sums = sumLedger(draft.ledger, draft.notes);
  const version = parseVersion(draft.version);
  if (!version) throw new AppError("invalid", `${draft.version} is no version.`);
  const blob = await database().fileBlob.findUniqueOrThrow({
    where: { repositoryId_oid: { repositoryId: row.release.repositoryId, oid: draft.blobOid } },
  });
  const source = decodeFile(blob.bytes);
  const text = renderNotes(parseChangelog(source.text, draft.path), version, draft.notes, draft.date);
  if (text === null) throw new AppError("blocked", `${draft.path} has no section to write to.`);
  return {
    ...draft,
    sums,
    type: version.type,
    isUnchanged: text === source.text,
    text,
    bytes: encodeFile({ text, encoding: source.encoding }),
    section: sectionText(parseChangelog(text, draft.path), draft.version) ?? "",
  };
}
