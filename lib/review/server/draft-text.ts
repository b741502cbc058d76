import { createHash } from "node:crypto";
import { decodeFile } from "@/lib/changelog/encoding";
import type { Notes } from "@/lib/changelog/notes";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes, renderNotesBody } from "@/lib/changelog/render-notes";
import { sectionText } from "@/lib/changelog/section-text";
import type { Tx } from "@/lib/db/client";
import { parseVersion } from "@/lib/releases/version";
import { type TextSnapshot, takeSnapshot } from "../text-snapshot";

/** The section of a draft as it would be committed, and SHA-256 of it. */
export interface DraftText extends TextSnapshot {
  digest: string;
}

interface TextDraft {
  id: string;
  blobOid: string;
  path: string;
  version: string;
  date: string;
  notes: Notes;
}

/** Files may be large and pages ask often: the last texts are kept, by draft and the revision that wrote them. */
const KEPT = 20;
const kept = new Map<string, DraftText>();

/** Reads the text of a draft at `revision`, the last one that changed its text. */
export async function readDraftText(tx: Tx, draft: TextDraft, repositoryId: string, revision: number): Promise<DraftText> {
  const key = `${draft.id}:${revision}:${draft.blobOid}`;
  const known = kept.get(key);
  if (known) return known;
  const blob = await tx.fileBlob.findUniqueOrThrow({ where: { repositoryId_oid: { repositoryId, oid: draft.blobOid } } });
  const text = renderSection(decodeFile(blob.bytes).text, draft);
  const read = { ...takeSnapshot(draft.notes, text), digest: createHash("sha256").update(text).digest("hex") };
  kept.set(key, read);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest);
  return read;
}

/** The same bytes that a commit would write between its heading and the next section. */
function renderSection(source: string, { path, version: text, notes, date }: TextDraft): string {
  const version = parseVersion(text);
  const after = version && renderNotes(parseChangelog(source, path), version, notes, date);
  if (!version || after === null) return renderNotesBody(notes).trimEnd();
  return sectionText(parseChangelog(after, path), text) ?? renderNotesBody(notes).trimEnd();
}
