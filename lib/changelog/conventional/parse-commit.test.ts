import { expect, test } from "vitest";
import { listChanges, parseCommit } from "./parse-commit";

for (const [message, type, scope, isBreaking, description] of [
  ["feat: add a lamp", "feat", null, false, "add a lamp"],
  ["feat(api): add a lamp", "feat", "api", false, "add a lamp"],
  ["FIX(Api)!: drop it", "fix", "Api", true, "drop it"],
  ["refactor!: drop it", "refactor", null, true, "drop it"],
  ["feat(#586): clean up", "feat", "#586", false, "clean up"],
  ["fix(): no scope inside", "fix", null, false, "no scope inside"],
  ["fix:without a space", "fix", null, false, "without a space"],
  ["improve-docs: own type", "improve-docs", null, false, "own type"],
  ["feat: a: b: c", "feat", null, false, "a: b: c"],
  ["Add a lamp", null, null, false, "Add a lamp"],
  ["https://example.org moved", null, null, false, "https://example.org moved"],
  ["feat (api): space before the scope", null, null, false, "feat (api): space before the scope"],
  ["feat(api: unclosed", null, null, false, "feat(api: unclosed"],
  ["feat(a(b)): nested", null, null, false, "feat(a(b)): nested"],
  ["feat!(api): mark too early", null, null, false, "feat!(api): mark too early"],
  ["feat:", null, null, false, "feat:"],
  ["feat:   ", null, null, false, "feat:"],
  ["", null, null, false, ""],
  ["\n\n\r\n", null, null, false, ""],
] as const)
  test(`subject ${JSON.stringify(message)}`, () =>
    expect(parseCommit(message)).toMatchObject({ type, scope, isBreaking, description, nested: [] }));

test("body and footers are told apart, in CRLF as in LF", () => {
  const message = "fix: a\n\nNote that this\nis prose.\n\nReviewed-by: Z\nCloses #12\nRefs: #13, #14\nCo-authored-by: A B <a@example.org>";
  for (const text of [message, message.replaceAll("\n", "\r\n"), message.replaceAll("\n", "\r")])
    expect(parseCommit(text)).toMatchObject({
      body: "Note that this\nis prose.",
      footers: [
        { token: "Reviewed-by", separator: ":", value: "Z" },
        { token: "Closes", separator: "#", value: "12" },
        { token: "Refs", separator: ":", value: "#13, #14" },
        { token: "Co-authored-by", separator: ":", value: "A B <a@example.org>" },
      ],
    });
});

test("a paragraph that merely begins like a footer is body", () =>
  expect(parseCommit("fix: a\n\nNote: see below,\nit goes on.")).toMatchObject({ body: "Note: see below,\nit goes on.", footers: [] }));

for (const [name, message, notes] of [
  ["footer", "feat: a\n\nBREAKING CHANGE: b goes", ["b goes"]],
  ["footer with a hyphen", "feat: a\n\nBREAKING-CHANGE: b goes", ["b goes"]],
  ["several footers", "feat: a\n\nBREAKING CHANGE: b goes\nBREAKING CHANGE: c goes\nRefs: #1", ["b goes", "c goes"]],
  ["over several lines", "feat: a\n\nBREAKING CHANGE: b goes\nwith c\n  and d", ["b goes\nwith c\nand d"]],
  ["text on the next line", "feat: a\n\nBREAKING CHANGE:\nb goes", ["b goes"]],
  ["in the middle of the body", "feat: a\n\nprose\nBREAKING CHANGE: b goes\n\nmore prose", ["b goes"]],
  ["mark only", "feat!: a", []],
] as const)
  test(`breaking change: ${name}`, () => expect(parseCommit(message)).toMatchObject({ isBreaking: true, breakingNotes: notes }));

for (const message of [
  "feat: a\n\nbreaking change: small letters do not count",
  "feat: no BREAKING CHANGE: inside a line",
  "feat: a\n\n* BREAKING CHANGE: in a list",
])
  test(`not breaking: ${JSON.stringify(message.slice(9, 40))}`, () => expect(parseCommit(message).isBreaking).toBe(false));

for (const [message, pullRequest, closes] of [
  ["fix: a (#12)", 12, []],
  ["fix: a (#11) (#12)", 12, []],
  ["fix: a (#12) follow-up", null, []],
  [
    "fix: a\n\nCloses #1, closes #2 and fixes o/r#3",
    null,
    [
      { repository: null, number: 1 },
      { repository: null, number: 2 },
      { repository: "o/r", number: 3 },
    ],
  ],
  ["fix: a\n\nResolves: https://git.example.org/o/r/issues/7", null, [{ repository: "o/r", number: 7 }]],
  ["fix: closes #4\n\nCloses #4", null, [{ repository: null, number: 4 }]],
  ["fix: a\n\nRefs #1, encloses #2", null, []],
  ["Merge pull request #7 from o/topic\n\nAdd a lamp", 7, []],
] as const)
  test(`references of ${JSON.stringify(message)}`, () => expect(parseCommit(message)).toMatchObject({ pullRequest, closes }));

for (const [message, type, revert] of [
  [
    'Revert "feat: a (#1)"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
    null,
    { subject: "feat: a (#1)", shas: ["0123456789abcdef0123456789abcdef01234567"], pullRequest: null },
  ],
  ['Revert "feat: a (#1)" (#2)\n\nReverts o/r#1', null, { subject: "feat: a (#1)", shas: [], pullRequest: 1 }],
  ['Revert "Revert "feat: a""', null, { subject: 'Revert "feat: a"', shas: [], pullRequest: null }],
  ['Reapply "feat: a"\n\nThis reverts commit abcdef0.', null, { subject: 'Revert "feat: a"', shas: ["abcdef0"], pullRequest: null }],
  ["revert: feat: a\n\nThis reverts commit abcdef0.", "revert", { subject: "feat: a", shas: ["abcdef0"], pullRequest: null }],
  ["revert: two at once\n\nRefs: 676104e, a215868", "revert", { subject: "two at once", shas: ["676104e", "a215868"], pullRequest: null }],
  ["Revert to the old lamp", null, null],
] as const)
  test(`revert ${JSON.stringify(message)}`, () => expect(parseCommit(message)).toMatchObject({ type, revert }));

for (const [message, merge] of [
  ["Merge pull request #7 from o/topic", { source: "o/topic", pullRequest: 7 }],
  ["Merge branch 'main' into topic", { source: "main", pullRequest: null }],
  ["Merge remote-tracking branch 'origin/main'", { source: "origin/main", pullRequest: null }],
  ["Merge the two lamps", null],
] as const)
  test(`merge ${JSON.stringify(message)}`, () => expect(parseCommit(message).merge).toEqual(merge));

for (const [message, releaseAs] of [
  ["chore: go\n\nRelease-As: 2.0.0", "2.0.0"],
  ["chore: go\n\nrelease-as: 2.0.0-rc.1\nCloses #1", "2.0.0-rc.1"],
  ["chore: Release-As: 2.0.0", null],
] as const)
  test(`Release-As of ${JSON.stringify(message)}`, () => expect(parseCommit(message).releaseAs).toBe(releaseAs));

const kinds = (message: string, pullRequestBody?: string) =>
  listChanges({ sha: "a".repeat(40), message, ...(pullRequestBody === undefined ? {} : { pullRequestBody }) }).map(
    ({ type, description }) => `${type}: ${description}`,
  );

for (const [name, message, pullRequestBody, expected] of [
  ["paragraphs at the bottom", "feat: a\n\nprose\n\nfix(x): b\n  more of b\n\nfeat: c", undefined, ["feat: a", "fix: b", "feat: c"]],
  ["lines at the bottom", "feat: a\n\nprose\n\nfix(x): b\nfeat!: c", undefined, ["feat: a", "fix: b", "feat: c"]],
  [
    "a nested block",
    "feat: a\n\nBEGIN_NESTED_COMMIT\nfix: b\n\nprose\nEND_NESTED_COMMIT\nBEGIN_NESTED_COMMIT\nfix: c\nEND_NESTED_COMMIT",
    undefined,
    ["feat: a", "fix: b", "fix: c"],
  ],
  ["an unclosed nested block", "feat: a\n\nBEGIN_NESTED_COMMIT\nfix: b", undefined, ["feat: a", "fix: b"]],
  [
    "an override in the pull request",
    "oops",
    "Hello\nBEGIN_COMMIT_OVERRIDE\nfeat: a\n\nfix: b\nEND_COMMIT_OVERRIDE\nbye",
    ["feat: a", "fix: b"],
  ],
  ["an override in the squashed body", "oops (#1)\n\nBEGIN_COMMIT_OVERRIDE\r\nfeat: a\r\nEND_COMMIT_OVERRIDE", undefined, ["feat: a"]],
  [
    "an override of nothing but nested blocks",
    "oops",
    "BEGIN_COMMIT_OVERRIDE\nBEGIN_NESTED_COMMIT\nfix: b\nEND_NESTED_COMMIT\nEND_COMMIT_OVERRIDE",
    ["fix: b"],
  ],
  ["an empty override, which does not count", "fix: a", "BEGIN_COMMIT_OVERRIDE\n\nEND_COMMIT_OVERRIDE", ["fix: a"]],
  [
    "a merge commit with a conventional title",
    "Merge pull request #7 from o/topic\n\nfix: a",
    undefined,
    ["null: Merge pull request #7 from o/topic", "fix: a"],
  ],
  ["bullets of a squash, which do not count", "feat: a\n\n* fix: b\n\n* fix: c", undefined, ["feat: a"]],
  ["trailers, which do not count", "fix: a\n\nFixes: #3\nTested-by: Z", undefined, ["fix: a"]],
  ["a wrapped line of prose, which does not count", "fix: a\n\nThis is about\nfix: lines.", undefined, ["fix: a"]],
] as const)
  test(`further commits: ${name}`, () => expect(kinds(message, pullRequestBody)).toEqual(expected));

test("a further commit has footers of its own, indented or not", () =>
  expect(
    parseCommit("feat: a\n\nprose\n\nfix: b\n  BREAKING-CHANGE: c goes\n  Source-Link: x\n\nfix: d\nBREAKING CHANGE: e goes").nested,
  ).toMatchObject([
    { description: "b", breakingNotes: ["c goes"], footers: [{}, { token: "Source-Link", value: "x" }] },
    { description: "d", breakingNotes: ["e goes"] },
  ]));

for (const [name, message] of [
  ["100,000 lines of prose", `fix: a\n\n${"some words\n".repeat(100_000)}`],
  ["100,000 paragraphs", `fix: a\n\n${"words\n\n".repeat(100_000)}`],
  ["100,000 footers", `fix: a\n\n${"Closes #1\n".repeat(100_000)}`],
  ["100,000 lines of one breaking note", `fix: a\n\nBREAKING CHANGE: b\n${"more\n".repeat(100_000)}`],
  ["100,000 further commits", `fix: a\n\n${"feat: b\n\n".repeat(100_000)}`],
  ["100,000 nested blocks", `fix: a\n${"BEGIN_NESTED_COMMIT\nfix: b\nEND_NESTED_COMMIT\n".repeat(100_000)}`],
  ["a subject of 10 MB", `fix(${"(".repeat(10_000_000)}`],
  ["10 MB of spaces", `fix: a${" ".repeat(10_000_000)}b`],
  ["10 MB of hashes", `fix: a\n\ncloses ${"#".repeat(10_000_000)}`],
  ["10 MB of quotes", `Revert "${'"'.repeat(10_000_000)}`],
  ["10 MB of opening brackets", `fix: a ${"(#1".repeat(3_000_000)}`],
  ["10 MB of a repository name", `fix: a\n\ncloses ${"a/".repeat(5_000_000)}`],
] as const)
  test(`hostile: ${name} is read in under two seconds`, () => {
    const started = performance.now();
    expect(parseCommit(message).body.length).toBeLessThanOrEqual(message.length);
    expect(performance.now() - started).toBeLessThan(2000);
  });
