import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { Octokit } from "@/lib/github/octokit";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { FaultKind } from "@/local-github/faults";
import { git, writeTag } from "@/local-github/git/git";

const BRANCH = "release/1.0.0";
const BODY = "### Features\n\n* Add a mast (#1)\n";

let world: TestWorld;
let actor: Actor;
let octokit: Octokit;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let sha: string;
let later: string;

beforeAll(async () => {
  world = await startTestWorld();
  actor = await world.addPerson("lead", "write");
  boat = await world.addRepository("boat", BRANCH, { VERSION: "1.0.0\n" });
  sha = (await world.github.world.branchHead(boat.record, BRANCH)) ?? "";
  later = await world.push(boat.record, BRANCH, { VERSION: "1.0.1\n" }, "harbour");
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  octokit = await octokitOf(actor.id);
});

afterAll(() => world.stop());

const releasesOf = (tag: string) => world.github.world.store.state.releases.filter((release) => release.tag === tag);
const theRelease = (tag: string) => {
  const [release] = releasesOf(tag);
  if (!release) throw new Error(`there is a Release ${tag}`);
  return release;
};

async function tagged(commit = sha): Promise<string> {
  const tag = `v1.0.0-${randomUUID().slice(0, 8)}`;
  const tagger = { name: "lead", email: "lead@harbour.example", date: "2026-02-13T10:11:12Z" };
  const object = await writeTag(boat.folder, { object: commit, type: "commit", tag, tagger, message: `Release ${tag}\n` });
  await git(boat.folder, ["update-ref", `refs/tags/${tag}`, object]);
  return tag;
}

async function publish(tag: string, isPrerelease = false) {
  const { publishGithubRelease } = await import("./publish-effect");
  const repository = { id: boat.id, owner: "harbour", name: "boat" };
  return publishGithubRelease({
    octokit,
    actor,
    repository,
    releaseId: null,
    tag,
    commitSha: sha,
    title: "1.0.0",
    body: BODY,
    isPrerelease,
  });
}

async function refused(tag: string, words: string): Promise<void> {
  const refusal = await publish(tag).catch((error: Error) => error);
  expect(refusal).toMatchObject({ code: "conflict" });
  expect(String(refusal)).toContain(words);
}

const draft = (tag: string, body: string, isPublished = false) =>
  octokit.rest.repos.createRelease({ owner: "harbour", repo: "boat", tag_name: tag, body, draft: !isPublished });

async function eventsOf(tag: string): Promise<string[]> {
  const { database } = await import("@/lib/db/client");
  const events = await database().event.findMany({ where: { data: { path: ["tag"], equals: tag } }, orderBy: { seq: "asc" } });
  return events.map(({ sentence }) => sentence);
}

const RECORD = (tag: string) => [
  `Set out to see to a GitHub Release ${tag}`,
  `Set out to publish the GitHub Release ${tag} of ${sha.slice(0, 7)}`,
  `Published the GitHub Release ${tag} of ${sha.slice(0, 7)}`,
];

for (const isPrerelease of [false, true])
  test(`the approved notes are published as a ${isPrerelease ? "pre-release" : "release"} of the tag, once however often`, async () => {
    const tag = await tagged();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => publish(tag, isPrerelease)));
    expect(releasesOf(tag)).toHaveLength(1);
    expect(theRelease(tag)).toMatchObject({ body: BODY, isDraft: false, isPrerelease, name: "1.0.0", target: sha });
    expect(new Set(outcomes.map(({ url }) => url))).toEqual(new Set([`${world.github.url}/harbour/boat/releases/tag/${tag}`]));
    expect(await eventsOf(tag)).toEqual(RECORD(tag));
    expect(await publish(tag, isPrerelease)).toEqual(outcomes[0]);
  });

test("an empty draft that is there already gets the notes; one with the notes is published as it is", async () => {
  const [empty, written] = [await tagged(), await tagged()];
  await draft(empty, "");
  await draft(written, BODY.replaceAll("\n", "\r\n"));
  await publish(empty);
  await publish(written);
  expect([theRelease(empty), theRelease(written)]).toMatchObject([
    { body: BODY, isDraft: false },
    { body: BODY.replaceAll("\n", "\r\n"), isDraft: false },
  ]);
  expect(await eventsOf(empty)).toContain(`Wrote the approved notes into the draft of the GitHub Release ${empty}`);
});

test("other words than the approved ones are never published and never overwritten", async () => {
  const [drafted, published] = [await tagged(), await tagged()];
  await draft(drafted, "* Something else");
  await draft(published, "* Something else", true);
  await refused(drafted, `The draft of the GitHub Release ${drafted} has other words than the notes that were approved.`);
  await refused(published, `The GitHub Release ${published} is published already, with other words`);
  expect([theRelease(drafted), theRelease(published)]).toMatchObject([
    { body: "* Something else", isDraft: true },
    { body: "* Something else", isDraft: false },
  ]);
});

test("a Release that somebody published with the approved notes is found, and the record says so", async () => {
  const tag = await tagged();
  await draft(tag, BODY, true);
  await publish(tag);
  expect((await eventsOf(tag)).at(-1)).toBe(
    `Found the GitHub Release ${tag} of ${sha.slice(0, 7)} published already, with the approved notes`,
  );
});

test("no tag, or a tag that leads elsewhere: nothing is drafted and nothing is published", async () => {
  const missing = `v1.0.0-${randomUUID().slice(0, 8)}`;
  const elsewhere = await tagged(later);
  await refused(missing, `There is no tag ${missing}.`);
  await refused(elsewhere, `The tag ${elsewhere} leads to ${later.slice(0, 7)}; what was approved is ${sha.slice(0, 7)}.`);
  expect([...releasesOf(missing), ...releasesOf(elsewhere)]).toEqual([]);
});

for (const [name, change, words] of [
  ["its words change", (id: number) => edit(id, { body: "* By hand" }), "has other words than the notes that were approved"],
  ["its tag changes", (id: number) => edit(id, { tag: "v0" }), "The GitHub Release was given the tag v0"],
  [
    "the tag is moved",
    async (_: number, tag: string) => void (await git(boat.folder, ["update-ref", `refs/tags/${tag}`, later])),
    "leads to",
  ],
  [
    "the tag is taken away",
    async (_: number, tag: string) => void (await git(boat.folder, ["update-ref", "-d", `refs/tags/${tag}`])),
    "There is no tag",
  ],
] as const)
  test(`between the draft and its publication ${name}: it stays a draft`, async () => {
    const { runEffect } = await import("@/lib/effects/server/run-effect");
    const { publishReleaseEffect } = await import("./publish-effect");
    const tag = await tagged();
    const { id } = (await draft(tag, BODY)).data;
    await change(id, tag);
    const asked = runEffect({
      kind: publishReleaseEffect(octokit, { owner: "harbour", name: "boat" }),
      key: `publish:${tag}`,
      actor,
      releaseId: null,
      request: tag,
      plan: async () => ({
        plan: { id, tag, commitSha: sha, body: BODY, isPrerelease: false },
        event: { type: "release.publication-planned", sentence: "Set out", repositoryId: boat.id },
      }),
      finish: async () => [],
    });
    const refusal = await asked.catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: "conflict" });
    expect(String(refusal)).toContain(words);
    expect(world.github.world.store.state.releases.find((release) => release.id === id)?.isDraft).toBe(true);
  });

async function edit(id: number, change: { body?: string; tag?: string }): Promise<void> {
  Object.assign(world.github.world.store.state.releases.find((release) => release.id === id) ?? {}, change);
}

for (const kind of ["lost", "unsaid", "half"] satisfies FaultKind[])
  test(`T6 published, and the answer did not come (${kind}): found, and on record as Slipway's own`, async () => {
    const tag = await tagged();
    world.github.world.faults.set([{ method: "PATCH", path: "/releases/", kind, times: 1 }]);
    await publish(tag);
    expect(theRelease(tag)).toMatchObject({ isDraft: false, body: BODY });
    expect(await eventsOf(tag)).toEqual(RECORD(tag));
  });
