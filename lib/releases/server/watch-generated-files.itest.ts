import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { startTestWorld, type TestWorld } from "./test-world";

const BRANCH = "release/1.2.0";
let world: TestWorld;
let keeper: Actor;
let requests: string[] = [];

beforeAll(async () => {
  world = await startTestWorld();
  keeper = await world.addPerson("keeper", "maintain");
  await world.addPerson("boat-release-tool", "write");
});

afterAll(() => world.stop());

test("B47 a hand edit of a generated file is noticed once, with who and where, and is over when the tool wrote it again", async () => {
  const { setNotesGenerated } = await import("./set-notes-generated");
  const { syncRepository } = await import("./sync-repository");
  const { listHandEdits } = await import("./list-hand-edits");
  const { database } = await import("@/lib/db/client");
  const { id, record } = await world.addRepository("generated", BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A\n", VERSION: "1.2.0\n" });
  const seen = async () => {
    await syncRepository(id);
    const repository = await database().repository.findUniqueOrThrow({ where: { id } });
    const candidates = await database().candidate.findMany({ where: { release: { repositoryId: id } } });
    return (await listHandEdits(repository, candidates)).map(({ path, login, branch, sha }) => [path, login, branch, sha]);
  };
  const events = async () =>
    (await database().event.findMany({ where: { type: "changelog.generated-file-edited" }, orderBy: { seq: "asc" } })).map(
      ({ sentence, actor, releaseId }) => [sentence, actor, releaseId !== null],
    );

  await world.push(record, BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A, by hand before\n" }, "keeper");
  expect(await seen()).toEqual([]);
  await setNotesGenerated(keeper, { repositoryId: id, notesAreGenerated: true, toolLogins: ["boat-release-tool"] });
  expect(await seen()).toEqual([]);

  await world.push(record, BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A, by the tool\n" }, "boat-release-tool");
  expect(await seen()).toEqual([]);
  await world.push(record, BRANCH, { "README.md": "nothing to do with it\n" }, "keeper");
  const sha = await world.push(record, BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A, by hand\n" }, "keeper");
  const other = await world.push(record, "main", { ".release-please-manifest.json": "{}\n" }, "keeper");
  expect(await seen()).toEqual(
    expect.arrayContaining([
      ["CHANGELOG.md", "keeper", BRANCH, sha],
      [".release-please-manifest.json", "keeper", "main", other],
    ]),
  );
  await seen();
  expect(await events()).toEqual(
    expect.arrayContaining([[`Noticed that keeper edited CHANGELOG.md by hand in ${sha.slice(0, 7)} on ${BRANCH}`, "slipway", true]]),
  );
  expect(await events()).toHaveLength(2);

  await world.push(record, BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A, by the tool again\n" }, "boat-release-tool");
  expect((await seen()).map(([path]) => path)).toEqual([".release-please-manifest.json"]);
  expect(await events()).toHaveLength(2);
});

test("B47 a branch that did not move costs no request, one that moved without the file one", async () => {
  const { setNotesGenerated } = await import("./set-notes-generated");
  const { watchGeneratedFiles } = await import("./watch-generated-files");
  const { listRefs } = await import("@/lib/github/refs");
  const { installationOctokit } = await import("@/lib/github/octokit");
  const { database } = await import("@/lib/db/client");
  const { id, record } = await world.addRepository("quiet", BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* A\n", VERSION: "1.2.0\n" });
  await setNotesGenerated(keeper, { repositoryId: id, notesAreGenerated: true });
  const repository = await database().repository.findUniqueOrThrow({ where: { id } });
  const octokit = installationOctokit(Number(repository.installationId));
  octokit.hook.before("request", ({ url }) => {
    requests.push(url);
  });
  const watch = async () => {
    const refs = await listRefs(octokit, repository);
    requests = [];
    await watchGeneratedFiles(octokit, repository, { refs, releasePulls: [], candidates: [] });
    return requests.length;
  };
  // What stands at these commits was asked when the repository was read.
  expect(await watch()).toBe(0);
  expect(await watch()).toBe(0);
  await world.push(record, BRANCH, { "README.md": "other\n" }, "keeper");
  expect(await watch()).toBe(1);
  await world.push(record, BRANCH, { "CHANGELOG.md": "## 1.2.0\n\n* B\n" }, "keeper");
  expect(await watch()).toBe(3);
});
