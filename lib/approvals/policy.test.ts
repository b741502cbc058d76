import { expect, test } from "vitest";
import {
  carryOverSlots,
  defaultPolicy,
  type Holder,
  holdsSlot,
  listHeldSlots,
  type PersonFacts,
  personOf,
  policySchema,
  refuseOwnApproval,
  type Slot,
} from "./policy";

const person = (githubId: string, more: Partial<PersonFacts> = {}): PersonFacts => ({
  githubId,
  login: `demo-${githubId}`,
  role: "write",
  teams: [],
  ...more,
});
const slot = (name: string, ...holders: Holder[]): Slot => ({ name, holders, needed: 1, isRequired: true });
const byPerson = (githubId: string): Holder => ({ kind: "person", githubId, login: "renamed-since" });
const NOW = new Date("2026-03-01T12:00:00Z");
const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

for (const [name, holder, who, expected] of [
  ["a person by number, whatever the login is now", byPerson("1"), person("1"), true],
  ["not somebody with their old login", byPerson("1"), person("2", { login: "renamed-since" }), false],
  ["a member of a team", { kind: "team", slug: "Quality" }, person("1", { teams: ["quality"] }), true],
  ["nobody outside the team", { kind: "team", slug: "quality" }, person("1", { teams: ["docs"] }), false],
  ["exactly a role", { kind: "role", role: "write" }, person("1"), true],
  ["not a higher role where a role is named", { kind: "role", role: "triage" }, person("1"), false],
  ["a higher role where a permission is named", { kind: "permission", role: "triage" }, person("1"), true],
  ["not a lower one", { kind: "permission", role: "maintain" }, person("1"), false],
] as [string, Holder, PersonFacts, boolean][])
  test(`a slot is held by ${name}`, () => expect(holdsSlot(slot("S", holder), who)).toBe(expected));

test("a slot that is lent is held from its first moment to before its last, by loan of who holds it", () => {
  const slots = [slot("Lead", byPerson("1")), slot("Quality", byPerson("3"))];
  const people = [person("1"), person("2"), person("3")];
  const loan = {
    from: { githubId: "1", login: "demo-1" },
    to: { githubId: "2", login: "demo-2" },
    slot: null,
    startsAt: NOW,
    endsAt: day(1),
  };
  const held = (delegations: (typeof loan)[], now = NOW, who = person("2")) => listHeldSlots(slots, who, { people, delegations, now });
  expect(held([loan])).toEqual([{ slot: "Lead", onBehalfOf: { githubId: "1", login: "demo-1" } }]);
  expect(held([loan], day(1))).toEqual([]);
  expect(held([loan], day(-1))).toEqual([]);
  // What was lent cannot be lent on.
  expect(held([loan, { ...loan, from: loan.to, to: { githubId: "3", login: "demo-3" } }], NOW, person("3"))).toEqual([
    { slot: "Quality", onBehalfOf: null },
  ]);
  expect(held([loan], NOW, person("2", { role: "none" }))).toEqual([]);
});

test("linked accounts are one person, named by the lowest number", () => {
  const linked = [
    [
      { githubId: "10", login: "demo-a" },
      { githubId: "9", login: "demo-b" },
    ],
  ];
  expect(["9", "10", "11"].map((id) => personOf(id, linked))).toEqual(["9", "9", "11"]);
});

test("nobody approves their own work, under any of their accounts; a repository may allow it, a bot never votes", () => {
  const hands = [{ githubId: "10", login: "demo-a", part: "the author of 7c3e1f9" }];
  const linkedAccounts = [
    [
      { githubId: "10", login: "demo-a" },
      { githubId: "9", login: "demo-b" },
    ],
  ];
  const policy = { ...defaultPolicy("final"), linkedAccounts };
  expect(refuseOwnApproval({ githubId: "10", login: "demo-a" }, policy, hands)).toMatch(/^You are the author of 7c3e1f9,/);
  expect(refuseOwnApproval({ githubId: "9", login: "demo-b" }, policy, hands)).toMatch(/^demo-a, which is also yours, is the author/);
  expect(refuseOwnApproval({ githubId: "8", login: "demo-c" }, policy, hands)).toBeNull();
  expect(refuseOwnApproval({ githubId: "10", login: "demo-a" }, { ...policy, mayApproveOwn: true }, hands)).toBeNull();
  // Lending the slot does not get round it.
  const [voter, lender] = [
    { githubId: "8", login: "demo-c" },
    { githubId: "9", login: "demo-b" },
  ];
  expect(refuseOwnApproval(voter, policy, hands, lender)).toMatch(/^demo-b, who lent you the slot, is the author of 7c3e1f9,/);
  expect(refuseOwnApproval(voter, policy, hands, { githubId: "7", login: "demo-d" })).toBeNull();
  expect(refuseOwnApproval({ githubId: "5", login: "demo[bot]" }, { ...policy, mayApproveOwn: true }, [])).toBe("A bot cannot vote.");
});

test("settings that contradict themselves are refused with the sentence why", () => {
  const good = defaultPolicy("final");
  const [own] = good.slots;
  if (!own) throw new Error("the preset has a slot");
  const problem = (change: object) => policySchema.safeParse({ ...good, ...change }).error?.issues[0]?.message;
  expect(problem({})).toBeUndefined();
  expect(problem({ slots: [] })).toBe("A decision needs a slot.");
  expect(problem({ slots: [own, { ...own, name: "release LEAD" }] })).toBe("Two slots have the same name. Give each its own.");
  expect(problem({ slots: [{ ...own, isRequired: false }] })).toBe("No slot is required, so nobody would have to decide. Require one.");
  expect(problem({ slots: [{ ...own, holders: [] }] })).toBe("needs somebody who can fill it");
  const account = { githubId: "1", login: "demo-a" };
  const twice = [
    [account, { githubId: "2", login: "demo-b" }],
    [account, { githubId: "3", login: "demo-c" }],
  ];
  expect(problem({ linkedAccounts: twice })).toMatch(/^An account is in two groups/);
  expect(problem({ tag: { extraLines: ["two\nlines"], hasDecisionDigest: true } })).toBe("must be one line");
});

test("a new round has the slots of the settings, and beside them what the last release had in addition", () => {
  const [lead, quality, docs] = ["Lead", "Quality", "Docs"].map((name) => slot(name, byPerson("1")));
  if (!lead || !quality || !docs) throw new Error("three slots");
  expect(carryOverSlots([lead, quality], [{ ...lead, needed: 5 }, docs])).toEqual([lead, quality, docs]);
});
