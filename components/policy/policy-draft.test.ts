import { expect, test } from "vitest";
import { defaultPolicy, type Policy } from "@/lib/approvals/policy";
import { emptySlot, findFaults, firstFault, isSameHolder, isSamePolicy } from "./policy-draft";

const policy = defaultPolicy("final");

for (const [name, change, place, words] of [
  [
    "a slot without a name",
    { slots: [...policy.slots, { ...emptySlot(), holders: policy.slots[0]?.holders ?? [] }] },
    "slots.1.name",
    "Needs a name.",
  ],
  ["a slot that nobody holds", { slots: [{ ...emptySlot(), name: "QA" }] }, "slots.0.holders", "Needs somebody who can fill it."],
  ["no slot at all", { slots: [] }, "slots", "A decision needs a slot."],
] satisfies [string, Partial<Policy>, string, string][])
  test(`finds ${name}`, () => expect(findFaults({ ...policy, ...change }).get(place)).toBe(words));

test("the first fault says what it is about", () => {
  const slots = [...policy.slots, { ...emptySlot(), name: "QA" }];
  expect(firstFault(findFaults({ ...policy, slots }), slots)).toBe("QA: Needs somebody who can fill it.");
  expect(firstFault(findFaults({ ...policy, questions: ["Well?", " "] }), policy.slots)).toMatch(/^Question 2: /);
});

test("accounts that GitHub was not asked about yet are different accounts", () => {
  const linkedAccounts = [["ann", "ann-work"].map((login) => ({ githubId: "0", login }))];
  expect([...findFaults({ ...policy, linkedAccounts })]).toEqual([]);
  const doubled = [...linkedAccounts, ["bob", "Ann"].map((login) => ({ githubId: "0", login }))];
  expect(findFaults({ ...policy, linkedAccounts: doubled }).get("linkedAccounts")).toContain("An account is in two groups.");
});

test("the order of keys is no difference", () => {
  const turned = Object.fromEntries(Object.entries(policy).reverse()) as unknown as Policy;
  expect(isSamePolicy(policy, turned)).toBe(true);
});

test("a person is the same by login", () =>
  expect(isSameHolder({ kind: "person", githubId: "7", login: "Ann" }, { kind: "person", githubId: "0", login: "ann" })).toBe(true));
