import { expect, test } from "vitest";
import { listNeededPaths, planBuild, renderDraft } from "./plan-build";

const REQUEST = { version: "1.2.0", date: "2026-01-15" };
const MARKER = "<!-- towncrier release notes start -->\n";
const SECTION = "# Boat 1.2.0 (2026-01-15)\n\n### Features\n\n- Add a mast. (#1)\n";
const plan = (others: Record<string, string | Uint8Array>, settings = "") =>
  planBuild(
    new Map(
      Object.entries({
        "pyproject.toml": `[tool.towncrier]\nname = "Boat"\ndirectory = "changes"\nfilename = "CHANGES.md"\n${settings}`,
        "changes/1.feature.md": "Add a mast.",
        ...others,
      }),
    ),
    REQUEST,
  );

test("a new file holds the section and one newline at its end", () => {
  expect(plan({})).toEqual({ write: { path: "CHANGES.md", text: SECTION }, remove: ["changes/1.feature.md"] });
});

test("the section goes behind the marker, everything else stays", () => {
  const existing = `Changes\n\n\n${MARKER}\n\n# Boat 1.1.0\n\n- Old  \n`;
  expect(plan({ "CHANGES.md": existing }).write.text).toBe(`Changes\n\n${MARKER}\n${SECTION}\n\n# Boat 1.1.0\n\n- Old  \n`);
});

test("only the first marker counts", () => {
  expect(plan({ "CHANGES.md": `${MARKER}a\n${MARKER}` }).write.text).toBe(`\n\n${MARKER}\n${SECTION}\n\na\n${MARKER}`);
});

test("without the marker the section goes to the beginning", () => {
  expect(plan({ "CHANGES.md": "\n\nOld\n" }).write.text).toBe(`${SECTION}\n\nOld\n`);
});

test("a file that ends with the marker gets no blank lines at its end", () => {
  expect(plan({ "CHANGES.md": `Changes\n${MARKER}` }).write.text).toBe(`Changes\n\n${MARKER}\n${SECTION}`);
});

test("CRLF in the news file becomes LF, as towncrier writes it", () => {
  expect(plan({ "CHANGES.md": `Changes\r\n\r\n${MARKER.replace("\n", "\r\n")}\r\nOld\r\n` }).write.text).toBe(
    `Changes\n\n${MARKER}\n${SECTION}\n\nOld\n`,
  );
});

test("a start_string of one's own is the marker", () => {
  expect(plan({ "CHANGES.md": "Top\n@@\nOld" }, 'start_string = "@@"').write.text).toBe(`Top\n\n@@\n${SECTION}\n\nOld`);
});

test("the template and what is ignored stay", () => {
  const kept = { "changes/news.md": "x\n", "changes/readme.md": "", "changes/.gitkeep": "", "changes/notes.txt": "" };
  expect(plan({ ...kept, "changes/+a.misc.md": "" }, 'template = "changes/news.md"').remove).toEqual([
    "changes/+a.misc.md",
    "changes/1.feature.md",
  ]);
});

test("with single_file = false each version has its own file, written anew", () => {
  const files = new Map([
    [
      "towncrier.toml",
      '[tool.towncrier]\nname = "Boat"\ndirectory = "changes"\nsingle_file = false\nfilename = "news/{version}-{name}-{project_date}.md"',
    ],
    ["changes/1.feature.md", "Add a mast."],
    ["news/1.2.0-Boat-2026-01-15.md", "old"],
  ]);
  expect(planBuild(files, REQUEST).write).toEqual({ path: "news/1.2.0-Boat-2026-01-15.md", text: SECTION });
});

test("a release that is there already is a conflict, where title_format names it", () => {
  const settings = 'title_format = "{name} {version}"';
  expect(() => plan({ "CHANGES.md": `${MARKER}\nBoat 1.2.0\n` }, settings)).toThrow(/CHANGES\.md already has a section “Boat 1\.2\.0”/);
  expect(plan({ "CHANGES.md": `Boat 1.2.0\n${MARKER}\nBoat 1.1.0\n` }, settings).write.text).toContain("Boat 1.2.0\n\n<!--");
});

test("the version of the configuration is used when none is asked for", () => {
  const files = new Map([["towncrier.toml", '[tool.towncrier]\nversion = "3.0"']]);
  expect(renderDraft(files, { date: "" })).toContain("3.0 ()\n======");
  expect(() => renderDraft(new Map([["towncrier.toml", "[tool.towncrier]"]]), { date: "" })).toThrow(
    /No version is given and towncrier\.toml has none/,
  );
});

test("a name that is asked for wins", () => {
  expect(renderDraft(new Map([["towncrier.toml", '[tool.towncrier]\nname = "Boat"']]), { ...REQUEST, name: "Ship" })).toContain(
    "Ship 1.2.0",
  );
});

for (const filename of ["../CHANGES.md", "/etc/passwd", "a/../../b"])
  test(`does not write outside of the project: ${filename}`, () => {
    const files = new Map([["towncrier.toml", `[tool.towncrier]\nfilename = "${filename}"`]]);
    expect(() => planBuild(files, REQUEST)).toThrow(/towncrier\.toml: filename: .* points outside the project's directory/);
  });

test("a version does not lead a file name outside of the project", () => {
  const files = new Map([["towncrier.toml", '[tool.towncrier]\nsingle_file = false\nfilename = "{version}.rst"']]);
  expect(() => planBuild(files, { version: "../../x", date: "" })).toThrow(/points outside the project's directory/);
});

test("a news file that is not UTF-8 is not touched", () => {
  expect(() => plan({ "CHANGES.md": new Uint8Array([0xff]) })).toThrow(/CHANGES\.md is not valid UTF-8/);
});

test("a reader that fetches file by file learns what to fetch from the configuration alone", () => {
  const toml = '[tool.towncrier]\ndirectory = "changes/"\nfilename = "docs/NEWS.md"\ntemplate = "./changes/t.jinja"\n';
  const sections = '[[tool.towncrier.section]]\npath = ""\n[[tool.towncrier.section]]\npath = "mast"\nname = "Mast"';
  expect(listNeededPaths(new Map([["pyproject.toml", toml + sections]]), REQUEST)).toEqual({
    files: ["changes/t.jinja", "docs/NEWS.md"],
    folders: ["changes", "changes/mast"],
  });
});
