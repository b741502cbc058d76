import type { CheckSummary } from "@/lib/runs/run-state";
import type { CandidateName } from "./candidates";
import type { ChangelogSummary } from "./changelog-summary";
import type { VersionType } from "./version";

/** What a person can do next with a candidate: a sentence, and the screen it leads to. */
export interface NextStep {
  /** `notes`: the changelog editor; `runs`: the release page; `none`: nothing for a person to do. */
  kind: "notes" | "runs" | "none";
  /** The words on the button, or the state when there is no button. */
  label: string;
  /** The same as a sentence, for lists: what the release waits for. */
  sentence: string;
  needsPerson: boolean;
}

export interface CandidateFacts {
  type: VersionType;
  names: CandidateName[];
  checks: CheckSummary;
  changelog: ChangelogSummary | null;
  /** True when a newer candidate of the same release exists. */
  isSuperseded: boolean;
  isPublished: boolean;
}

/** The next step of one candidate; failing checks come first, then notes, then waiting. */
export function nextStep({ type, names, checks, changelog, isSuperseded, isPublished }: CandidateFacts): NextStep {
  if (isPublished) return { kind: "none", label: "published", sentence: "Nothing", needsPerson: false };
  if (isSuperseded) return { kind: "none", label: "superseded", sentence: "Nothing: a newer candidate exists", needsPerson: false };
  const failed = (checks.counts.failed ?? 0) + (checks.counts.crashed ?? 0);
  if (failed > 0)
    return {
      kind: "runs",
      label: "See what failed",
      sentence: failed === 1 ? "A fix: one check failed" : `A fix: ${failed} checks failed`,
      needsPerson: true,
    };
  const isEditable = type === "final" && names.some(({ kind }) => kind === "branch");
  if (isEditable && changelog?.state === "to-consolidate") {
    const count = changelog.toMerge.length;
    return {
      kind: "notes",
      label: "Consolidate the notes",
      sentence: `Its notes: ${count === 1 ? "one candidate's section waits" : `sections of ${count} candidates wait`} to be merged`,
      needsPerson: true,
    };
  }
  if (isEditable && (changelog?.state === "missing" || changelog?.state === "no-section"))
    return {
      kind: "notes",
      label: "See what is missing",
      sentence: changelog.state === "missing" ? "Its notes: there is no changelog" : "Its notes: the changelog has no section for it",
      needsPerson: true,
    };
  if ((checks.counts.running ?? 0) + (checks.counts.waiting ?? 0) > 0)
    return { kind: "runs", label: "Watch the runs", sentence: "CI to finish", needsPerson: false };
  if (isEditable && changelog?.state === "written")
    return { kind: "notes", label: "Open the notes", sentence: "Nothing: CI passed and the notes are written", needsPerson: false };
  if (checks.state === null) return { kind: "runs", label: "Open the release", sentence: "A first check", needsPerson: false };
  return { kind: "runs", label: "Open the release", sentence: "Nothing: its checks have ended", needsPerson: false };
}

/** A changelog state in a few words, for a table cell. */
export function describeChangelog(changelog: ChangelogSummary | null): string {
  switch (changelog?.state) {
    case undefined:
      return "not read";
    case "missing":
      return "no changelog";
    case "unknown-dialect":
      return "not understood";
    case "no-section":
      return "no section";
    case "to-consolidate":
      return `${changelog.entries} to merge`;
    case "written":
      return changelog.entries === 1 ? "1 entry" : `${changelog.entries} entries`;
  }
}
