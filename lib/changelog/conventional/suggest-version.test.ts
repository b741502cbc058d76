import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { nextVersion } from "./next-version";
import { suggestVersion } from "./suggest-version";
import type { PrereleasePolicy, VersionPolicy } from "./version-suggestion";

const read = (text: string) => {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
};

/** Messages newest first; the first has the sha 000…, the second 111…. */
const suggest = (current: string, messages: readonly string[], policy: Partial<VersionPolicy> = {}) =>
  suggestVersion(
    read(current),
    messages.map((message, index) => ({ sha: String(index).repeat(40), message })),
    policy,
  );

const said = (current: string, messages: readonly string[], policy: Partial<VersionPolicy> = {}) => {
  const suggestion = suggest(current, messages, policy);
  if (suggestion.type === "no-release") return "none";
  return suggestion.type === "release" ? suggestion.answer.version : suggestion.answers.map(({ version }) => version).join(" or ");
};

for (const [name, messages, version] of [
  ["D24 fix: is a patch", ["fix: a"], "1.2.4"],
  ["D24 perf: is a patch", ["perf: a"], "1.2.4"],
  ["D25 feat: is a minor", ["fix: b", "feat: a", "docs: c"], "1.3.0"],
  ["D26 feat!: is a major", ["fix: b", "feat!: a"], "2.0.0"],
  ["D26 fix!: is a major", ["fix(cli)!: a", "feat: b"], "2.0.0"],
  ["D26 a BREAKING CHANGE footer is a major", ["chore: a\n\nBREAKING CHANGE: b"], "2.0.0"],
  ["D27 docs, test, ci, chore and style make no release", ["docs: a", "test: b", "ci: c", "chore: d", "style: e"], "none"],
  ["D27 unconventional commits make no release", ["Add a lamp", "Merge branch 'main'"], "none"],
  ["D28 a commit inside a squash counts", ["chore: a\n\nfeat: b"], "1.3.0"],
  ["no commit makes no release", [], "none"],
] as const)
  test(name, () => expect(said("1.2.3", messages)).toBe(version));

test("D28 names the commit that decides, the oldest of the strongest", () =>
  expect(suggest("1.2.3", ["feat: c", "feat(x): b (#2)", "fix: a"])).toMatchObject({
    type: "release",
    answer: {
      bump: "minor",
      rule: "D25",
      decidedBy: { sha: "1".repeat(40), subject: "feat(x): b (#2)" },
      reason: "“feat(x): b (#2)” (1111111) adds a feature, so this is a minor release.",
    },
  }));

test("D26 D30 before 1.0 a breaking change has two answers and a question", () =>
  expect(suggest("0.6.1", ["feat!: a"])).toMatchObject({
    type: "choice",
    question: "There is a breaking change before 1.0. Release 1.0.0 (D26: breaking is major) or 0.7.0 (D30: before 1.0 prefer minor)?",
    answers: [
      { bump: "major", rule: "D26", version: "1.0.0" },
      { bump: "minor", rule: "D30", version: "0.7.0" },
    ],
  }));

for (const [name, policy, messages, version] of [
  ["D30 the policy may settle for minor", { breakingBeforeOne: "minor" }, ["feat!: a"], "0.7.0"],
  ["D26 the policy may settle for major", { breakingBeforeOne: "major" }, ["feat!: a"], "1.0.0"],
  ["D29 a feature before 1.0 is a minor", {}, ["feat: a"], "0.7.0"],
  ["D29 a feature before 1.0 is a patch where the configuration says so", { featureBeforeOne: "patch" }, ["feat: a"], "0.6.2"],
] as const)
  test(name, () => expect(said("0.6.1", messages, policy)).toBe(version));

test("Release-As: a footer of an unconventional commit does not count, and that is told", () => {
  const suggestion = suggest("1.2.3", ["Prepare\n\nRelease-As: 3.0.0", "fix: b", "fix: c"]);
  expect(suggestion).toMatchObject({ answer: { version: "1.2.4" }, warnings: [{ id: "unread-footer" }] });
});

test("D27 the reason names the types that were found", () =>
  expect(suggest("1.0.0", ["docs: a", "ci: b"])).toMatchObject({
    reason: "Only ci, docs commits since the last release; they do not make a release by themselves (D27).",
  }));

const sha = (digit: string) => digit.repeat(40);

for (const [name, messages, version, cancelled] of [
  ["by its sha", [`Revert "feat: a"\n\nThis reverts commit ${sha("2")}.`, "fix: b", "feat: a"], "1.2.4", ["feat: a"]],
  ["by a short sha", ["revert: feat: a\n\nThis reverts commit 1111111.", "feat: a"], "none", ["feat: a"]],
  ["by its pull request", ['Revert "feat: a (#1)" (#2)\n\nReverts o/r#1', "feat: a (#1)"], "none", ["feat: a (#1)"]],
  ["by its subject", ["revert: feat: a", "feat: a", "fix: b"], "1.2.4", ["feat: a"]],
  ["two commits at once", [`revert: both\n\nRefs: 1111111, 2222222`, "feat: a", "fix: b"], "none", ["feat: a", "fix: b"]],
  [
    "nothing, when the revert is reverted",
    [`Revert "Revert "feat: a""\n\nThis reverts commit ${sha("1")}.`, `Revert "feat: a"\n\nThis reverts commit ${sha("2")}.`, "feat: a"],
    "1.3.0",
    ['Revert "feat: a"'],
  ],
  ["an older release's commit, which is a patch", ["revert: feat: a\n\nThis reverts commit abcdef0."], "1.2.4", []],
  ["only older commits, never a later one of the same name", ["feat: a", "revert: feat: a"], "1.3.0", []],
  ["one of two commits of the same name", ["revert: feat: a", "feat: a", "feat: a"], "1.3.0", ["feat: a"]],
] as const)
  test(`a revert in the range cancels ${name}`, () => {
    expect(said("1.2.3", messages)).toBe(version);
    expect(suggest("1.2.3", messages).cancelled.map(({ subject }) => subject)).toEqual(cancelled);
  });

for (const [name, messages, policy, version, ids] of [
  ["wins over the commits", ["chore: a\n\nRelease-As: 3.0.0", "feat!: b"], {}, "3.0.0", []],
  [
    "the newest wins, and the difference is told",
    ["chore: a\n\nRelease-As: 3.0.0", "chore: b\n\nRelease-As: 4.0.0"],
    {},
    "3.0.0",
    ["release-as-differs"],
  ],
  ["the configuration wins over footers", ["chore: a\n\nRelease-As: 3.0.0"], { releaseAs: "5.0.0" }, "5.0.0", ["release-as-differs"]],
  [
    "a prerelease is taken to the letter (B11)",
    ["chore: a\n\nRelease-As: 0.6.6-preview"],
    { releaseAs: null },
    "0.6.6-preview",
    ["release-as-not-newer"],
  ],
  ["what is no version does not count", ["fix: a\n\nRelease-As: soon"], {}, "1.2.4", ["release-as-unreadable"]],
  ["a reverted one does not count", ["revert: chore: a", "chore: a\n\nRelease-As: 3.0.0", "fix: b", "fix: c"], {}, "1.2.4", []],
] as const)
  test(`Release-As: ${name}`, () => {
    expect(said("1.2.3", messages, policy)).toBe(version);
    const got = suggest("1.2.3", messages, policy).warnings.map(({ id }) => id);
    expect(got.filter((id) => id.startsWith("release-as"))).toEqual(ids);
  });

for (const [name, messages, policy, ids] of [
  ["D32 one releasing commit", ["fix: a", "docs: b"], {}, ["one-commit-release"]],
  ["D32 not for two", ["fix: a", "fix: b"], {}, []],
  ["D32 not for a squash of two", ["fix: a\n\nfeat: b"], {}, []],
  ["D32 not where nothing is released", ["docs: a"], {}, []],
  ["D31 a breaking change", ["feat!: a", "fix: b"], {}, ["breaking-change"]],
  [
    "D31 only of the scopes that are the command line",
    ["feat(api)!: a", "fix(cli)!: b", "fix: c"],
    { commandLineScopes: ["cli"] },
    ["breaking-change"],
  ],
  ["a footer that Release Please does not read", ["Add a lamp\n\nBREAKING CHANGE: a", "fix: b", "fix: c"], {}, ["unread-footer"]],
  ["a revert that Release Please does not read", ['Revert "feat: a"', "fix: b", "fix: c"], {}, ["unread-revert"]],
] as const)
  test(`warning: ${name}`, () => expect(suggest("1.2.3", messages, policy).warnings.map(({ id }) => id)).toEqual(ids));

test("D31 the warning says whether the note for users is missing", () => {
  const [bare, noted] = suggest("1.2.3", ["feat!: a", "feat: b\n\nBREAKING CHANGE: c"]).warnings;
  expect(bare?.message).toContain("no BREAKING CHANGE note");
  expect(noted?.message).toContain("check that its note");
});

const rc: PrereleasePolicy = { stage: "rc", numbering: "always", spelling: "semver" };
const planned: PrereleasePolicy = { stage: "preview", numbering: "never", spelling: "semver" };

for (const [current, bump, policy, expected] of [
  ["1.2.0-rc.1", "patch", null, "1.2.0"],
  ["1.2.0-rc.1", "minor", null, "1.2.0"],
  ["1.2.0-rc.1", "major", null, "2.0.0"],
  ["1.2.1-rc.1", "minor", null, "1.3.0"],
  ["2.0.0-rc.1", "major", null, "2.0.0"],
  ["1.2.0-rc.1", "minor", rc, "1.2.0-rc.2"],
  ["1.2.1-rc.1", "minor", rc, "1.3.0-rc.1"],
  ["1.2.3", "patch", rc, "1.2.4-rc.1"],
  ["1.2.0-beta.4", "patch", rc, "1.2.0-rc.1"],
  ["26.2.0rc9", "minor", rc, "26.2.0rc10"],
  ["26.2.0", "patch", { ...rc, spelling: "pep440" }, "26.2.1rc1"],
  ["26.2.0", "patch", { ...planned, spelling: "pep440" }, "26.2.1.dev0"],
  ["1.2.0-beta01", "patch", { ...rc, stage: "beta" }, "1.2.0-beta02"],
  ["1.2.0-rc", "patch", rc, "1.2.0-rc.1"],
  ["1.2.3", "minor", { ...rc, stage: "beta", numbering: "from-second" }, "1.3.0-beta"],
  ["1.3.0-beta", "minor", { ...rc, stage: "beta", numbering: "from-second" }, "1.3.0-beta.1"],
  ["0.6.5-preview.3", "patch", planned, "0.6.6-preview"],
  ["0.6.5-alpha", "patch", planned, "0.6.5-preview"],
  ["1.2", "patch", null, "1.2.1"],
  ["1.2.3.4", "minor", null, "1.3.0.0"],
] as const)
  test(`B14–B18 ${bump} after ${current} towards ${policy?.stage ?? "a final"} is ${expected}`, () =>
    expect(nextVersion(read(current), bump, policy)).toBe(expected));

test("a stage before the reached one keeps the reached one and warns", () => {
  const suggestion = suggest("1.2.0-rc.1", ["fix: a", "fix: b"], { prerelease: { ...rc, stage: "alpha" } });
  expect(suggestion).toMatchObject({ answer: { version: "1.2.0-rc.2" }, warnings: [{ id: "stage-goes-back" }] });
});

test("hostile: 50,000 reverts of one subject are cancelled in under five seconds", () => {
  const messages = [...Array<string>(50_000).fill("revert: feat: a"), ...Array<string>(50_000).fill("feat: a")];
  const started = performance.now();
  expect(
    suggestVersion(
      read("1.2.3"),
      messages.map((message, index) => ({ sha: `${index}`.padStart(40, "0"), message })),
    ),
  ).toMatchObject({ type: "no-release" });
  expect(performance.now() - started).toBeLessThan(5000);
});
