import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { listEntryIds, type Notes, sumLedger } from "./notes";
import { parseChangelog } from "./parse-changelog";
import { renderNotes } from "./render-notes";

const version = (text: string) => {
  const parsed = parseVersion(text);
  if (!parsed) throw new Error(`${text} is no version`);
  return parsed;
};
const link = (n: number) => `([#${n}](https://github.example/o/r/pull/${n}))`;
const texts = (notes: Notes) =>
  Object.fromEntries(notes.categories.map((c) => [c.title, listEntryIds(c).map((id) => notes.entries[id]?.text)]));
const run = (text: string, target = "1.2.0") => {
  const changelog = parseChangelog(text);
  const { notes, ledger } = consolidate(changelog, version(target));
  const sums = sumLedger(ledger, notes);
  expect(sums.isBalanced).toBe(true);
  const rendered = renderNotes(changelog, version(target), notes, "2026-03-01");
  return { notes, ledger, sums, rendered, texts: texts(notes) };
};

const FILE = `# Changes

## 1.2.0 (2026-03-01)

### Features
* Ship the new hull ${link(9)}


## 1.2.0rc2 (2026-02-20)

### Fixes
* Fix the keel, better ${link(3)}
* Fix the rudder ${link(4)}


## 1.2.0rc1 (2026-02-10)

### Features
* Add a mast ${link(1)}

### Fixes
* Fix the keel ${link(3)}


## 1.1.0 (2026-01-01)

### Features
* Add a bow ${link(2)}
`;

test("A36 A37 A39 collects every bullet of every candidate under its category", () => {
  expect(run(FILE).texts).toEqual({
    Features: ["Ship the new hull", "Add a mast"],
    Fixes: ["Fix the keel, better", "Fix the rudder"],
  });
});

test("A41 the latest text wins on a duplicate, and A42 the ledger names both", () => {
  const { ledger, sums } = run(FILE);
  expect(sums).toMatchObject({ incoming: 5, placed: 4, merged: 1, dropped: 0 });
  const merged = ledger.find((row) => row.outcome === "merged");
  expect(merged).toMatchObject({ origin: "1.2.0rc1", raw: `* Fix the keel ${link(3)}`, winner: `* Fix the keel, better ${link(3)}` });
});

test("a category of an older candidate keeps its place among the others", () => {
  const text = `## 1.2.0\n\n### Features\n* A ${link(1)}\n\n### Fixes\n* B ${link(2)}\n\n## 1.2.0rc1\n\n### Features\n* C ${link(3)}\n\n### Improvements\n* D ${link(4)}\n\n### Docs\n* E ${link(5)}\n`;
  expect(Object.keys(run(text).texts)).toEqual(["Features", "Improvements", "Docs", "Fixes"]);
});

test("A44 A45 only the final section remains and every other byte stays", () => {
  const { rendered } = run(FILE);
  expect(rendered).toBe(`# Changes

## 1.2.0 (2026-03-01)

### Features
* Ship the new hull ${link(9)}
* Add a mast ${link(1)}

### Fixes
* Fix the keel, better ${link(3)}
* Fix the rudder ${link(4)}


## 1.1.0 (2026-01-01)

### Features
* Add a bow ${link(2)}
`);
});

test("consolidating twice changes nothing", () => {
  const once = run(FILE).rendered ?? "";
  expect(run(once).rendered).toBe(once);
});

test("rc10 is newer than rc9, whatever the order in the file", () => {
  const text = `## 1.2.0rc9\n\n### Fixes\n* Old words ${link(5)}\n\n## 1.2.0rc10\n\n### Fixes\n* New words ${link(5)}\n`;
  expect(run(text).texts).toEqual({ Fixes: ["New words"] });
});

test("without a generated final section one is made where the newest candidate stood", () => {
  const text = `# C\n\n## 1.2.0rc2 (2026-02-20)\n\n### Fixes\n* B ${link(2)}\n\n## 1.2.0rc1 (2026-02-10)\n\n### Fixes\n* A ${link(1)}\n\n## 1.1.0\n`;
  expect(run(text).rendered).toBe(`# C\n\n## 1.2.0 (2026-03-01)\n\n### Fixes\n* B ${link(2)}\n* A ${link(1)}\n\n## 1.1.0\n`);
});

test("a heading that appears twice is taken twice", () => {
  const text = `## 1.2.0rc1\n\n### Fixes\n* A ${link(1)}\n\n## 1.2.0rc1\n\n### Fixes\n* B ${link(2)}\n`;
  expect(run(text).texts).toEqual({ Fixes: ["A", "B"] });
});

test("“No significant changes.” under the generated final goes, with a reason", () => {
  const text = `## 1.2.0 (2026-03-01)\n\nNo significant changes.\n\n\n## 1.2.0rc1 (2026-02-01)\n\n### Fixes\n* A ${link(1)}\n`;
  const { sums, rendered } = run(text);
  expect(sums).toMatchObject({ placed: 1, dropped: 1 });
  expect(rendered).toBe(`## 1.2.0 (2026-03-01)\n\n### Fixes\n* A ${link(1)}\n`);
});

test("two bullets of one pull request in one section are never merged", () => {
  const text = `## 1.2.0rc2\n\n### Fixes\n* First half ${link(7)}\n* Second half ${link(7)}\n\n## 1.2.0rc1\n\n### Fixes\n* Second half ${link(7)}\n`;
  const { texts: result, ledger } = run(text);
  expect(result).toEqual({ Fixes: ["First half", "Second half"] });
  expect(ledger.find((row) => row.outcome === "merged")).toMatchObject({ winner: `* Second half ${link(7)}` });
});

test("the same pull request in another category stays: identity is references and category", () => {
  const text = `## 1.2.0rc2\n\n### Features\n* Add it ${link(7)}\n\n## 1.2.0rc1\n\n### Fixes\n* Fix it ${link(7)}\n`;
  expect(run(text).texts).toEqual({ Features: ["Add it"], Fixes: ["Fix it"] });
});

test("#123 inside a sentence is no identity", () => {
  const text = `## 1.2.0rc2\n\n### Fixes\n* Follow up on #12 with care ${link(20)}\n* Repair what #12 broke ${link(21)}\n\n## 1.2.0rc1\n\n### Fixes\n* Undo #12 for now\n`;
  expect(run(text).texts).toEqual({ Fixes: ["Follow up on #12 with care", "Repair what #12 broke", "Undo #12 for now"] });
});

test("without references the normalised text is the identity", () => {
  const text = `## 1.2.0rc2\n\n### Fixes\n* Mend  the sail\n\n## 1.2.0rc1\n\n### Fixes\n* mend the sail\n* Mend the oar\n`;
  const { texts: result, sums } = run(text);
  expect(result).toEqual({ Fixes: ["Mend the sail", "Mend the oar"] });
  expect(sums.merged).toBe(1);
});

test("several links over two lines, nested bullets and blank lines stay one entry", () => {
  const raw = `* Rework the deck ${link(1).slice(0, -1)},\n  [#2](https://github.example/o/r/pull/2))\n  - nested\n\n  more about it`;
  const { notes } = run(`## 1.2.0rc1\n\n### Fixes\n${raw}\n* Next ${link(3)}\n`);
  expect(Object.values(notes.entries).map((entry) => entry.raw)).toEqual([raw, `* Next ${link(3)}`]);
});

test("what is no bullet is carried and counted", () => {
  const text = `## 1.2.0rc1\n\nMind the tide.\n\n### Fixes\n* A ${link(1)}\n\n<!-- keep\n## 9.9.9\n-->\n`;
  const { sums, rendered } = run(text);
  expect(sums).toMatchObject({ incoming: 3, placed: 3 });
  expect(rendered).toContain("Mind the tide.");
  expect(rendered).toContain("<!-- keep\n## 9.9.9\n-->");
});

test("an existing grouping is read back, Other last, and written the same", () => {
  const text = `## 1.2.0 (2026-03-01)\n\n### Features\n\n#### Hull\nBuilt a new hull.\n\n* A ${link(1)}\n\n#### Other Features\n* B ${link(2)}\n`;
  const { notes, rendered } = run(text);
  expect(notes.categories[0]).toMatchObject({ subsections: [{ title: "Hull", description: "Built a new hull." }] });
  expect(rendered).toBe(text);
});

test("only candidates of exactly this release are taken", () => {
  const text = `## 1.2.0\n\n### Fixes\n* A ${link(1)}\n\n## 1.2.1rc1\n\n### Fixes\n* B ${link(2)}\n\n## 1.20.0rc1\n\n### Fixes\n* C ${link(3)}\n`;
  expect(run(text).texts).toEqual({ Fixes: ["A"] });
});

test("CRLF files stay CRLF", () => {
  const { rendered } = run(FILE.replaceAll("\n", "\r\n"));
  expect(rendered?.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test("link definitions at the end of the file stay when the last section goes", () => {
  const text = `## [1.2.0] - 2026-03-01\n\n### Fixes\n- A ${link(1)}\n\n## [1.2.0-rc.1] - 2026-02-01\n\n### Fixes\n- B ${link(2)}\n\n[1.2.0]: https://github.example/compare\n`;
  const { rendered } = run(text);
  expect(rendered).toContain("- B");
  expect(rendered).not.toContain("rc.1]");
  expect(rendered?.endsWith("\n[1.2.0]: https://github.example/compare\n")).toBe(true);
});

test("A34 a pre-release takes only its own section", () => {
  expect(run(FILE, "1.2.0rc2").texts).toEqual({ Fixes: ["Fix the keel, better", "Fix the rudder"] });
});

test("the second half of a pull request is not taken for its first, whichever comes first", () => {
  const text = `## 1.2.0rc2\n\n### Fixes\n* Second half ${link(7)}\n\n## 1.2.0rc1\n\n### Fixes\n* First half ${link(7)}\n* Second half ${link(7)}\n`;
  expect(run(text).texts).toEqual({ Fixes: ["Second half", "First half"] });
});

test("sections of other packages stay byte for byte", () => {
  const named = `## core@1.2.0 (2026-01-01)\n\n### Fixes\n* Shared ${link(3)}\n\n## cli@1.2.0 (2026-01-01)\n\n### Fixes\n* Shared in cli ${link(3)}\n`;
  expect(run(named).rendered).toBe(named);
  const under = `# core\n\n## 1.2.0\n\n### Fixes\n* A ${link(1)}\n\n# cli\n\n## 1.2.0\n\n### Fixes\n* B ${link(2)}\n`;
  expect(run(under).rendered).toBe(under);
});

test("no description and no subsection disappears: it is kept, or carried and accounted for", () => {
  const text = `## 1.2.0rc2\n\n### Features\n\n#### Hull\nBuilt the hull.\n\n* A ${link(1)}\n\n## 1.2.0rc1\n\n### Features\n\n#### Hull\nAlso sealed it.\n\n* B ${link(2)}\n\n#### Keel\nLaid the keel.\n\n* A ${link(1)}\n\n#### Other Features\nThe rest of the work.\n\n* C ${link(3)}\n`;
  const { rendered, sums } = run(text);
  for (const words of ["Built the hull.", "Also sealed it.", "#### Keel\nLaid the keel.", "The rest of the work."])
    expect(rendered).toContain(words);
  expect(sums).toMatchObject({ incoming: 6, placed: 5, merged: 1 });
});

test("what stands before a category's first bullet stays there when entries are grouped", () => {
  const text = `## 1.2.0\n\n### Features\n\nMind the migration.\n\n#### Hull\nBuilt it.\n\n* B ${link(2)}\n\n#### Other Features\n* A ${link(1)}\n`;
  expect(run(text).rendered).toBe(text);
  expect(run(run(text).rendered ?? "").sums.incoming).toBe(3);
});

test("a heading of the version's own level ends its section", () => {
  const text = `## 1.2.0\n\n### Fixes\n* A ${link(1)}\n\n## Contributors\n\nEverybody.\n\n## 1.2.0rc1\n\n### Fixes\n* B ${link(2)}\n\n## License\n\nMIT\n`;
  expect(run(text).rendered).toBe(
    `## 1.2.0\n\n### Fixes\n* A ${link(1)}\n* B ${link(2)}\n\n## Contributors\n\nEverybody.\n\n## License\n\nMIT\n`,
  );
});

test("categories keep the level their file gives them", () => {
  const text = `# [1.2.0](https://github.example/c) (2026-01-01)\n\n### Features\n\n* A ${link(1)}\n`;
  expect(run(text).rendered).toBe(text);
});

test("a fence that opens on its bullet's line hides the headings in it", () => {
  const text = `## 1.2.0\n\n### Fixes\n* Run this:\n* \`\`\`sh\n  # build it\n  make\n  \`\`\`\n* C ${link(3)}\n`;
  expect(run(text).rendered).toBe(text);
  expect(run(text).sums.incoming).toBe(3);
});

test("F#8 and C#8 are words, not the same pull request", () => {
  const text = `## 1.2.0rc2\n\n### Fixes\n* Upgrade the target to C#8\n\n## 1.2.0rc1\n\n### Fixes\n* Fix the generator for F#8\n`;
  expect(run(text).sums.merged).toBe(0);
});
