import type { CheckState } from "@/lib/runs/run-state";
import { type DecisionCheck, type DecisionFacts, describeChange } from "./facts";
import type { Policy, Slot } from "./policy";

export const VOTES = ["go", "no-go", "needs-work", "abstain"] as const;
export type VoteKind = (typeof VOTES)[number];
export const VOTE_WORDS: Record<VoteKind, string> = { go: "GO", "no-go": "NO-GO", "needs-work": "Needs work", abstain: "Abstains" };

/** A vote that nobody changed or took back. */
export interface CurrentVote {
  id: string;
  slot: string;
  person: string;
  /** Whose seat it takes: the person of who lent the slot, else the voter. */
  holder: string;
  name: string;
  kind: VoteKind;
  words: string;
  fingerprint: string;
  /** What it was bound to. */
  facts: DecisionFacts;
  at: Date;
  expiresAt: Date | null;
  /** Whether the person, or who lent them the slot, holds it still. */
  isHeld: boolean;
}

/**
 * Where a vote stands now. `suspended`: a required check runs again; passing on the same commit revives it. `stale`: what it
 * was bound to changed, or a required check ended other than passed. A NO-GO never goes stale, whatever its voter has become: who gave
 * it takes it back, or the round ends.
 */
export type VoteStanding =
  | { state: "stands" }
  | { state: "suspended"; why: string }
  | { state: "stale"; why: string }
  | { state: "expired"; why: string };

export interface OverrideFacts {
  fingerprint: string;
  reason: string;
  by: string;
  /** Null until a second person has agreed. */
  second: string | null;
  /** Who of the two may no longer override here. */
  lost: string | null;
}

/**
 * What is known of the commit that is decided on. `moved`: the branch was heard to lead elsewhere, and that is not looked at
 * yet. `other-version`: it calls itself something else than what was asked. `no-candidate`: nothing proposes it for a release.
 */
export type CommitStanding =
  | { state: "candidate" }
  | { state: "moved"; to: string }
  | { state: "other-version"; version: string }
  | { state: "no-candidate" };

export interface DecisionInput {
  policy: Policy;
  facts: DecisionFacts;
  fingerprint: string;
  /** Required and blocking ones on the candidate's commit. */
  checks: DecisionCheck[];
  /** False when the branch or tag that is decided on is no longer there. */
  isThere: boolean;
  commit: CommitStanding;
  votes: CurrentVote[];
  override: OverrideFacts | null;
  now: Date;
}

/** One unmet condition; the sentence is in `describeBlocker`. */
export type Blocker =
  | { type: "gone" }
  | { type: "commit"; commit: Exclude<CommitStanding, { state: "candidate" }> }
  | { type: "no-notes" }
  | { type: "unanswered"; question: string }
  | { type: "answered-no"; question: string }
  | { type: "check"; name: string; class: DecisionCheck["class"]; state: CheckState }
  | { type: "no-go"; slot: string; name: string; words: string; isHeld: boolean }
  | { type: "needs-work"; slot: string; name: string; words: string }
  | { type: "void"; slot: string; name: string; kind: VoteKind; why: string }
  | { type: "open-slot"; slot: string; have: number; needed: number }
  | { type: "override-lost"; name: string };

/** `go`: nothing stands in the way of the tag. `blocked`: everybody said GO, and a check, the notes or the commit itself stand in the way. */
export type DecisionState = "open" | "needs-work" | "no-go" | "suspended" | "blocked" | "go" | "overridden";

export interface SlotStanding {
  slot: Slot;
  state: "go" | "no-go" | "needs-work" | "suspended" | "open";
  have: number;
  votes: { vote: CurrentVote; standing: VoteStanding }[];
}

export interface Judgement {
  state: DecisionState;
  slots: SlotStanding[];
  blockers: Blocker[];
}

const RUNNING = new Set<CheckState>(["running", "waiting", "needs-person"]);

/** What the decision is now: a function of what is known and of nothing else, so that it can be asked anew at any moment. */
export function judgeDecision(input: DecisionInput): Judgement {
  const { policy, facts, checks, isThere, commit, votes, override, fingerprint } = input;
  const slots = policy.slots.map((slot) => judgeSlot(slot, votes, input));
  const blockers: Blocker[] = [];
  if (!isThere) blockers.push({ type: "gone" });
  else if (commit.state !== "candidate") blockers.push({ type: "commit", commit });
  if (facts.notes === null && policy.needsNotes) blockers.push({ type: "no-notes" });
  for (const { question, answer } of facts.answers)
    if (answer !== "yes") blockers.push({ type: answer === null ? "unanswered" : "answered-no", question });
  for (const check of checks)
    if (check.state !== "passed" && (check.class === "required" || check.state !== "skipped")) blockers.push({ type: "check", ...check });
  const isOverridden = override !== null && override.second !== null && override.fingerprint === fingerprint;
  const standing: Blocker[] = slots.flatMap((slot) => blockersOf(slot));
  const all = [...standing, ...blockers];
  // A GO needs no override, and one that was lost does not hold it back.
  if (isOverridden && override.lost !== null && all.length > 0) all.push({ type: "override-lost", name: override.lost });
  const state = (): DecisionState => {
    if (isOverridden && override.lost === null && isThere && commit.state === "candidate") return "overridden";
    if (slots.some((slot) => slot.state === "no-go")) return "no-go";
    if (slots.some((slot) => slot.state === "needs-work")) return "needs-work";
    const required = slots.filter(({ slot }) => slot.isRequired);
    if (required.some((slot) => slot.state === "open")) return "open";
    if (required.some((slot) => slot.state === "suspended")) return "suspended";
    return blockers.length > 0 ? "blocked" : "go";
  };
  return { state: state(), slots, blockers: all };
}

function judgeSlot(slot: Slot, votes: CurrentVote[], input: DecisionInput): SlotStanding {
  const own = votes.filter((vote) => vote.slot === slot.name).map((vote) => ({ vote, standing: judgeVote(vote, input) }));
  // A seat counts once, whoever votes in it.
  const that = (kind: VoteKind, ...states: VoteStanding["state"][]) =>
    new Set(own.flatMap(({ vote, standing }) => (vote.kind === kind && states.includes(standing.state) ? [vote.holder] : []))).size;
  const have = that("go", "stands");
  const held = that("go", "stands", "suspended");
  const state =
    that("no-go", "stands") > 0
      ? "no-go"
      : that("needs-work", "stands") > 0
        ? "needs-work"
        : have >= slot.needed
          ? "go"
          : held >= slot.needed
            ? "suspended"
            : "open";
  return { slot, state, have, votes: own };
}

/** Where a vote stands, with the reason when it no longer counts. */
export function judgeVote(
  vote: CurrentVote,
  { facts, fingerprint, checks, now }: Pick<DecisionInput, "facts" | "fingerprint" | "checks" | "now">,
): VoteStanding {
  if (vote.kind === "no-go") return { state: "stands" };
  if (!vote.isHeld) return { state: "stale", why: `${vote.name} no longer holds ${vote.slot}` };
  if (vote.expiresAt && vote.expiresAt <= now) return { state: "expired", why: "it has expired" };
  if (vote.fingerprint !== fingerprint) return { state: "stale", why: describeChange(vote.facts, facts) };
  if (vote.kind !== "go") return { state: "stands" };
  return explainRequired(checks) ?? { state: "stands" };
}

/** What the required checks make of a GO; null when all of them passed. */
export function explainRequired(checks: DecisionCheck[]): Exclude<VoteStanding, { state: "stands" }> | null {
  const required = checks.filter((check) => check.class === "required");
  const failed = required.find(({ state }) => state !== "passed" && !RUNNING.has(state));
  if (failed) return { state: "stale", why: `${failed.name} ${describeEnd(failed.state)}` };
  const running = required.find(({ state }) => RUNNING.has(state));
  return running ? { state: "suspended", why: `${running.name} has to end first` } : null;
}

function describeEnd(state: CheckState): string {
  if (state === "skipped") return "was skipped, and skipped is not passed";
  return state === "unknown" ? "ended in a way that is not known" : state;
}

function blockersOf({ slot, state, have, votes }: SlotStanding): Blocker[] {
  const isShort = slot.isRequired && state !== "go";
  const said: Blocker[] = votes.flatMap(({ vote, standing }): Blocker[] => {
    const { slot: name, name: who, words, kind, isHeld } = vote;
    if (standing.state !== "stands")
      return isShort && kind !== "abstain" ? [{ type: "void", slot: name, name: who, kind, why: standing.why }] : [];
    if (kind === "no-go") return [{ type: kind, slot: name, name: who, words, isHeld }];
    return kind === "needs-work" ? [{ type: kind, slot: name, name: who, words }] : [];
  });
  const isOpen = isShort && state === "open" && !said.some(({ type }) => type === "void");
  return isOpen ? [...said, { type: "open-slot", slot: slot.name, have, needed: slot.needed }] : said;
}

function describeCommit(commit: Exclude<CommitStanding, { state: "candidate" }>): string {
  switch (commit.state) {
    case "moved":
      return `The branch or tag has moved to ${commit.to.slice(0, 7)}, and what changed is still being read. Wait a moment.`;
    case "other-version":
      return `This commit calls itself ${commit.version}. End the round and ask for that version.`;
    case "no-candidate":
      return "This commit is no candidate of any release. End the round and ask for one of the candidates.";
  }
}

/** An unmet condition as a sentence: the fact, the reason or the person, what to do. */
export function describeBlocker(blocker: Blocker, holders: (slot: string) => string): string {
  switch (blocker.type) {
    case "gone":
      return "The branch or tag that is decided on is gone. Ask again for another candidate.";
    case "commit":
      return describeCommit(blocker.commit);
    case "no-notes":
      return "The candidate's changelog has no section for this version. Commit its notes first.";
    case "unanswered":
      return `Nobody has answered “${blocker.question}” Answer it before the vote.`;
    case "answered-no":
      return `“${blocker.question}” is answered with no. Mend the notes, then answer again.`;
    case "check": {
      const { name, state, class: own } = blocker;
      if (state === "running") return `${name} still runs.`;
      if (state === "waiting") return `${name} has not ended: it waits, or was never started on this commit.`;
      if (state === "needs-person") return `${name} waits for somebody to approve it on GitHub.`;
      if (state === "skipped") return `${name} was skipped, and skipped is not passed. Run it on this commit.`;
      if (state === "unknown") return `${name} ended in a way that is not known. Look at it on GitHub.`;
      return `${name} ${state}, and it is ${own}. Mend it or run it again.`;
    }
    case "no-go": {
      const said = `${blocker.slot}: NO-GO by ${blocker.name}: ${blocker.words}`;
      if (blocker.isHeld) return said;
      return `${said} (${blocker.name} no longer holds ${blocker.slot}; the NO-GO stands until it is taken back or the round is ended.)`;
    }
    case "needs-work":
      return `${blocker.slot}: ${blocker.name} asks for work: ${blocker.words}`;
    case "void":
      return `${blocker.name}'s ${VOTE_WORDS[blocker.kind]} (${blocker.slot}) does not count: ${blocker.why}.`;
    case "override-lost":
      return `The override does not count: ${blocker.name} may no longer override decisions here.`;
    case "open-slot":
      return blocker.needed === 1
        ? `${blocker.slot} has not voted: ${holders(blocker.slot)}.`
        : `${blocker.slot} has ${blocker.have} of ${blocker.needed} votes: ${holders(blocker.slot)}.`;
  }
}
