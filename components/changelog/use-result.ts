"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { sourceQuery } from "@/components/queries";
import type { Notes } from "@/lib/changelog/notes";
import { type Changelog, parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes } from "@/lib/changelog/render-notes";
import { parseVersion } from "@/lib/releases/version";
import type { Draft } from "./use-draft";

/** The file before and after: computed in the browser by the function that the server commits with. */
export interface CommitResult {
  before: string;
  after: string;
}

/** The changelog on the branch, as the draft was made from it; null while it is being read. */
export function useSource(draft: Draft | undefined): Changelog | null {
  const { data: source } = useQuery({ ...sourceQuery(draft?.id ?? "", draft?.blobOid ?? ""), enabled: draft !== undefined });
  const path = draft?.path;
  return useMemo(() => (source ? parseChangelog(source.text, path) : null), [source, path]);
}

/** What a commit of these notes would make of the file; null while it is being read. */
export function useResult(changelog: Changelog | null, draft: Draft | undefined, notes: Notes | null): CommitResult | null {
  const { version, date = "" } = draft ?? {};
  return useMemo(() => {
    const parsed = version === undefined ? null : parseVersion(version);
    if (!changelog || !parsed || !notes) return null;
    const after = renderNotes(changelog, parsed, notes, date);
    return after === null ? null : { before: changelog.text, after };
  }, [changelog, version, date, notes]);
}
