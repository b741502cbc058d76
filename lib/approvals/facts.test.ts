import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type DecisionFacts, describeChange, listChangedParts } from "./facts";
import { joinMoves, UNKNOWN_MOVE } from "./moved-commits";
import { tagMessage } from "./tag-plan";

const FACTS: DecisionFacts = {
  repository: "7",
  release: "1.0.0",
  sha: "a".repeat(40),
  notes: "n",
  process: "p",
  answers: [{ question: "Clear?", answer: "yes", words: "" }],
  checkRules: [{ pattern: "CI", class: "required" }],
};
const fingerprint = (facts: DecisionFacts) => createHash("sha256").update(canonicalJson(facts)).digest("hex");

test("canonical JSON is one text for one value, in any order of keys", () => {
  const shuffle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffle);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, shuffle(one)]),
    );
  };
  fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(value) === canonicalJson(shuffle(value))));
  fc.assert(fc.property(fc.jsonValue(), (value) => JSON.stringify(JSON.parse(canonicalJson(value))) !== undefined));
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
});

for (const [part, change, words] of [
  ["commit", { sha: "b".repeat(40) }, "the candidate moved from aaaaaaa to bbbbbbb"],
  ["notes", { notes: "m" }, "the notes changed"],
  ["notes", { notes: null }, "the notes are gone"],
  ["answers", { answers: [{ question: "Clear?", answer: "no", words: "" }] }, "an answer to a question changed"],
  ["rules", { process: "q" }, "the rules of this decision changed"],
  ["checks", { checkRules: [...FACTS.checkRules, { pattern: "e2e", class: "required" }] }, "what is required of checks changed"],
  ["checks", { checkRules: [{ pattern: "CI / e2e", class: "hidden" }, ...FACTS.checkRules] }, "what is required of checks changed"],
] as [string, Partial<DecisionFacts>, string][])
  test(`another ${part} is another fingerprint, and says so (${words})`, () => {
    const now = { ...FACTS, ...change };
    expect(fingerprint(now)).not.toBe(fingerprint(FACTS));
    expect(listChangedParts(FACTS, now)).toEqual([part]);
    expect(describeChange(FACTS, now)).toBe(words);
  });

test("several changes are one sentence", () => {
  const now = { ...FACTS, sha: "b".repeat(40), notes: "m", process: "q" };
  expect(describeChange(FACTS, now)).toBe(
    "the candidate moved from aaaaaaa to bbbbbbb, the notes changed and the rules of this decision changed",
  );
});

test("several moves are one: each commit once, newest first, rewritten when one of them was", () => {
  const commit = (sha: string) => ({ sha, subject: sha, author: "demo" });
  const moves = [
    { commits: [commit("b"), commit("a")], total: 2, isRewritten: false },
    { commits: [commit("c"), commit("b")], total: 7, isRewritten: true },
  ];
  expect(joinMoves(moves)).toEqual({ commits: [commit("c"), commit("b"), commit("a")], total: 8, isRewritten: true });
  expect(joinMoves([...moves, UNKNOWN_MOVE]).total).toBeNull();
});

test("a tag's message says the version, the repository's lines, an override, and the decision's digest where it is wanted", () => {
  const tag = { extraLines: ["Signed-off-by: Demo Lead", "Version: <version>"], hasDecisionDigest: true };
  expect(tagMessage("1.0.0", { tag }, "ab12", null)).toBe(
    "Release v1.0.0\n\nSigned-off-by: Demo Lead\nVersion: 1.0.0\n\nDecision: sha256:ab12\n",
  );
  expect(tagMessage("1.0.0", { tag: { extraLines: [], hasDecisionDigest: false } }, "ab12", null)).toBe("Release v1.0.0\n");
  expect(tagMessage("1.0.0", { tag: { extraLines: [], hasDecisionDigest: false } }, "ab12", "Fire\nand water")).toBe(
    "Release v1.0.0\n\nOverride: Fire and water\n",
  );
});
