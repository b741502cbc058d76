import type { EventLine } from "@/lib/audit/event-line";
import type { ReleasePageView } from "@/lib/releases/release-views";
import type { VersionType } from "@/lib/releases/version";
import type { CheckState } from "@/lib/runs/run-state";
import type { ChangedPart } from "./facts";
import type { DecisionState, VoteKind, VoteStanding } from "./judge-decision";
import type { MovedCommits } from "./moved-commits";
import type { DelegationFacts, Policy, Slot } from "./policy";
import type { TagPlan } from "./tag-plan";

/** A round as the go/no-go room shows it. Times are ISO. */
export interface RoomView {
  decisionId: string;
  repositoryId: string;
  owner: string;
  name: string;
  repositoryUrl: string;
  release: string;
  version: string;
  releaseType: VersionType;
  round: number;
  /** `release/26.2.0`, and whether it is a branch or a tag. */
  refName: string;
  refKind: "branch" | "tag";
  /** Where the round is in its life, and what the votes say in it. */
  phase: "open" | "tagging" | "tagged" | "closed";
  state: DecisionState;
  closed: { at: string; by: string; because: string } | null;
  asked: { by: string; at: string; words: string };
  due: DueView | null;
  fingerprint: string;
  commit: { sha: string; subject: string; author: string };
  /** SHA-256 in hexadecimal; null where the commit has no section for the version. */
  notesDigest: string | null;
  notes: { path: string; text: string; entries: number } | null;
  checks: RoomCheck[];
  answers: AnswerView[];
  /** Whether this person may answer the questions; the reason when not. */
  answerRefusal: string | null;
  slots: SlotView[];
  /** Unmet conditions as sentences; none means that the tag can be made. */
  blockers: string[];
  /** What moved since this person's last vote, or since the round was asked for when they have none; null when nothing did. */
  changes: ChangesView | null;
  me: MeView;
  remarks: { id: string; name: string; text: string; at: string }[];
  override: OverrideView | null;
  /** GitHub's own gates: reviews of the release pull request and environments that wait. */
  gates: GateView[];
  tag: TagView;
  /** What happened in this round, newest first. */
  events: EventLine[];
  /** Other rounds of this version, newest first. */
  rounds: { decisionId: string; round: number; phase: RoomView["phase"]; at: string; because: string | null }[];
  /** What was decided on which evidence; written when the tag was made. */
  record: { digest: string; text: string; namedBy: RecordNaming } | null;
  asOf: string | null;
}

/**
 * Whether the tag's message names the record: `tag` does; `adopted` was there before with words of its own; `nothing` where the
 * repository's tags hold no digest.
 */
export type RecordNaming = "tag" | "adopted" | "nothing";

export interface DueView {
  at: string;
  /** Since when the clock stands still; `at` moves by as long as it does. */
  pausedAt: string | null;
}

export interface RoomCheck {
  name: string;
  class: "required" | "blocking" | "allowed-to-fail";
  state: CheckState;
  /** When GitHub last confirmed it. */
  checkedAt: string | null;
  endedAt: string | null;
  url: string | null;
}

export interface AnswerView {
  question: string;
  answer: "yes" | "no" | null;
  words: string;
  by: string | null;
  at: string | null;
}

export interface SlotView {
  name: string;
  needed: number;
  have: number;
  isRequired: boolean;
  state: "go" | "no-go" | "needs-work" | "suspended" | "open";
  /** Who can fill it, in words: `demo-lead`, `team release-leads`. */
  holders: string[];
  /** When somebody was last reminded of it. */
  remindedAt: string | null;
  votes: VoteView[];
}

export interface VoteView {
  id: string;
  login: string;
  name: string;
  isMe: boolean;
  onBehalfOf: string | null;
  kind: VoteKind;
  words: string;
  at: string;
  expiresAt: string | null;
  /** Of a vote that was changed or taken back: `ended`. */
  standing: VoteStanding | { state: "ended"; why: string };
  sha: string;
}

/** What changed since a moment, in the order of the fingerprint. */
export interface ChangesView {
  /** `your GO`, `your vote` or `the round was asked for`: completes "What changed since …". */
  since: string;
  at: string;
  parts: ChangedPart[];
  /** When the candidate moved: what lies between, and where it was. */
  commit: ({ from: string; to: string } & MovedCommits) | null;
  /** When the notes changed: the two texts. */
  notes: { before: string; after: string } | null;
  answers: { question: string; before: string; after: string }[];
  /** Checks that ended differently, or were run again. */
  checks: { name: string; before: CheckState | null; after: CheckState | null; wasRerun: boolean }[];
}

/** What the person who looks can do. */
export interface MeView {
  login: string;
  /** Slots this person may vote in; with whose, when one was lent. */
  slots: { slot: string; onBehalfOf: string | null }[];
  /** Why this person cannot vote at all; null when they can. */
  refusal: string | null;
  /** Why GO is refused to them while other votes are open, such as their own work. */
  goRefusal: string | null;
  voteId: string | null;
  /** GO takes typing this; null where it does not. */
  typed: string | null;
  /** Why this person may not ask again, remind, or end the round; null when they may. */
  manageRefusal: string | null;
  overrideRefusal: string | null;
  /** Why this person may not add a remark; null when they may. */
  remarkRefusal: string | null;
}

export interface OverrideView {
  id: string;
  reason: string;
  by: string;
  at: string;
  second: { by: string; at: string } | null;
  /** Why it counts no longer, completing "… counts no longer:"; null while it does. */
  staleBecause: string | null;
  /** Asked for by this person, from whichever of their accounts: somebody else has to agree. */
  isMine: boolean;
  /** One of its two people, who alone take it back. */
  mayWithdraw: boolean;
}

export interface GateView {
  kind: "review" | "environment";
  /** `#412`, `package-index` */
  name: string;
  sentence: string;
  url: string;
  /** The run whose environment this person may answer here. */
  runId: string | null;
  state: CheckState;
}

export interface TagView {
  plan: TagPlan;
  /** SHA-256 of the plan and of the record that belongs to it: who creates the tag says with it what they saw. */
  planDigest: string;
  /** Workflows that earlier tags set off, by name: what making the tag starts (B61). */
  starts: string[];
  /** Why the tag cannot be made now by this person; null when it can. */
  refusal: string | null;
  /** The tag as it is on GitHub, once it was made or found. */
  made: { name: string; sha: string; at: string; by: string; wasAdopted: boolean } | null;
  /** The runs that began at the tag. */
  runs: { id: string; workflowName: string; state: CheckState; url: string }[];
  githubRelease: GithubReleaseView;
  releaseRefusal: string | null;
}

/** The GitHub Release of a tag. `foreign`: published, but not by Slipway, so its words may be others than the approved ones. */
export interface GithubReleaseView {
  state: "none" | "draft" | "published" | "foreign";
  url: string | null;
}

/** What the release page shows of the decision on a candidate. */
export interface CandidateDecision {
  /** The newest round on the candidate's version; null when there was none. */
  round: {
    decisionId: string;
    number: number;
    phase: RoomView["phase"];
    state: DecisionState;
    sentence: string;
    /** False when the round is on another commit. */
    isOfCandidate: boolean;
  } | null;
  /** Why this person may not ask for a round; null when they may. */
  askRefusal: string | null;
  /** Who would be asked. */
  slots: { own: Slot[]; carried: Slot[]; from: string | null };
}

/** The release page with the decision on the candidate that is looked at; null when none is. */
export type ReleaseWithDecision = ReleasePageView & { decision: CandidateDecision | null };

/** One line of the inbox: a decision that waits for this person. */
export interface InboxItem {
  decisionId: string;
  owner: string;
  name: string;
  release: string;
  version: string;
  slot: string;
  onBehalfOf: string | null;
  /** `vote`: no vote yet. `again`: the own vote is void. `override`: a second person is asked for. */
  kind: "vote" | "again" | "override";
  sentence: string;
  state: DecisionState;
  askedBy: string;
  askedAt: string;
  remindedAt: string | null;
  due: DueView | null;
}

/** The settings of a repository's decisions. */
export interface PolicySettings {
  repositoryId: string;
  owner: string;
  name: string;
  /** By release type; `isOwn` is false while the preset holds. */
  policies: { releaseType: VersionType; policy: Policy; isOwn: boolean }[];
  delegations: (Omit<DelegationFacts, "startsAt" | "endsAt"> & { id: string; startsAt: string; endsAt: string; mayEnd: boolean })[];
  /** Why this person may not change them; null when they may. */
  refusal: string | null;
}
