import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecisionCheck, DecisionFacts } from "./facts";
import { type CurrentVote, type DecisionInput, describeBlocker, judgeDecision, VOTES } from "./judge-decision";
import { defaultPolicy, type Policy, type Slot } from "./policy";

const NOW = new Date("2026-03-01T12:00:00Z");
const FACTS: DecisionFacts = {
  repository: "7",
  release: "1.0.0",
  sha: "a".repeat(40),
  notes: "n",
  process: "p",
  answers: [{ question: "Clear?", answer: "yes", words: "" }],
  checkRules: [{ pattern: "CI", class: "required" }],
};
const MOVED = { ...FACTS, sha: "b".repeat(40) };
const slot = (name: string, more: Partial<Slot> = {}): Slot => ({
  name,
  holders: [{ kind: "permission", role: "read" }],
  needed: 1,
  isRequired: true,
  ...more,
});
const policy = (...slots: Slot[]): Policy => ({ ...defaultPolicy("final"), slots });
const CI: DecisionCheck = { name: "CI", class: "required", state: "passed" };

let votes = 0;
function vote(slotName: string, more: Partial<CurrentVote> = {}): CurrentVote {
  votes += 1;
  return {
    id: `v${votes}`,
    slot: slotName,
    person: String(votes),
    holder: String(votes),
    name: "Demo Lead",
    kind: "go",
    words: "It leaks.",
    fingerprint: "now",
    facts: FACTS,
    at: NOW,
    expiresAt: null,
    isHeld: true,
    ...more,
  };
}

const judge = (more: Partial<DecisionInput>) =>
  judgeDecision({
    policy: policy(slot("Lead"), slot("Quality")),
    facts: FACTS,
    fingerprint: "now",
    checks: [CI],
    isThere: true,
    commit: { state: "candidate" },
    votes: [],
    override: null,
    now: NOW,
    ...more,
  });

const both = (more: Partial<CurrentVote> = {}) => [vote("Lead"), vote("Quality", more)];
const otherVersion = { state: "other-version", version: "1.0.1" } as const;
const old = { fingerprint: "then", facts: MOVED };

describe("what a decision is", () => {
  for (const [name, input, state, blockers] of [
    ["open without votes", {}, "open", ["open-slot", "open-slot"]],
    ["a GO when every required slot says so", { votes: both() }, "go", []],
    ["open while one slot is missing", { votes: [vote("Lead")] }, "open", ["open-slot"]],
    ["open after an abstention, which fills no slot", { votes: both({ kind: "abstain" }) }, "open", ["open-slot"]],
    ["stopped by a NO-GO", { votes: both({ kind: "no-go" }) }, "no-go", ["no-go"]],
    ["stopped by a NO-GO on an older commit", { votes: both({ kind: "no-go", ...old }) }, "no-go", ["no-go"]],
    ["stopped by a NO-GO of somebody who lost the slot", { votes: both({ kind: "no-go", isHeld: false }) }, "no-go", ["no-go"]],
    ["held up while work is asked for", { votes: both({ kind: "needs-work" }) }, "needs-work", ["needs-work"]],
    ["open again when something changed after work was asked for", { votes: both({ kind: "needs-work", ...old }) }, "open", ["void"]],
    ["open when a GO is on an older commit", { votes: both(old) }, "open", ["void"]],
    ["open when a GO has expired", { votes: both({ expiresAt: NOW }) }, "open", ["void"]],
    ["open when somebody lost the slot", { votes: both({ isHeld: false }) }, "open", ["void"]],
    [
      "suspended while a required check runs again",
      { votes: both(), checks: [{ ...CI, state: "running" }] },
      "suspended",
      ["void", "void", "check"],
    ],
    ["open when a required check failed", { votes: both(), checks: [{ ...CI, state: "failed" }] }, "open", ["void", "void", "check"]],
    ["open when a required check was skipped", { votes: both(), checks: [{ ...CI, state: "skipped" }] }, "open", ["void", "void", "check"]],
    [
      "blocked by a blocking check, with the votes standing",
      { votes: both(), checks: [{ ...CI, class: "blocking", state: "failed" }] },
      "blocked",
      ["check"],
    ],
    [
      "not blocked by a blocking check that was skipped",
      { votes: both(), checks: [{ ...CI, class: "blocking", state: "skipped" }] },
      "go",
      [],
    ],
    ["blocked when the commit calls itself another version", { votes: both(), commit: otherVersion }, "blocked", ["commit"]],
    ["blocked while the branch leads elsewhere", { votes: both(), commit: { state: "moved", to: MOVED.sha } }, "blocked", ["commit"]],
    ["blocked when nothing proposes the commit", { votes: both(), commit: { state: "no-candidate" } }, "blocked", ["commit"]],
    ["blocked when the branch is gone", { votes: both(), isThere: false }, "blocked", ["gone"]],
  ] as [string, Partial<DecisionInput>, string, string[]][])
    test(name, () => {
      const judged = judge(input);
      expect([judged.state, judged.blockers.map(({ type }) => type)]).toEqual([state, blockers]);
    });

  test("an optional slot may stay empty, and its NO-GO counts all the same", () => {
    const withDocs = policy(slot("Lead"), slot("Docs", { isRequired: false }));
    expect(judge({ policy: withDocs, votes: [vote("Lead")] }).state).toBe("go");
    expect(judge({ policy: withDocs, votes: [vote("Lead"), vote("Docs", { kind: "no-go" })] }).state).toBe("no-go");
    // It does not vanish with its voter.
    expect(judge({ policy: withDocs, votes: [vote("Lead"), vote("Docs", { kind: "no-go", isHeld: false })] }).state).toBe("no-go");
  });

  test("two of three: the slot says GO with two different people, and one that is void is no matter then", () => {
    const two = policy(slot("Leads", { needed: 2 }));
    expect(judge({ policy: two, votes: [vote("Leads")] }).blockers).toEqual([{ type: "open-slot", slot: "Leads", have: 1, needed: 2 }]);
    expect(judge({ policy: two, votes: [vote("Leads"), vote("Leads"), vote("Leads", old)] })).toMatchObject({ state: "go", blockers: [] });
  });

  test("a seat counts once, though two people vote in it", () => {
    const two = policy(slot("Leads", { needed: 2 }));
    const shared = [vote("Leads", { holder: "1000" }), vote("Leads", { holder: "1000" })];
    expect(judge({ policy: two, votes: shared })).toMatchObject({ state: "open", slots: [{ have: 1 }] });
  });

  test("missing notes and open questions block a GO, and so does a question answered with no", () => {
    const facts = { ...FACTS, notes: null, answers: [{ question: "Clear?", answer: null, words: "" }] };
    expect(judge({ votes: both(), facts }).blockers.map(({ type }) => type)).toEqual(["no-notes", "unanswered"]);
    const no = { ...FACTS, answers: [{ question: "Clear?", answer: "no" as const, words: "" }] };
    expect(judge({ votes: both(), facts: no }).blockers.map(({ type }) => type)).toEqual(["answered-no"]);
  });

  test("an override counts when a second person agreed, and dies with the fingerprint", () => {
    const override = { fingerprint: "now", reason: "Fire", by: "Demo Lead", second: null, lost: null };
    expect(judge({ override }).state).toBe("open");
    expect(judge({ override: { ...override, second: "Demo Manager" } }).state).toBe("overridden");
    expect(judge({ override: { ...override, second: "Demo Manager", fingerprint: "then" } }).state).toBe("open");
    expect(judge({ override: { ...override, second: "Demo Manager" }, isThere: false }).state).toBe("open");
    const lost = judge({ override: { ...override, second: "Demo Manager", lost: "Demo Manager" } });
    expect([lost.state, lost.blockers.at(-1)]).toEqual(["open", { type: "override-lost", name: "Demo Manager" }]);
    const both = { votes: [vote("Lead"), vote("Quality")], override: { ...override, second: "Demo Manager", lost: "Demo Lead" } };
    expect(judge(both)).toMatchObject({ state: "go", blockers: [] });
    expect(judge({ override: { ...override, second: "Demo Manager" }, commit: otherVersion }).state).toBe("open");
  });
});

test("whatever is voted, it is a GO only with enough different people in every required slot, each on exactly this, and no veto", () => {
  const anyVote = fc.record({
    slot: fc.constantFrom("Lead", "Quality"),
    kind: fc.constantFrom(...VOTES),
    isFresh: fc.boolean(),
    isHeld: fc.boolean(),
    isOver: fc.boolean(),
  });
  const state = fc.constantFrom<DecisionCheck["state"]>("passed", "failed", "running", "skipped", "unknown");
  fc.assert(
    fc.property(fc.array(anyVote, { maxLength: 8 }), state, fc.integer({ min: 1, max: 3 }), (drawn, ci, needed) => {
      const cast = drawn.map(({ slot: name, kind, isFresh, isHeld, isOver }) =>
        vote(name, { kind, isHeld, expiresAt: isOver ? NOW : null, ...(isFresh ? {} : old) }),
      );
      const judged = judge({ policy: policy(slot("Lead", { needed }), slot("Quality")), votes: cast, checks: [{ ...CI, state: ci }] });
      const good = (name: string) =>
        cast.filter((one) => one.slot === name && one.kind === "go" && one.isHeld && one.expiresAt === null && one.fingerprint === "now")
          .length;
      const isVetoed = cast.some(({ kind }) => kind === "no-go");
      const asksForWork = cast.some(
        (one) => one.kind === "needs-work" && one.isHeld && one.expiresAt === null && one.fingerprint === "now",
      );
      const isGo = ci === "passed" && good("Lead") >= needed && good("Quality") >= 1 && !isVetoed && !asksForWork;
      return (judged.state === "go") === isGo && (judged.blockers.length === 0) === isGo;
    }),
    { numRuns: 2_000 },
  );
});

test("an unmet condition is a fact, a reason or a person, and what to do", () => {
  const say = (blocker: Parameters<typeof describeBlocker>[0]) => describeBlocker(blocker, () => "demo-lead");
  expect([
    say({ type: "open-slot", slot: "Security", have: 0, needed: 1 }),
    say({ type: "open-slot", slot: "Leads", have: 1, needed: 2 }),
    say({ type: "void", slot: "Lead", name: "Demo Lead", kind: "go", why: "the notes changed" }),
    say({ type: "check", name: "CI", class: "required", state: "skipped" }),
    say({ type: "check", name: "CI", class: "required", state: "waiting" }),
    say({ type: "check", name: "CI", class: "blocking", state: "failed" }),
    say({ type: "commit", commit: otherVersion }),
    say({ type: "commit", commit: { state: "moved", to: MOVED.sha } }),
    say({ type: "no-go", slot: "Quality", name: "Demo QA", words: "It leaks.", isHeld: true }),
    say({ type: "no-go", slot: "Quality", name: "Demo QA", words: "It leaks.", isHeld: false }),
  ]).toEqual([
    "Security has not voted: demo-lead.",
    "Leads has 1 of 2 votes: demo-lead.",
    "Demo Lead's GO (Lead) does not count: the notes changed.",
    "CI was skipped, and skipped is not passed. Run it on this commit.",
    "CI has not ended: it waits, or was never started on this commit.",
    "CI failed, and it is blocking. Mend it or run it again.",
    "This commit calls itself 1.0.1. End the round and ask for that version.",
    "The branch or tag has moved to bbbbbbb, and what changed is still being read. Wait a moment.",
    "Quality: NO-GO by Demo QA: It leaks.",
    "Quality: NO-GO by Demo QA: It leaks. (Demo QA no longer holds Quality; the NO-GO stands until it is taken back or the round is ended.)",
  ]);
});
