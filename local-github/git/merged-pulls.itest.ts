import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git, gitText } from "./git";
import { listChangedPaths, readMergedPulls } from "./merged-pulls";

let folder: string;
const IDENTITY = ["-c", "user.name=Demo Engineer", "-c", "user.email=demo-engineer@example.org"];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "merged-pulls-"));
  await git(folder, ["init", "--quiet", "--initial-branch=main"]);
  await commit("Start (again)", "README.md");
  await commit("Seal the hull (#41)\n\nCloses #7", "src/hull/seal.ts");
  await git(folder, ["switch", "--quiet", "-c", "lantern"]);
  await commit("Dim it", "src/lantern/dim.ts");
  await git(folder, ["switch", "--quiet", "main"]);
  await commit("Not (#x) a number", "notes.md");
  const message = "Merge pull request #42 from somebody/lantern\n\nDim the lantern\n\nFixes #8";
  await git(folder, [...IDENTITY, "merge", "--quiet", "--no-ff", "-m", message, "lantern"]);
  await git(folder, ["switch", "--quiet", "-c", "release/1.0"]);
  await commit("Seal the hull, once more (#41)", "src/hull/again.ts");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function commit(message: string, path: string): Promise<void> {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), message);
  await git(folder, ["add", "."]);
  await git(folder, [...IDENTITY, "commit", "--quiet", "-m", message]);
}

test("squash merges and merge commits are pull requests, the oldest of a number is the merge", async () => {
  const pulls = await readMergedPulls(folder);
  expect([...pulls.keys()].sort()).toEqual([41, 42]);
  expect(pulls.get(41)).toMatchObject({
    title: "Seal the hull",
    body: "Closes #7",
    branch: null,
    authorEmail: "demo-engineer@example.org",
  });
  expect(pulls.get(42)).toMatchObject({ title: "Dim the lantern", body: "Fixes #8", branch: "lantern" });
});

test("paths are what the merge brought, also of a merge commit", async () => {
  const pulls = await readMergedPulls(folder);
  expect(await listChangedPaths(folder, pulls.get(41)?.sha ?? "")).toEqual(["src/hull/seal.ts"]);
  expect(await listChangedPaths(folder, pulls.get(42)?.sha ?? "")).toEqual(["src/lantern/dim.ts"]);
});

test("what was pushed since is found, and everybody who asks meanwhile shares one look", async () => {
  await commit("Rig the sail (#43)", "src/sail.ts");
  const [first, second] = await Promise.all([readMergedPulls(folder), readMergedPulls(folder)]);
  expect(first.get(43)?.sha).toBe(await gitText(folder, ["rev-parse", "HEAD"]));
  expect(second).toBe(first);
});
