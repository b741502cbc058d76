import { describe, expect, test } from "vitest";
import { matchesFileNamePattern } from "./file-name-pattern";
import { parseFragmentName } from "./fragment-name";
import { compareIssues, renderIssue } from "./issue-order";
import { compileIssuePattern } from "./issue-pattern";
import { readFragments } from "./read-fragments";
import { readTowncrierConfig } from "./read-towncrier-config";

const read = (fragments: Record<string, string | Uint8Array>, settings = 'directory = "changes"') => {
  const files = new Map(Object.entries({ "pyproject.toml": `[tool.towncrier]\n${settings}`, "changes/t.md": "", ...fragments }));
  return readFragments(readTowncrierConfig(files), files);
};
const paths = (fragments: Record<string, string | Uint8Array>, settings?: string) => read(fragments, settings).map(({ path }) => path);

describe("a fragment's name", () => {
  const types = new Set(["feature", "fix"]);
  for (const [name, expected] of [
    ["12.fix", { issue: "12", type: "fix", counter: 0 }],
    ["12.fix.md", { issue: "12", type: "fix", counter: 0 }],
    ["012.fix.md", { issue: "12", type: "fix", counter: 0 }],
    ["12.fix.3.md", { issue: "12", type: "fix", counter: 3 }],
    ["gh-12.fix", { issue: "gh-12", type: "fix", counter: 0 }],
    ["fix-1.2.3.feature", { issue: "fix-1.2.3", type: "feature", counter: 0 }],
    ["1.fix.feature", { issue: "1.fix", type: "feature", counter: 0 }],
    ["+x1.fix.md", { issue: "+x1", type: "fix", counter: 0 }],
    [" 7 .fix", { issue: "7", type: "fix", counter: 0 }],
    ["٣.fix", { issue: "3", type: "fix", counter: 0 }],
    ["12.other.md", null],
    ["fix", null],
    ["fix.md", null],
  ] as const)
    test(name, () => expect(parseFragmentName(name, types)).toEqual(expected));
});

test("fragments come from the folder, with LF line ends, in a stable order", () => {
  expect(
    read({ "changes/2.misc.md": "b\r\nc\rd", "changes/1.feature.md": "a", "changes/deep/3.feature.md": "no", "3.feature.md": "no" }),
  ).toEqual([
    { path: "changes/1.feature.md", section: "", type: "feature", issue: "1", text: "a" },
    { path: "changes/2.misc.md", section: "", type: "misc", issue: "2", text: "b\nc\nd" },
  ]);
});

test("without a directory they come from newsfragments in the package", () => {
  expect(paths({ "src/boat/newsfragments/1.feature": "" }, 'package = "boat"\npackage_dir = "src"')).toEqual([
    "src/boat/newsfragments/1.feature",
  ]);
});

test("sections have their own folders", () => {
  const sections = '[[tool.towncrier.section]]\npath = ""\n[[tool.towncrier.section]]\npath = "mast"\nname = "Mast"';
  const found = read({ "changes/1.feature": "", "changes/mast/1.feature": "" }, `directory = "changes"\n${sections}`);
  expect(found.map(({ path, section }) => [path, section])).toEqual([
    ["changes/1.feature", ""],
    ["changes/mast/1.feature", "Mast"],
  ]);
  expect(paths({ "boat/mast/newsfragments/1.feature": "" }, `package = "boat"\n${sections}`)).toEqual([
    "boat/mast/newsfragments/1.feature",
  ]);
});

test("orphans have no issue and may be many", () => {
  expect(
    read({ "changes/+a.feature.md": "a", "changes/+b.feature.md": "b", "changes/+12.feature": "c" }).map(({ issue }) => issue),
  ).toEqual([null, null, null]);
});

test("another orphan prefix makes + an ordinary issue", () => {
  expect(
    read({ "changes/+a.feature.md": "", "changes/_b.feature.md": "" }, 'directory = "changes"\norphan_prefix = "_"').map(
      ({ issue }) => issue,
    ),
  ).toEqual(["+a", null]);
});

test("bytes that are no UTF-8 become replacement characters, a BOM stays", () => {
  expect(read({ "changes/1.feature": new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]) })[0]?.text).toBe("\ufeffa\ufffd");
});

test("what is no fragment is passed over while ignore is not set", () => {
  expect(paths({ "changes/README.md": "", "changes/.gitkeep": "", "changes/notes.txt": "", "changes/1.feature": "" })).toEqual([
    "changes/1.feature",
  ]);
});

test("with ignore, a file that is no fragment is an error unless ignore names it", () => {
  const settings = 'directory = "changes"\ntemplate = "changes/t.md"\nignore = ["NOTES.*", "draft-?.[a-c]*"]';
  expect(
    paths({ "changes/Notes.txt": "", "changes/draft-1.bak": "", "changes/readme.RST": "", "changes/1.feature": "" }, settings),
  ).toEqual(["changes/1.feature"]);
  expect(() => paths({ "changes/feature.12": "" }, settings)).toThrow(
    /changes\/feature\.12 is no fragment.*Rename it, or add it to ignore in pyproject\.toml/,
  );
});

test("the template is no fragment, whatever it is called", () => {
  expect(
    paths({ "changes/news.feature.md": "", "changes/1.feature": "" }, 'directory = "changes"\ntemplate = "changes/news.feature.md"'),
  ).toEqual(["changes/1.feature"]);
});

test("two files of one issue and type are an error that names both", () => {
  expect(() => read({ "changes/1.feature.md": "", "changes/1.feature.rst": "" })).toThrow(
    /changes\/1\.feature\.md and changes\/1\.feature\.rst are both issue 1 of type feature/,
  );
  expect(() => read({ "changes/1.feature": "", "changes/001.feature": "" })).toThrow(/are both issue 1/);
  expect(paths({ "changes/1.feature": "", "changes/1.feature.1": "", "changes/1.misc": "" })).toHaveLength(3);
});

test("issue_pattern is for issues, not for orphans", () => {
  const settings = `directory = "changes"\nissue_pattern = '\\d+'`;
  expect(paths({ "changes/12.feature": "", "changes/+x.feature": "" }, settings)).toHaveLength(2);
  expect(() => paths({ "changes/gh-12.feature": "" }, settings)).toThrow(
    /changes\/gh-12\.feature: the issue gh-12 does not match issue_pattern \\d\+/,
  );
});

for (const settings of ['directory = "../changes"', 'directory = "/etc"', 'package_dir = "a/../.."'])
  test(`a folder outside of the project is refused: ${settings}`, () =>
    expect(() => read({}, settings)).toThrow(/points outside the project's directory/));

describe("shell patterns", () => {
  for (const [pattern, name, matches] of [
    ["*.bak", "a.bak", true],
    ["*.bak", "a.bak2", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["[]]", "]", true],
    ["[a", "[a", true],
    ["*a*b*", "xxaxxbxx", true],
    ["", "", true],
    ["(a+)", "(a+)", true],
  ] as const)
    test(`${pattern} and ${name}`, () => expect(matchesFileNamePattern(name, pattern)).toBe(matches));

  test("many stars end at once", () => expect(matchesFileNamePattern("a".repeat(250), `${"*a".repeat(60)}b`)).toBe(false));
});

describe("issue patterns match the whole issue, as Python's fullmatch", () => {
  for (const [pattern, issue, matches] of [
    ["\\d+", "123", true],
    ["\\d+", "12a", false],
    ["(gh|bug)-\\d{1,3}", "gh-12", true],
    ["(gh|bug)-\\d{1,3}", "bug-1234", false],
    ["[A-Z]{2,}-\\d+", "ABC-1", true],
    ["[^-]+", "a-b", false],
    ["a|", "", true],
    ["^a.c$", "abc", true],
    ["(?:ab)*?c", "ababc", true],
    ["(?P<team>\\w+)/\\S", "äb/x", true],
    ["\\.\\+", ".+", true],
    ["a{,2}", "aa", true],
    ["a{2}", "a", false],
    ["x{", "x{", true],
    ["[\\d-]+", "1-2", true],
    ["\\Aa\\Z", "a", true],
  ] as const)
    test(`${pattern} and ${issue}`, () => expect(compileIssuePattern(pattern, "here")(issue)).toBe(matches));

  for (const pattern of ["(a+)+$", "(a|aa)+b", "(a*)*b", "((a*)*)*b"])
    test(`${pattern} ends at once on a hostile issue`, () =>
      expect(compileIssuePattern(pattern, "here")(`${"a".repeat(250)}!`)).toBe(false));

  for (const [pattern, reason] of [
    ["(a", /a \( is not closed/],
    ["a)", /a \) without/],
    ["[a", /a \[ is not closed/],
    ["*a", /nothing before a repeat/],
    ["{2}a", /nothing before a repeat/],
    ["^*a", /nothing to repeat/],
    ["a**", /repeat is repeated/],
    ["(?=a)", /not supported/],
    ["(a)\\1", /\\1 is not supported/],
    ["[z-a]", /range z-a/],
    ["a{3,2}", /counts down/],
    ["a\\", /ends with a backslash/],
    ["(a{999}){999}", /repeats too much/],
    ["a".repeat(2000), /at most 1000/],
  ] as const)
    test(`refuses ${pattern.slice(0, 20)}`, () => expect(() => compileIssuePattern(pattern, "here")).toThrow(reason));
});

test("issues are ordered by words and number, bare numbers last", () => {
  const issues = ["2", "10", "#11", "#3", "gh-10", "gh-4", "omega", "alpha", "😀1", "￮1"];
  expect(issues.sort(compareIssues)).toEqual(["alpha", "omega", "#3", "#11", "gh-4", "gh-10", "￮1", "😀1", "2", "10"]);
});

for (const [format, issue, expected] of [
  [null, "12", "#12"],
  [null, "gh-12", "gh-12"],
  [null, "1_000", "#1_000"],
  ["[{issue}](x/{issue})", "7", "[7](x/7)"],
  ["{{{issue}}}", "7", "{7}"],
] as const)
  test(`prints ${issue} by ${format}`, () => expect(renderIssue(format, issue, "here")).toBe(expected));

for (const format of ["{number}", "{issue.__class__}", "{issue!r}", "{0}", "{}", "{issue", "issue}", "{issue:>10}", "{__proto__}"])
  test(`refuses the format ${format}`, () =>
    expect(() => renderIssue(format, "1", "x.toml: issue_format")).toThrow(/x\.toml: issue_format: /));
