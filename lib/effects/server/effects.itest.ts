import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { Octokit } from "@/lib/github/octokit";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { EffectOrder } from "./run-effect";

let world: TestWorld;
let actor: Actor;
let octokit: Octokit;
let repositoryId: string;
const WHERE = { owner: "harbour", repo: "ledger" };

beforeAll(async () => {
  world = await startTestWorld();
  actor = await world.addPerson("keeper", "maintain");
  repositoryId = (await world.addRepository("ledger", "release/1.0.0", { VERSION: "1.0.0\n" })).id;
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  octokit = await octokitOf(actor.id);
});

afterAll(() => world.stop());

const draftsOf = (tag: string) => world.github.world.store.state.releases.filter((release) => release.tag === tag);
const find = async (tag: string) => (await octokit.rest.repos.listReleases({ ...WHERE })).data.find(({ tag_name }) => tag_name === tag)?.id;
const create = async (tag: string) =>
  (await octokit.rest.repos.createRelease({ ...WHERE, tag_name: tag, draft: true, request: { retries: 0 } })).data.id;

interface Plan {
  tag: string;
}

/** Drafts of GitHub Releases are the hardest case: GitHub takes any number of them. */
function order(tag: string, settleMilliseconds = 60_000): EffectOrder<Plan, { id: number }> {
  return {
    key: `test:${tag}`,
    actor,
    releaseId: null,
    request: tag,
    kind: {
      kind: "test",
      words: "make the draft",
      settleMilliseconds,
      probe: async () => {
        const id = await find(tag);
        return id === undefined ? { found: "nothing" } : { found: "done", outcome: { id } };
      },
      act: async (plan) => ({ id: await create(plan.tag) }),
    },
    plan: async () => ({
      plan: { tag },
      event: { type: "changelog.release-body-planned", repositoryId, sentence: `Set out to make ${tag}`, data: { tag } },
    }),
    finish: async () => [{ type: "changelog.release-body-written", repositoryId, sentence: `Made ${tag}`, data: { tag } }],
  };
}

const newTag = () => `v${randomUUID().slice(0, 8)}`;

async function eventsOf(tag: string): Promise<string[]> {
  const { database } = await import("@/lib/db/client");
  const events = await database().event.findMany({ where: { data: { path: ["tag"], equals: tag } }, orderBy: { seq: "asc" } });
  return events.map(({ sentence }) => sentence);
}

test("looking and then acting, without a ledger, makes several of one", async () => {
  const tag = newTag();
  const naive = async () => (await find(tag)) ?? (await create(tag));
  await Promise.all(Array.from({ length: 10 }, naive));
  expect(draftsOf(tag).length).toBeGreaterThan(1);
});

test("T9 asked for ten times at once it is done once, recorded once, and all get the same answer", async () => {
  const { runEffect } = await import("./run-effect");
  const tag = newTag();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => runEffect(order(tag))));
  expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
  expect(draftsOf(tag)).toHaveLength(1);
  expect(await eventsOf(tag)).toEqual([`Set out to make ${tag}`, `Made ${tag}`]);
});

for (const kind of ["lost", "unsaid", "half"] as const)
  test(`T6, T8 an answer that did not come after the effect (${kind}): found, not repeated`, async () => {
    const { runEffect } = await import("./run-effect");
    const tag = newTag();
    world.github.world.faults.set([{ method: "POST", path: "/releases", kind, times: 1 }]);
    const { id } = await runEffect(order(tag));
    expect(draftsOf(tag).map((release) => release.id)).toEqual([id]);
  });

test.each(["cut", "refused"] as const)(
  "a request that failed before the effect (%s): nothing is repeated while it may still show up, then it is done",
  async (kind) => {
    const { runEffect } = await import("./run-effect");
    const tag = newTag();
    world.github.world.faults.set([{ method: "POST", path: "/releases", kind, times: 1 }]);
    await expect(runEffect(order(tag, 500))).rejects.toThrow("GitHub did not say whether it could make the draft");
    expect(draftsOf(tag)).toHaveLength(0);
    await runEffect(order(tag, 500));
    expect(draftsOf(tag)).toHaveLength(1);
  },
);

for (const [moment, state, isThere] of [
  ["after planning", "planned", false],
  ["while acting, before the effect", "attempting", false],
  ["after the effect, before it was recorded", "attempting", true],
] as const)
  test(`killed ${moment} and asked again, it ends with one effect and one record`, async () => {
    const { runEffect } = await import("./run-effect");
    const { planOnce } = await import("./effect-rows");
    const { database } = await import("@/lib/db/client");
    const tag = newTag();
    await planOnce(order(tag));
    const attemptedAt = state === "attempting" ? new Date(Date.now() - 61_000) : null;
    await database().effect.update({ where: { key: `test:${tag}` }, data: { state, attemptedAt } });
    if (isThere) await create(tag);
    await runEffect(order(tag));
    await runEffect(order(tag));
    expect(draftsOf(tag)).toHaveLength(1);
    expect(await eventsOf(tag)).toEqual([`Set out to make ${tag}`, `Made ${tag}`]);
  });

test("a refusal leaves nothing behind: it can be tried again at once", async () => {
  const { runEffect } = await import("./run-effect");
  const tag = newTag();
  const refused = order(tag);
  refused.kind.act = async () => {
    await octokit.rest.git.getRef({ ...WHERE, ref: "heads/nowhere" });
    return { id: 0 };
  };
  await expect(runEffect(refused)).rejects.toThrow(/could not make the draft/);
  await runEffect(order(tag));
  expect(draftsOf(tag)).toHaveLength(1);
});
