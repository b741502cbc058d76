"use client";

import { useMemo, useRef } from "react";
import type { EntryComments } from "@/components/review/use-entry-comments";
import { type EntryHint, listEntryHints } from "@/lib/changelog/entry-hints";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { Changelog } from "@/lib/changelog/parse-changelog";
import { listPullHints } from "@/lib/changelog/pull-hints";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { indexEarlierEntries } from "@/lib/changelog/report-duplicates";
import { parseVersion } from "@/lib/releases/version";
import type { EntryContext } from "./entry-context";

interface Entries {
  /** Null while it is being read. */
  changelog: Changelog | null;
  version: string;
  notes: Notes | null;
  /** The same a moment later: what the hints are made of. */
  rested: Notes | null;
  /** Null until the first answer. */
  pulls: DraftPulls | null;
  change: (operation: NotesOperation) => boolean;
  edit: (entryId: string) => void;
  comments: EntryComments;
}

/** What the rows show beside their words. */
export function useEntries({ changelog, version, notes, rested, pulls, change, edit, comments }: Entries): EntryContext {
  // Earlier sections change with the file alone, and a file may hold thousands of entries.
  const earlier = useMemo(() => {
    const parsed = parseVersion(version);
    return changelog && parsed ? indexEarlierEntries(changelog, parsed) : null;
  }, [changelog, version]);
  const own = useMemo(() => (earlier && rested ? listEntryHints(earlier, rested) : NONE), [earlier, rested]);
  const known = useMemo(() => new Map(pulls?.pulls.map((pull) => [pull.number, pull])), [pulls]);
  const hints = useSameHints(useMemo(() => (rested ? join(own, listPullHints(rested, known)) : own), [own, rested, known]));
  const reviewedIds = notes?.reviewedIds;
  return useMemo(() => {
    const reviewed = new Set(reviewedIds);
    return { hints, reviewed, edit, mark: (entryIds) => markReviewed(entryIds, reviewed, change), ...comments };
  }, [hints, reviewedIds, edit, change, comments]);
}

const NONE = new Map<string, EntryHint[]>();

function join(first: Map<string, EntryHint[]>, second: Map<string, EntryHint[]>): Map<string, EntryHint[]> {
  if (second.size === 0) return first;
  const joined = new Map(first);
  for (const [id, hints] of second) joined.set(id, [...(joined.get(id) ?? []), ...hints]);
  return joined;
}

/** The hints of an entry stay the same list while they say the same, so that its row need not render again. */
function useSameHints(hints: Map<string, EntryHint[]>): Map<string, EntryHint[]> {
  const shown = useRef(hints);
  return useMemo(() => {
    const isSame = (list: EntryHint[], other: EntryHint[] = []) => JSON.stringify(list) === JSON.stringify(other);
    const kept = [...hints].map(
      ([id, list]) => [id, isSame(list, shown.current.get(id)) ? (shown.current.get(id) ?? list) : list] as const,
    );
    shown.current = new Map(kept);
    return shown.current;
  }, [hints]);
}

/** All of them; when all are marked already, the marks are taken. */
function markReviewed(entryIds: string[], reviewed: ReadonlySet<string>, change: Entries["change"]): boolean {
  return entryIds.length > 0 && change({ type: "mark-reviewed", entryIds, isReviewed: !entryIds.every((id) => reviewed.has(id)) });
}
