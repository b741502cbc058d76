import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Verdict } from "@/local-github/openapi/judge";

/** Addresses and secrets of the running stack, for the tests. */
export interface Stack {
  url: string;
  githubUrl: string;
  controlToken: string;
  webhookSecret: string;
  databaseUrl: string;
  githubFolder: string;
  /** The settings of the running app, for a second process beside it. */
  appEnv: Record<string, string>;
}

/**
 * Starts database, local-github and Slipway as `npm start` does, in a folder of its own, with a clock that only the
 * tests move. Beside the demo it imports clones that show what bad input looks like, and the real case where it is set.
 */
export async function startSlipway(): Promise<{ stack: Stack; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "slipway-e2e-"));
  const clones = join(folder, "clones");
  mkdirSync(clones);
  const repos = [...oddClones(clones), ...realCase(clones)];
  const module: string = "../scripts/stack.mjs";
  const { startStack } = (await import(module)) as {
    startStack: (options: object) => Promise<Stack & { databaseHome: string; stop: () => Promise<void> }>;
  };
  const lines: string[] = [];
  process.env.SLIPWAY_END_DATABASE = "1";
  const started = await startStack({
    folder,
    repos,
    isScripted: true,
    judge: join(folder, "verdict.json"),
    // All but one: that one is connected by a person in a test.
    env: {
      SLIPWAY_CONNECT: ["kestrel-harbor/berth", "kestrel-harbor/gantry", ...repos.map((repo) => repo.split("=")[1])]
        .filter((name) => name !== "odd/unconnected")
        .join(","),
    },
    ports: { app: 0, github: 0 },
    onLog: (name: string, line: string) => lines.push(`${name}: ${line}`),
  });
  const { url, githubUrl, controlToken, webhookSecret, databaseUrl, appEnv } = started;
  await untilRead(databaseUrl, repos.length + 1);
  const stop = async () => {
    await started.stop();
    mkdirSync("test-results", { recursive: true });
    writeFileSync(`test-results/slipway-${process.pid}.log`, lines.join("\n"));
    const verdict = JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8")) as Verdict;
    for (const path of [started.databaseHome, folder]) rmSync(path, { recursive: true, force: true });
    expectFaultless(verdict);
  };
  const githubFolder = join(folder, "github", "repositories");
  return { stack: { url, githubUrl, controlToken, webhookSecret, databaseUrl, appEnv, githubFolder }, stop };
}

/** Whatever was asked and answered between Slipway and its GitHub fits GitHub's descriptions, or the whole run has failed. */
function expectFaultless({ exchanges, queries, milliseconds, violations }: Verdict): void {
  console.log(`${exchanges} exchanges and ${queries} queries held against GitHub's descriptions in ${Math.round(milliseconds)} ms`);
  const found = Object.entries(violations).map(([problem, times]) => `${problem} (${times} times)`);
  if (found.length > 0) throw new Error(`Not as GitHub's descriptions say:\n${found.join("\n")}`);
}

/** What is connected at the start is read in the background; tests begin when it has been. */
async function untilRead(databaseUrl: string, repositories: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let attempt = 0; attempt < 600; attempt++) {
      const { rows } = await client.query<{ count: string }>(`select count(*) from "Repository" where "syncedAt" is not null`);
      if (Number(rows[0]?.count) === repositories) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the repositories were not read within a minute");
  } finally {
    await client.end();
  }
}

const line = (text: string, number: number) => `* ${text} ([#${number}](https://github.example/odd/busy/pull/${number}))\n`;
const BUSY = `# Changes

## 1.2.0rc2 (2026-02-01)

### Features
${line("Lift by label", 3)}
### Fixes
${line("Stop when the sensor is silent", 4)}

## 1.2.0rc1 (2026-01-20)

### Features
${line("Watch a lift", 1)}${line("Plan a lift", 2)}

## 1.1.0 (2026-01-01)

### Features
${line("Start", 0)}`;

/** Duplicates, the same references elsewhere, and an entry without any. */
const PAIRS = `# Changes

## 1.2.0rc2 (2026-02-01)

### Features
${line("Lift by label", 3)}${line("Watch every lift", 1)}
### Fixes
${line("Stop a lift that was planned", 4)}${line("Start again", 0)}
## 1.2.0rc1 (2026-01-20)

### Features
${line("Watch a lift", 1)}${line("Plan a lift by hand", 4)}
### Fixes
* Grease the chain

## 1.1.0 (2026-01-01)

### Features
${line("Start", 0)}`;

/** Enough words in common for a suggestion. */
const JOURNEY = `# Changes

## 2.1.0rc2 (2026-03-02)

### Features
${line("Show the berth plan on the quay screen", 11)}${line("Warn when the berth plan has a gap", 12)}${line("Export the berth plan as a table", 13)}${line("Count containers by colour", 21)}${line("Let pilots choose a language", 25)}${line("Send a letter when a crane stops", 29)}${line("Print labels without a driver", 33)}
### Fixes
${line("Keep the tide table after a restart", 14)}
## 2.1.0rc1 (2026-02-20)

### Features
${line("Draw the berth plan by drag and drop", 8)}${line("Ring the bell at high tide", 2)}
### Fixes
${line("Read moorings with accents", 10)}
## 2.0.0 (2026-01-01)

### Features
${line("Start", 1)}`;

const CI = `name: CI
on: [push, pull_request]
jobs:
  build:
    steps:
      - run: make
`;

/** More than one screen holds. */
const MANY = `# Changes

## 1.2.0rc1 (2026-02-01)

### Features
${Array.from({ length: 60 }, (_, index) => line(`Lift crate ${index} to the upper deck`, 100 + index)).join("")}
### Fixes
${Array.from({ length: 60 }, (_, index) => line(`Stop crate ${index} from sliding`, 200 + index)).join("")}
## 1.1.0 (2026-01-01)

### Features
${line("Start", 0)}`;

const RST = `News
####

.. towncrier release notes start

Boat 1.2.0rc2 (2026-02-01)
==========================

Fixes
-----

- Seal the hull, better (#3)


Boat 1.2.0rc1 (2026-01-20)
==========================

Features
--------

- Add a mast (#1)

Fixes
-----

- Seal the hull (#3)
`;

/** Repositories with something odd about their changelog; each is one commit on a release branch. */
function oddClones(folder: string): string[] {
  const odd: [name: string, files: Files | null, branch?: string][] = [
    ["no-changelog", { "README.md": "# nothing\n" }],
    ["odd-dialect", { "CHANGELOG.md": "Version one point two\n\nwe did things\n" }],
    ["no-section", { "CHANGELOG.md": "# Changes\n\n## 1.0.0 (2026-01-01)\n\n### Fixes\n* A ([#1](https://github.example/o/r/pull/1))\n" }],
    ["busy", { "CHANGELOG.md": BUSY }],
    ["link", { "CHANGELOG.md": { linkTo: "docs/NEWS.md" }, "docs/NEWS.md": BUSY }],
    ["submodule", { "CHANGELOG.md": { commit: "1".repeat(40) } }],
    ["lfs", { "CHANGELOG.md": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n" }],
    ["utf-16", { "CHANGELOG.md": Buffer.from("\ufeff## 1.2.0\n\n* A\n", "utf16le") }],
    ["blank", { "CHANGELOG.md": "\n\n" }],
    ["twins", { "CHANGELOG.md": BUSY, "changelog.md": "# not this one\n" }],
    ["large", { "CHANGELOG.md": `${BUSY}\n## 0.9.0\n\n${line("Filler that fills the file", 9).repeat(30_000)}` }],
    ["too-large", { "CHANGELOG.md": Buffer.alloc(101 * 1024 * 1024, "## 1.2.0\n\n* A\n") }],
    ["rst", { "CHANGELOG.rst": RST }],
    ["pairs", { "CHANGELOG.md": PAIRS }],
    ["rows", { "CHANGELOG.md": PAIRS }],
    ["along", { "CHANGELOG.md": PAIRS }],
    ["together", { "CHANGELOG.md": PAIRS }],
    ["offline", { "CHANGELOG.md": PAIRS }],
    ["moved", { "CHANGELOG.md": PAIRS }],
    ["tabs", { "CHANGELOG.md": PAIRS }],
    ["touch", { "CHANGELOG.md": MANY }],
    ["rendered", { "CHANGELOG.md": MANY }],
    ["generated", { "CHANGELOG.md": PAIRS }],
    ["journey", { "CHANGELOG.md": JOURNEY }, "release/2.1.0"],
    ["talked-over", { "CHANGELOG.md": PAIRS }],
    ["refused", { "CHANGELOG.md": PAIRS }],
    ["handed-over", { "CHANGELOG.md": PAIRS }],
    ["proposed", { "CHANGELOG.md": PAIRS, ".github/workflows/ci.yml": CI }],
    ["undone", { "CHANGELOG.md": PAIRS }],
    ["protected", { "CHANGELOG.md": PAIRS }],
    ["watched", { "CHANGELOG.md": PAIRS }],
    ["empty", null],
    ["unconnected", { "CHANGELOG.md": BUSY }],
  ];
  return odd.map(([name, files, branch = "release/1.2.0"]) => {
    const path = join(folder, name);
    mkdirSync(path);
    makeClone(path, files, branch, `release: ${branch.replace("release/", "")}`);
    return `${path}=odd/${name}`;
  });
}

/** The real consolidation of 26.1.0 as a repository, and once more for another test: the file before, on its release branch. */
function realCase(folder: string): string[] {
  const data = process.env.SLIPWAY_DATA;
  if (!data) return [];
  const path = join(folder, "real");
  mkdirSync(path);
  makeClone(
    path,
    { "CHANGELOG.md": readFileSync(join(data, "cases/26.1.0/before.md"), "utf8"), VERSION: "26.1.0\n" },
    "release/26.1.0",
    "release: 26.1.0",
  );
  return [`${path}=real/case`, `${path}=real/forty`];
}

/** What stands at a path: a file, a symbolic link, or the commit of a submodule. */
type Files = Record<string, string | Buffer | { linkTo: string } | { commit: string }>;

export function makeClone(path: string, files: Files | null, branch: string, message: string): void {
  const run = (args: string[], input: string | Buffer = "") =>
    execFileSync("git", ["-c", "user.name=Demo Engineer", "-c", "user.email=demo-engineer@example.org", ...args], {
      cwd: path,
      input,
      stdio: "pipe",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
    });
  const git = (...args: string[]) => run(args);
  const store = (content: string | Buffer) => run(["hash-object", "-w", "--stdin"], content).toString().trim();
  git("init", "--quiet", "--initial-branch=main");
  if (!files) return;
  git("commit", "--quiet", "--allow-empty", "-m", "Start");
  git("switch", "--quiet", "-c", branch);
  // Straight into the index: no file system can hold all of these, and one that folds case not even two of them.
  for (const [name, content] of Object.entries(files)) {
    const isPlain = typeof content === "string" || Buffer.isBuffer(content);
    const entry = isPlain
      ? `100644,${store(content)}`
      : "linkTo" in content
        ? `120000,${store(content.linkTo)}`
        : `160000,${content.commit}`;
    git("update-index", "--add", "--cacheinfo", `${entry},${name}`);
  }
  git("commit", "--quiet", "-m", message);
}
