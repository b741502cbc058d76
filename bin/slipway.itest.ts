import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "@/lib/approvals/facts";

const COMMAND = join(process.cwd(), "bin/slipway.mjs");
const folder = mkdtempSync(join(tmpdir(), "slipway-cli-"));
const file = join(folder, "CHANGELOG.md");
const CANDIDATES =
  "# C\r\n\r\n## 1.2.0rc2 (2026-02-20)\r\n\r\n### Fixes\r\n* New words (#3)\r\n\r\n## 1.2.0rc1 (2026-02-10)\r\n\r\n### Features\r\n* Add a mast (#1)\r\n\r\n### Fixes\r\n* Old words (#3)\r\n\r\n## 1.1.0\r\n\r\n### Fixes\r\n* Older (#1)\r\n";

const listOf = (first: number, ...texts: string[]) => texts.map((text, index) => `* ${text} (#${first + index})\n`).join("");
const GROUPABLE = `## 1.1.0 (2026-03-01)

### Features
${listOf(200, "Add fair share scheduling of the harbour crane", "Add a history table for fair share scheduling", "Show fair share scheduling weights in the harbour view", "Let an admiral change fair share scheduling weights", "Explain fair share scheduling in the guide", "Notify fair share scheduling changes")}${listOf(340, "Export the cargo list as CSV", "Stream CSV export of the cargo list", "Limit the CSV export of the cargo list by dock", "Retry the CSV export of the cargo list", "Paint the deck", "Polish the bell", "Replace a plank")}
## 1.0.0 (2026-01-01)

### Features

#### Fair Share Scheduling
Introduced fair share scheduling.

${listOf(10, "Plan fair share scheduling", "Draft fair share scheduling rules")}
#### Other Features
${listOf(20, "Add a bell", "Add a deck", "Add planks", "Add a cargo list", "Add docks", "Add a harbour view")}`;

interface Ran {
  code: number | null;
  out: string;
  error: string;
}

function slipway(args: string[], input: string | Buffer = ""): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, input: Buffer.from(input) });
  return { code: status, out: stdout.toString("latin1"), error: stderr.toString("utf8") };
}

beforeAll(() => writeFileSync(file, CANDIDATES));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (value: unknown) => createHash("sha256").update(canonicalJson(value)).digest("hex");

/** A clone with a tag on its only commit, and the record of the decision that made it. */
function decided() {
  const clone = mkdtempSync(join(folder, "clone-"));
  const run = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=Demo Lead", "-c", "user.email=demo-lead@example.org", ...args], {
      cwd: clone,
      encoding: "utf8",
    }).stdout.trim();
  run("init", "--quiet");
  run("commit", "--quiet", "--allow-empty", "-m", "Release");
  const sha = run("rev-parse", "HEAD");
  const policy = { slots: [{ name: "Lead" }] };
  const facts = { sha, process: sha256(policy), notes: null };
  const fingerprint = sha256(facts);
  const vote = { slot: "Lead", login: "demo-lead", vote: "go", counted: true, fingerprint, at: "2026-03-01T12:00:00.000Z" };
  const record = { format: "slipway-decision/1", version: "1.0.0", sha, fingerprint, facts, policy, votes: [vote], override: null };
  run("tag", "-a", "v1.0.0", "-m", `Release v1.0.0\n\nDecision: sha256:${sha256(record)}`);
  const verify = (changed: object, ...more: string[]) =>
    slipway(["decision", "verify", "-", "--tag", "v1.0.0", "--clone", clone, ...more], JSON.stringify(changed));
  return { record, facts, vote, run, verify };
}

test("a clone and the record prove which decision made a tag, in any order of the record's keys", () => {
  const { record, verify } = decided();
  const { code, out } = verify(Object.fromEntries(Object.entries(record).reverse()));
  expect([code, out.trimEnd().split("\n").slice(2)]).toEqual([
    0,
    ["go: demo-lead as Lead, 2026-03-01T12:00:00.000Z", "v1.0.0 was made by this decision."],
  ]);
});

test("whatever was changed in the record or the tag, it is no proof any more, and says what differs", () => {
  const { record, facts, vote, run, verify } = decided();
  const said = (changed: object) => {
    const { code, out } = verify(changed);
    return [
      code,
      ...out
        .trimEnd()
        .split("\n")
        .filter((line) => /^(The|Nobody)/.test(line)),
    ];
  };
  const named = `The tag's message names sha256:${sha256(record)}.`;
  expect(said({ ...record, votes: [{ ...vote, login: "demo-manager" }] })).toEqual([2, named]);
  expect(said({ ...record, votes: [] })).toEqual([2, "Nobody's GO counted.", named]);
  expect(said({ ...record, policy: {} })).toEqual([2, "The rules in the record are not those that were voted on.", named]);
  expect(said({ ...record, facts: { ...facts, notes: "x" } })).toEqual([
    2,
    "The fingerprint is not that of the facts in the record.",
    named,
  ]);
  run("commit", "--quiet", "--allow-empty", "-m", "Later");
  run("tag", "-f", "-a", "v1.0.0", "-m", `Release v1.0.0\n\nDecision: sha256:${sha256(record)}`);
  expect(said(record)).toEqual([2, `The tag leads to ${run("rev-parse", "HEAD")}, and the decision was on ${record.sha}.`]);
  expect(verify(record, "--clone", folder).error).toContain("there is no annotated tag v1.0.0 in this clone");
  expect(verify({ format: "other" }).error).toContain("this is no record of a decision");
});

test("--help lists the commands, and every command has a help of its own", () => {
  const { code, out } = slipway(["--help"]);
  expect(code).toBe(0);
  const names = [...out.matchAll(/slipway changelog (\w+) [A-Z]/g)].map(([, name]) => name ?? "");
  expect(new Set(names)).toEqual(new Set(["check", "render", "consolidate", "suggest", "towncrier", "stats"]));
  for (const name of names) {
    const help = slipway(["changelog", name, "--help"]);
    expect(help.code).toBe(0);
    expect(help.out).toContain(`slipway changelog ${name} `);
    expect(help.out.length).toBeGreaterThan(150);
  }
});

for (const [name, args, message] of [
  ["no command", [], "Name a command."],
  ["an unknown area", ["notes"], "There is no command “notes”."],
  ["an unknown command", ["changelog", "constructor"], "There is no command “changelog constructor”."],
  ["no file", ["changelog", "render"], "Name a FILE."],
  ["two files where one is read", ["changelog", "render", "a", "b"], "Only one FILE can be given"],
  ["a file that is not there", ["changelog", "render", "nowhere.md"], "nowhere.md: There is no such file."],
  ["a folder", ["changelog", "check", "."], ".: That is a folder, and a file was expected."],
  ["an unknown option", ["changelog", "check", "CHANGELOG.md", "--colour"], "Unknown option '--colour'"],
  ["no version", ["changelog", "consolidate", "CHANGELOG.md"], "Say which version is meant"],
  ["a version that is none", ["changelog", "consolidate", "CHANGELOG.md", "--version", "next"], "“next” is no version."],
  [
    "a version that is not in the file",
    ["changelog", "consolidate", "CHANGELOG.md", "--version", "9.0.0"],
    "there is no section for 9.0.0 and none of its candidates. Its newest sections are 1.2.0rc2, 1.2.0rc1, 1.1.0.",
  ],
  [
    "facts that are no JSON",
    ["changelog", "suggest", "CHANGELOG.md", "--version", "1.2.0", "--pull-requests", "CHANGELOG.md"],
    "CHANGELOG.md: this is no JSON",
  ],
  ["a folder without towncrier's settings", ["changelog", "towncrier", ".", "--version", "1.2.0"], "towncrier.toml"],
  ["a folder that is not there", ["changelog", "towncrier", "nowhere", "--version", "1.2.0"], "nowhere: There is no such folder."],
  [
    "a date that is none",
    ["changelog", "consolidate", "CHANGELOG.md", "--version", "1.2.0", "--date", "2026-02-30"],
    "“2026-02-30” is no date.",
  ],
] as const)
  test(`${name}: exit code 1, nothing on standard output, and what was expected`, () => {
    const { code, out, error } = slipway([...args]);
    expect([code, out]).toEqual([1, ""]);
    expect(error).toContain(message);
    expect(error).not.toContain("    at ");
  });

test("render gives back any bytes, from a file and from standard input", () => {
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x23, 0x20, 0x41, 0x0d, 0x0a, 0xff, 0x00, 0x0d]);
  writeFileSync(join(folder, "dirt.md"), bytes);
  for (const ran of [slipway(["changelog", "render", "dirt.md"]), slipway(["changelog", "render", "-"], bytes)])
    expect([ran.code, ran.out]).toEqual([0, bytes.toString("latin1")]);
});

test("a large document arrives whole, also through a pipe that is read slowly", { timeout: 30_000 }, async () => {
  writeFileSync(join(folder, "large.md"), "## 1.0.0\n* a line of some length\n".repeat(200_000));
  const out = await new Promise<string>((resolve, reject) =>
    execFile(
      "sh",
      ["-c", `"${process.execPath}" "${COMMAND}" changelog render large.md | (sleep 1; cat) | wc -c`],
      { cwd: folder },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    ),
  );
  expect(Number(out)).toBe(33 * 200_000);
});

test("consolidate writes the new file and the ledger, with the duplicates a person should look at", () => {
  const { code, out } = slipway([
    "changelog",
    "consolidate",
    "CHANGELOG.md",
    "--version",
    "1.2.0",
    "--date",
    "2026-03-01",
    "--ledger",
    "ledger.json",
  ]);
  expect(code).toBe(0);
  expect(out).toBe(
    "# C\r\n\r\n## 1.2.0 (2026-03-01)\r\n\r\n### Features\r\n* Add a mast (#1)\r\n\r\n### Fixes\r\n* New words (#3)\r\n\r\n## 1.1.0\r\n\r\n### Fixes\r\n* Older (#1)\r\n",
  );
  const ledger = JSON.parse(readFileSync(join(folder, "ledger.json"), "utf8"));
  expect(ledger).toMatchObject({ version: "1.2.0", incoming: 3, placed: 2, merged: 1, dropped: 0, isBalanced: true });
  expect(ledger.rows).toContainEqual(expect.objectContaining({ outcome: "merged", raw: "* Old words (#3)", winner: "* New words (#3)" }));
  expect(ledger.alreadyReleased).toMatchObject([{ references: ["#1"], version: "1.1.0", raw: "* Older (#1)" }]);
});

test("--date dates a section that has a date of its own; without it that one stays", () => {
  const text = "## 1.2.0 (2026-01-01)\n\n* A (#1)\n";
  const run = (...more: string[]) => slipway(["changelog", "consolidate", "-", "--version", "1.2.0", ...more], text).out;
  expect(run()).toBe(text);
  expect(run("--date", "2026-02-02")).toBe(text.replace("2026-01-01", "2026-02-02"));
});

test("--category puts the categories into the process's order", () => {
  const text = "## 1.2.0\n\n### Fixes\n* A (#1)\n\n### Docs\n* B (#2)\n\n### Features\n* C (#3)\n";
  const { out } = slipway(["changelog", "consolidate", "-", "--version", "1.2.0", "--category", "Features", "--category", "Fixes"], text);
  expect([...out.matchAll(/### (\w+)/g)].map(([, title]) => title)).toEqual(["Features", "Fixes", "Docs"]);
});

test("check tells line, column and rule, and fails on errors only", () => {
  const text = "## 1.2.0\n\n### Features\n\n#### Hull\nAdds a hull.\n\n* A (#1)\n* B (#2)\n";
  writeFileSync(join(folder, "warned.md"), text);
  writeFileSync(join(folder, "broken.md"), `${text}\n<<<<<<< HEAD\n=======\n>>>>>>> b\n`);
  const warned = slipway(["changelog", "check", "warned.md"]);
  expect(warned.code).toBe(0);
  expect(warned.out).toContain("warned.md:6:1: warning description-tense:");
  expect(slipway(["changelog", "check", "--strict", "warned.md"]).code).toBe(2);
  const broken = slipway(["changelog", "check", "warned.md", "broken.md", "--json"]);
  expect(broken.code).toBe(2);
  const [first, second] = broken.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ file: "warned.md", lossless: true, dialect: "hand-written", sections: 1 });
  expect(first.problems).toMatchObject([{ id: "description-tense", severity: "warning", line: 6, column: 1, fixable: true }]);
  expect(second.problems.filter(({ severity }: { severity: string }) => severity === "error")).toHaveLength(3);
});

test("check --fix puts right what is certain and leaves every other byte", () => {
  const text = "## 1.2.0\r\n\r\n### Features\r\n\r\n#### Hull\r\nAdds a hull.\r\n\r\n* A (#1)\r\n* B (#2)\r\n";
  writeFileSync(join(folder, "fixed.md"), text);
  expect(slipway(["changelog", "check", "--fix", "fixed.md"]).code).toBe(0);
  expect(readFileSync(join(folder, "fixed.md"), "utf8")).toBe(text.replace("Adds", "Added"));
});

test("suggest writes described subsections, loses nothing, and answers the same every time", { timeout: 30_000 }, () => {
  const args = ["changelog", "suggest", "-", "--version", "1.1.0"];
  const once = slipway(args, GROUPABLE);
  expect([once.code, once.error]).toEqual([0, ""]);
  expect(slipway(args, GROUPABLE).out).toBe(once.out);
  const bullets = (text: string) => [...text.matchAll(/^\* .*$/gm)].map(([bullet]) => bullet).sort();
  expect(bullets(once.out)).toEqual(bullets(GROUPABLE));
  const headings = [...once.out.slice(0, once.out.indexOf("## 1.0.0")).matchAll(/^#### (.*)$/gm)].map(([, title]) => title);
  expect(headings.length).toBeGreaterThan(1);
  expect(headings.at(-1)).toBe("Other Features");
  expect(once.out.slice(once.out.indexOf("## 1.0.0"))).toBe(GROUPABLE.slice(GROUPABLE.indexOf("## 1.0.0")));
  const { suggestions } = JSON.parse(slipway([...args, "--json"], GROUPABLE).out);
  expect(suggestions.map(({ title }: { title: string }) => title)).toEqual(headings.slice(0, -1));
  for (const { description, reason, category, entries } of suggestions) {
    expect(category).toBe("Features");
    expect(entries.length).toBeGreaterThan(1);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(reason).toMatch(/\.$/);
  }
});

test("what is known of pull requests can be added", { timeout: 30_000 }, () => {
  const facts = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [String(200 + index), { labels: ["harbour"], paths: ["src/harbour/a.ts"] }]),
  );
  writeFileSync(join(folder, "facts.json"), JSON.stringify(facts));
  const { code, out } = slipway(["changelog", "suggest", "-", "--version", "1.1.0", "--json", "--pull-requests", "facts.json"], GROUPABLE);
  expect(code).toBe(0);
  expect(JSON.stringify(JSON.parse(out).suggestions)).toContain("harbour");
});

test("suggestions of 400 entries are computed beside the main thread, which stays free, and say how far they are", {
  timeout: 30_000,
}, async () => {
  const words = ["mast", "keel", "rudder", "sail", "anchor", "engine", "cabin", "deck"];
  const word = (index: number) => words[index % words.length];
  const section = (version: string, count: number, first: number) =>
    `## ${version}\n\n### Features\n${Array.from({ length: count }, (_, i) => `* Add ${word(i)} ${word(i * 3)} to the ${word(i * 5)} (#${first + i})\n`).join("")}\n`;
  const older = Array.from({ length: 20 }, (_, index) => section(`1.${20 - index}.0`, 100, 5_000 - index * 100));
  const workerData = { text: section("2.0.0", 400, 9_000) + older.join(""), path: "", version: "2.0.0", pullRequests: {} };
  const worker = new Worker(join(process.cwd(), "dist/slipway/suggest-worker.mjs"), { workerData });
  const progress: number[] = [];
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const proposal = await new Promise<unknown>((resolve, reject) => {
    worker.on("error", reject);
    worker.on("message", (message) => (message.type === "progress" ? progress.push(message.progress) : resolve(message.proposal)));
  });
  clearInterval(beat);
  expect(proposal).toMatchObject({ suggestions: expect.any(Array) });
  expect(progress.length).toBeGreaterThan(5);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(longest).toBeLessThan(250);
});

test("towncrier shows the section, and --write writes it and deletes the fragments", () => {
  const project = join(folder, "project");
  mkdirSync(join(project, "changes"), { recursive: true });
  writeFileSync(join(project, "pyproject.toml"), '[tool.towncrier]\nname = "Boat"\ndirectory = "changes"\nfilename = "NEWS.md"\n');
  writeFileSync(join(project, "changes/12.feature.md"), "Add a mast.\n");
  writeFileSync(join(project, "changes/13.bugfix.md"), "Seal the hull.\n");
  const draft = slipway(["changelog", "towncrier", project, "--version", "1.2.0", "--date", "2026-03-01"]);
  expect([draft.code, draft.error]).toEqual([0, ""]);
  expect(draft.out).toContain("# Boat 1.2.0 (2026-03-01)");
  expect(existsSync(join(project, "NEWS.md"))).toBe(false);
  const written = slipway(["changelog", "towncrier", project, "--version", "1.2.0", "--date", "2026-03-01", "--write"]);
  expect([written.code, written.out]).toEqual([0, ""]);
  expect(written.error).toContain("wrote NEWS.md and deleted 2 fragments");
  expect(readFileSync(join(project, "NEWS.md"), "utf8")).toContain("- Add a mast. (#12)");
  expect(readdirSync(join(project, "changes"))).toEqual([]);
  expect(slipway(["changelog", "check", join(project, "NEWS.md")]).code).toBe(0);
});

test("a template is data: one that reaches for the machine is an error with its line", () => {
  const project = join(folder, "hostile");
  mkdirSync(join(project, "changes"), { recursive: true });
  const settings = '[tool.towncrier]\nname = "Boat"\ndirectory = "changes"\ntemplate = "changes/template.md"\n';
  writeFileSync(join(project, "pyproject.toml"), settings);
  writeFileSync(join(project, "changes/template.md"), "\n{{ sections.__class__.__mro__ }}\n");
  writeFileSync(join(project, "changes/1.feature.md"), "A\n");
  const { code, error } = slipway(["changelog", "towncrier", project, "--version", "1.2.0"]);
  expect(code).toBe(1);
  expect(error).toMatch(/changes\/template\.md.*line 2/s);
});

test("stats counts and measures", () => {
  const { code, out } = slipway(["changelog", "stats", "CHANGELOG.md", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    bytes: CANDIDATES.length,
    sections: 3,
    entries: 4,
    parseMs: expect.any(Number),
    renderMs: expect.any(Number),
  });
});

test("starting takes little longer than an empty Node process", () => {
  const times = { node: [] as number[], slipway: [] as number[] };
  for (let round = 0; round < 9; round++) {
    let start = performance.now();
    spawnSync(process.execPath, ["-e", ""]);
    times.node.push(performance.now() - start);
    start = performance.now();
    slipway(["--help"]);
    times.slipway.push(performance.now() - start);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[4] ?? 0;
  expect(median(times.slipway) / median(times.node)).toBeLessThan(2.5);
});
