import type { EventLine } from "@/lib/audit/event-line";
import type { CheckSummary } from "@/lib/runs/run-state";
import type { RunWithJobs } from "@/lib/runs/run-views";
import type { CandidateName } from "./candidates";
import type { ChangelogSummary } from "./changelog-summary";
import type { CheckView } from "./check-view";
import type { HandEditView } from "./hand-edit";
import type { NextStep } from "./next-step";
import type { UndoableCommit } from "./undoable-commit";
import type { VersionType } from "./version";

/** What lists and pages show of a candidate. Times are ISO, big numbers text. */
export interface CandidateView {
  id: string;
  version: string;
  type: VersionType;
  sha: string;
  names: CandidateName[];
  subject: string;
  author: string;
  proposedAt: string;
  isGone: boolean;
  checks: CheckSummary;
  changelog: ChangelogSummary | null;
  next: NextStep;
}

export interface ReleaseView {
  id: string;
  version: string;
  publishedAt: string | null;
  entryCount: number | null;
  /** Newest first. */
  candidates: CandidateView[];
}

/** How old Slipway's knowledge of a repository is, and what stands in its way. */
export interface Freshness {
  asOf: string | null;
  problem: string | null;
}

/** One mark of the small timeline: days do not matter, kinds and order do. */
export interface TimelineMark {
  at: string;
  kind: "final" | "candidate";
  version: string;
}

export interface HomeRow extends Freshness {
  id: string;
  owner: string;
  name: string;
  /** The newest open release; null when the repository is at rest. */
  release: ReleaseView | null;
  /** The candidate that speaks for it. */
  current: CandidateView | null;
  lastFinal: { version: string; at: string } | null;
  timeline: TimelineMark[];
  canEdit: boolean;
}

export interface RepositoryView extends Freshness {
  id: string;
  owner: string;
  name: string;
  description: string;
  defaultBranch: string;
  url: string;
  changelogPath: string | null;
  /** IANA name; dates of releases are days of its calendar. */
  timeZone: string;
  /** A tool writes the notes; nobody edits them by hand (B47). */
  notesAreGenerated: boolean;
  /** Logins of the tool beside those that end with [bot]. */
  toolLogins: string[];
  canConfigure: boolean;
  open: ReleaseView[];
  past: ReleaseView[];
  pastCount: number;
}

export interface ReleasePageView extends Freshness {
  repositoryId: string;
  owner: string;
  name: string;
  repositoryUrl: string;
  release: ReleaseView;
  /** The candidate whose runs are shown. */
  selected: CandidateView | null;
  runs: RunWithJobs[];
  /** What other Apps and tools say of it. */
  checks: CheckView[];
  events: EventLine[];
  undoable: UndoableCommit | null;
  handEdits: HandEditView[];
}
