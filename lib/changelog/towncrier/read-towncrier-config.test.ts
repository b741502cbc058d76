import { expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { readTowncrierConfig } from "./read-towncrier-config";

const read = (settings: string, others: Record<string, string> = {}) =>
  readTowncrierConfig(new Map(Object.entries({ "pyproject.toml": `[tool.towncrier]\n${settings}`, ...others })));

test("an empty table has the defaults of towncrier 24.8", () => {
  expect(read("")).toEqual({
    path: "pyproject.toml",
    name: "",
    package: "",
    packageDir: ".",
    version: null,
    directory: null,
    filename: "NEWS.rst",
    singleFile: true,
    startString: ".. towncrier release notes start\n",
    titleFormat: "",
    issueFormat: null,
    template: { type: "restructured-text" },
    wrap: false,
    allBullets: true,
    underlines: ["=", "-", "~"],
    ignore: null,
    issuePattern: "",
    orphanPrefix: "+",
    createEofNewline: true,
    createAddExtension: true,
    types: [
      { id: "feature", name: "Features", showContent: true, check: true },
      { id: "bugfix", name: "Bugfixes", showContent: true, check: true },
      { id: "doc", name: "Improved Documentation", showContent: true, check: true },
      { id: "removal", name: "Deprecations and Removals", showContent: true, check: true },
      { id: "misc", name: "Misc", showContent: false, check: true },
    ],
    sections: new Map([["", ""]]),
  });
});

test("every key is read", () => {
  const settings = `name = "Boat"
package = "boat"
package_dir = "src"
version = "1.0"
directory = "changes"
filename = "CHANGES.md"
single_file = false
start_string = "<!-- here -->"
title_format = "{name} {version}"
issue_format = "#{issue}"
template = "changes/t.jinja"
wrap = true
all_bullets = false
underlines = ["#", "=", "-"]
ignore = ["*.bak"]
issue_pattern = '\\d+'
orphan_prefix = "_"
create_eof_newline = false
create_add_extension = false
[[tool.towncrier.type]]
directory = "hull"
name = "Hull"
showcontent = false
check = false
[[tool.towncrier.section]]
name = "Mast"
path = "mast"
`;
  expect(read(settings, { "changes/t.jinja": "" })).toEqual({
    path: "pyproject.toml",
    name: "Boat",
    package: "boat",
    packageDir: "src",
    version: "1.0",
    directory: "changes",
    filename: "CHANGES.md",
    singleFile: false,
    startString: "<!-- here -->",
    titleFormat: "{name} {version}",
    issueFormat: "#{issue}",
    template: { type: "file", path: "changes/t.jinja" },
    wrap: true,
    allBullets: false,
    underlines: ["#", "=", "-"],
    ignore: ["*.bak"],
    issuePattern: "\\d+",
    orphanPrefix: "_",
    createEofNewline: false,
    createAddExtension: false,
    types: [{ id: "hull", name: "Hull", showContent: false, check: false }],
    sections: new Map([["Mast", "mast"]]),
  });
});

test("towncrier.toml is taken before pyproject.toml", () => {
  const files = new Map([
    ["pyproject.toml", "[project]"],
    ["towncrier.toml", '[tool.towncrier]\nname = "Boat"'],
  ]);
  expect(readTowncrierConfig(files)).toMatchObject({ path: "towncrier.toml", name: "Boat" });
});

test("[fragment.*] tables are named after their type, sorted, and win over [[type]]", () => {
  const { types } = read(
    '[tool.towncrier.fragment.tests]\nshowcontent = false\n[tool.towncrier.fragment.FEAT]\n[tool.towncrier.fragment.fix]\nname = "Fixed"\ncheck = false\n[[tool.towncrier.type]]\ndirectory="x"\nname="X"\nshowcontent=true',
  );
  expect(types).toEqual([
    { id: "FEAT", name: "Feat", showContent: true, check: true },
    { id: "fix", name: "Fixed", showContent: true, check: false },
    { id: "tests", name: "Tests", showContent: false, check: true },
  ]);
});

for (const [name, settings, template] of [
  ["Markdown for a file that ends in .md", 'filename = "CHANGES.md"', { type: "markdown" }],
  ["reStructuredText for .MD, as towncrier does", 'filename = "CHANGES.MD"', { type: "restructured-text" }],
  ["reStructuredText for a file that is only called .md", 'filename = "docs/.md"', { type: "restructured-text" }],
  ["the named default", 'filename = "CHANGES.md"\ntemplate = "towncrier:default"', { type: "markdown" }],
  ["the named default in another format", 'filename = "CHANGES.md"\ntemplate = "towncrier:default.rst"', { type: "restructured-text" }],
  ["the default by its module", 'template = "towncrier.templates:default.md"', { type: "markdown" }],
] as const)
  test(`chooses ${name}`, () => expect(read(settings).template).toEqual(template));

test("title_format = false is no title", () => expect(read("title_format = false").titleFormat).toBe(false));
test("underlines in one text are its characters", () => expect(read('underlines = "=-~"').underlines).toEqual(["=", "-", "~"]));
test("unknown keys are passed over", () => expect(read('colour = "red"').name).toBe(""));

for (const [name, settings, message] of [
  ["a misspelt single_file", "singlefile = true", /pyproject\.toml: \[tool\.towncrier\]: singlefile is no setting\. Write single_file/],
  ["a flag in quotes", 'wrap = "yes"', /pyproject\.toml: \[tool\.towncrier\]: wrap must be true or false/],
  ["a number for wrap", "wrap = 79", /wrap must be true or false/],
  ["a number for a name", "name = 1", /name must be a text in quotes/],
  ["a title_format that is true", "title_format = true", /title_format must be a text in quotes, or false/],
  ["a text for ignore", 'ignore = "x"', /ignore must be a list of texts/],
  ["no underlines", "underlines = []", /underlines must be a list that is not empty/],
  ["a section without a path", '[[tool.towncrier.section]]\nname = "x"', /\[\[tool\.towncrier\.section\]\] number 1: path is missing/],
  [
    "a section table that is no list",
    '[tool.towncrier.section]\nname = "x"',
    /section must be tables, each beginning with a line \[\[tool\.towncrier\.section\]\]/,
  ],
  [
    "a type without a directory",
    '[[tool.towncrier.type]]\nname = "x"\nshowcontent = true',
    /\[\[tool\.towncrier\.type\]\] number 1: directory is missing/,
  ],
  ["a type without showcontent", '[[tool.towncrier.type]]\nname = "x"\ndirectory = "x"', /showcontent is missing/],
  ["a fragment that is no table", "[tool.towncrier.fragment]\nfix = 1", /\[tool\.towncrier\.fragment\]: fix must be a table/],
  ["an issue_format without end", `issue_format = "${"x".repeat(501)}"`, /issue_format must be at most 500 characters long/],
  ["a long underline", `underlines = ["${"=".repeat(11)}"]`, /underlines must be texts of at most 10 characters/],
  [
    "too many sections",
    Array.from({ length: 1001 }, (_, i) => `[[tool.towncrier.section]]\npath = ""\nname = "${i}"\n`).join(""),
    /section must be at most 1000 items, not 1001/,
  ],
  ["a template of a Python package", 'template = "boat:news"', /template boat:news is part of a Python package/],
  [
    "a packaged template of towncrier that is not its default",
    'template = "towncrier:single-file-no-bullets"',
    /Copy that file into the repository/,
  ],
  ["a template outside of the project", 'template = "../t.md"', /\.\.\/t\.md points outside the project's directory/],
  ["an issue_pattern that is no pattern", "issue_pattern = '(a'", /issue_pattern: a \( is not closed/],
] as const)
  test(`refuses ${name}`, () => expect(() => read(settings)).toThrow(message));

test("a project without a configuration says what to add", () => {
  expect(() => readTowncrierConfig(new Map())).toThrow(AppError);
  expect(() => readTowncrierConfig(new Map())).toThrow(/no towncrier\.toml and no pyproject\.toml/);
});

for (const text of ["", "[tool]", "[tool.other]", "[towncrier]"])
  test(`a configuration without the table says so: ${text}`, () =>
    expect(() => readTowncrierConfig(new Map([["pyproject.toml", text]]))).toThrow(/pyproject\.toml has no \[tool\.towncrier\] table/));

test("invalid TOML names the line", () => {
  expect(() => readTowncrierConfig(new Map([["towncrier.toml", "[tool.towncrier]\nname = "]]))).toThrow(
    /towncrier\.toml is not valid TOML at line 2/,
  );
});

test("a file that is not UTF-8 says so", () => {
  expect(() => readTowncrierConfig(new Map([["pyproject.toml", new Uint8Array([0xff, 0xfe])]]))).toThrow(
    /pyproject\.toml is not valid UTF-8/,
  );
});
