import { describe, expect, test } from "vitest";
import { renderDraft } from "./plan-build";
import { compareText, countCharacters, listPythonLines, stripText } from "./python-text";
import { wrapLine } from "./wrap-text";

const REQUEST = { version: "1.2.0", date: "2026-01-15" };
const draft = (fragments: Record<string, string>, settings = "") => {
  const changes = Object.entries(fragments).map(([name, text]): [string, string] => [`changes/${name}`, text]);
  const toml = `[tool.towncrier]\nname = "Boat"\ndirectory = "changes"\nfilename = "CHANGES.md"\n${settings}`;
  return renderDraft(new Map([["pyproject.toml", toml], ...changes]), REQUEST);
};
/** The body under the one category of a draft. */
const entries = (fragments: Record<string, string>, settings = "") => draft(fragments, settings).split("### Features\n\n")[1];

test("Markdown: title, categories in the order of the types, issues behind the text", () => {
  expect(draft({ "2.bugfix.md": "Fix the keel.", "1.feature.md": "Add a mast." })).toBe(
    "# Boat 1.2.0 (2026-01-15)\n\n### Features\n\n- Add a mast. (#1)\n\n### Bugfixes\n\n- Fix the keel. (#2)\n\n\n\n",
  );
});

test("reStructuredText: everything is underlined to its width in characters", () => {
  expect(
    draft({ "1.feature": "Add a mast." }, 'template = "towncrier:default.rst"\n[tool.towncrier.fragment.feature]\nname = "Größe 漢"'),
  ).toBe("Boat 1.2.0 (2026-01-15)\n=======================\n\nGröße 漢\n-------\n\n- Add a mast. (#1)\n\n\n\n");
});

test("reStructuredText: sections take the second underline, their categories the third", () => {
  const sections = '[[tool.towncrier.section]]\npath = ""\n[[tool.towncrier.section]]\npath = "mast"\nname = "Mast"';
  expect(draft({ "mast/1.feature": "A" }, `template = "towncrier:default.rst"\n${sections}`)).toBe(
    "Boat 1.2.0 (2026-01-15)\n=======================\n\nNo significant changes.\n\n\nMast\n----\n\nFeatures\n~~~~~~~~\n\n- A (#1)\n\n\n\n",
  );
  expect(() => draft({ "1.feature": "A" }, 'template = "towncrier:default.rst"\nunderlines = ["="]')).toThrow(
    /underlines has 1 of the three lines/,
  );
});

test("nothing to tell is said", () => {
  expect(draft({})).toBe("# Boat 1.2.0 (2026-01-15)\n\nNo significant changes.\n\n\n\n");
});

test("a project without a name has a title without one", () => {
  const files = new Map([["towncrier.toml", '[tool.towncrier]\nfilename = "x.md"']]);
  expect(renderDraft(files, REQUEST)).toContain("# 1.2.0 (2026-01-15)\n");
  expect(renderDraft(new Map([["towncrier.toml", '[tool.towncrier]\nfilename = "x.md"\npackage = "sea_boat"']]), REQUEST)).toContain(
    "# Sea_Boat 1.2.0",
  );
});

test("equal texts are one entry with all their issues, in order", () => {
  expect(entries({ "10.feature": "Same", "9.feature": " Same\n", "gh-1.feature": "Same" })).toBe("- Same (gh-1, #9, #10)\n\n\n\n");
});

test("entries go by their issues, orphans last by their text", () => {
  expect(
    entries({ "10.feature": "Ten", "9.feature": "Nine", "+b.feature": "An orphan", "+a.feature": "The orphan", "x.feature": "Word" }),
  ).toBe("- Word (x)\n- Nine (#9)\n- Ten (#10)\n- An orphan\n- The orphan\n\n\n\n");
});

test("a type without content lists its issues, and the text of orphans", () => {
  expect(draft({ "12.misc": "hidden", "4.misc": "hidden too", "+a.misc": "Shown" }).split("### Misc\n\n")[1]).toBe(
    "- #4, #12\n- Shown\n\n\n\n",
  );
});

test("further lines are indented under the bullet, blank ones stay blank", () => {
  expect(entries({ "1.feature": "\n  First\n\nSecond\n  deeper\n" })).toBe("- First\n\n  Second\n    deeper (#1)\n\n\n\n");
});

test("issues stand on their own line under a nested list", () => {
  expect(entries({ "1.feature": "Top\n\n- a\n- b" })).toBe("- Top\n\n  - a\n  - b\n\n  (#1)\n\n\n\n");
});

test("a link definition is cited by its label and stands at the end", () => {
  expect(entries({ "1.feature": "A", "2.feature": "B" }, 'issue_format = "[#{issue}]: https://x/{issue}"')).toBe(
    "- A ([#1])\n- B ([#2])\n\n[#1]: https://x/1\n[#2]: https://x/2\n\n\n\n",
  );
});

describe("all_bullets = false", () => {
  test("keeps the text as it is and sorts bullets before paragraphs", () => {
    const settings = "all_bullets = false";
    expect(entries({ "1.feature": "Paragraph\nmore", "2.feature": "#. one", "3.feature": "* star", "4.feature": "- dash" }, settings)).toBe(
      "- - dash (#4)\n- * star (#3)\n- #. one (#2)\n- Paragraph\nmore (#1)\n\n\n\n",
    );
  });
});

describe("title_format", () => {
  test("false writes no title", () => expect(draft({}, "title_format = false")).toBe("\nNo significant changes.\n\n\n\n"));
  test("stands as it is written in Markdown", () => {
    expect(draft({}, 'title_format = "## {version} of {name}, {project_date}"')).toBe(
      "## 1.2.0 of Boat, 2026-01-15\n\nNo significant changes.\n\n\n\n",
    );
  });
  test("is underlined in reStructuredText", () => {
    expect(draft({}, 'title_format = "v{version} 漢"\ntemplate = "towncrier:default.rst"')).toBe(
      "v1.2.0 漢\n========\n\nNo significant changes.\n\n\n\n",
    );
  });
  test("refuses a field it does not know", () =>
    expect(() => draft({}, 'title_format = "{verson}"')).toThrow(/pyproject\.toml: title_format: “\{verson\}” is no field/));
});

describe("wrap", () => {
  const long = "word ".repeat(20).trim();
  test("fills to 79 and indents under the bullet", () => {
    expect(entries({ "1.feature": long }, "wrap = true")).toBe(`- ${"word ".repeat(15).trim()}\n  ${"word ".repeat(5)}(#1)\n\n\n\n`);
  });
  for (const [name, line, indent, expected] of [
    ["a short line", "a b", "  ", "a b"],
    ["an empty line", "", "  ", ""],
    ["blanks only", "   \t ", "  ", ""],
    ["leading blanks", "    a", "  ", "    a"],
    ["a long word", `a ${"x".repeat(90)} b`, "  ", `a\n  ${"x".repeat(90)}\n  b`],
    ["a hyphen", `${"a".repeat(70)} b-${"c".repeat(20)}`, "", `${"a".repeat(70)}\nb-${"c".repeat(20)}`],
    ["tabs", "a\tb", "", "a       b"],
    ["exactly 79", "x".repeat(79), "", "x".repeat(79)],
    ["characters, not UTF-16 units", `${"😀".repeat(78)} b`, "", `${"😀".repeat(78)}\nb`],
  ] as const)
    test(`wraps ${name}`, () => expect(wrapLine(line, indent)).toBe(expected));
});

test("custom templates get towncrier's names", () => {
  const template =
    "{{ render_title }} {{ versiondata.name }} {{ versiondata['version'] }} {{ top_underline }}{{ underlines }} {{ definitions.feature.name }} {{ definitions['misc'].showcontent }}{% for s in sections %}\n{% for t, v in sections[s].feature.items() %}\n{{ get_indent(t) }}{{ t }}={{ v }} {{ issues_by_category[s]['feature'] }}\n{% endfor %}{% endfor %}";
  expect(draft({ "1.feature": "A", "t.jinja": template }, 'template = "changes/t.jinja"')).toBe(
    "True Boat 1.2.0 =['-', '~'] Features False  A=['#1'] ['#1']\n\n",
  );
});

test("a template that is not there is an error that names it", () => {
  expect(() => draft({}, 'template = "changes/none.md"')).toThrow(
    /The template file changes\/none\.md does not exist\. Add it, or correct template in pyproject\.toml/,
  );
});

describe("Python's texts", () => {
  test("strip knows U+001C and U+0085, not a BOM", () => expect(stripText("\u001c\u0085 a \ufeff")).toBe("a \ufeff"));
  test("lines end at more than newlines", () => expect(listPythonLines("a\r\nb\fc\u2028d\n\ne")).toEqual(["a", "b", "c", "d", "", "e"]));
  test("characters are code points", () =>
    expect([countCharacters("a😀é"), countCharacters("\ud800"), countCharacters("")]).toEqual([3, 1, 0]));
  test("texts are ordered by code point", () => expect(["😀", "￮", "b", "a", "ab"].sort(compareText)).toEqual(["a", "ab", "b", "￮", "😀"]));
});

test("a fragment of 10 MB without a blank is rendered, wrapped or not", { timeout: 20_000 }, () => {
  const text = "x".repeat(10_000_000);
  for (const settings of ["", "wrap = true"]) expect(draft({ "1.feature": text }, settings).length).toBeGreaterThan(text.length);
  expect(draft({ "1.feature": "x\n".repeat(2_000_000) }, "wrap = true").length).toBeGreaterThan(4_000_000);
});
