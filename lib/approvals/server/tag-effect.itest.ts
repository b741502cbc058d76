import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { EffectOrder } from "@/lib/effects/server/run-effect";
import type { Octokit } from "@/lib/github/octokit";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { FaultKind } from "@/local-github/faults";
import { git, gitText, writeTag } from "@/local-github/git/git";
import type { PlannedTag, TagOutcome } from "./tag-effect";
import { type TagOrder, tagOrder } from "./test-tag-order";

const BRANCH = "release/1.0.0";
const REF = `refs/heads/${BRANCH}`;
const isLong = process.env.SLIPWAY_LONG === "1";

let world: TestWorld;
let actor: Actor;
let octokit: Octokit;
let ledger: Awaited<ReturnType<TestWorld["addRepository"]>>;
/** The commit that was decided on, and one that came after it. */
let sha: string;
let later: string;

beforeAll(async () => {
  world = await startTestWorld();
  actor = await world.addPerson("lead", "write");
  ledger = await world.addRepository("ledger", BRANCH, { VERSION: "1.0.0\n" });
  sha = (await world.github.world.branchHead(ledger.record, BRANCH)) ?? "";
  later = await world.push(ledger.record, BRANCH, { VERSION: "1.0.1\n" }, "harbour");
  await moveBranch(sha);
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  octokit = await octokitOf(actor.id);
});

afterAll(() => world.stop());

const moveBranch = (to: string | null) => world.github.world.moveRefs(ledger.record, [{ ref: REF, after: to }], "harbour");
const newTag = () => `v1.0.0-${randomUUID().slice(0, 8)}`;
const where = () => ({ id: ledger.id, owner: "harbour", name: "ledger", nodeId: `R_${ledger.record.id}` });

/** The tag as the command would ask for it; tests wait no longer than they must for a lost answer to show up. */
async function order(tag: string, change: Partial<TagOrder> = {}): Promise<EffectOrder<PlannedTag, TagOutcome>> {
  const asked = tagOrder(octokit, { repository: where(), actor, tag, sha, guard: { refName: REF, sha }, ...change });
  asked.kind.settleMilliseconds = 400;
  return asked;
}

async function press(tag: string, change: Partial<TagOrder> = {}): Promise<TagOutcome> {
  const { runEffect } = await import("@/lib/effects/server/run-effect");
  return runEffect(await order(tag, change));
}

/** Something happens after the tag object was written and before a ref points at it. */
async function pressWith(tag: string, midway: () => Promise<unknown>): Promise<TagOutcome> {
  const { runEffect } = await import("@/lib/effects/server/run-effect");
  const asked = await order(tag);
  const { act } = asked.kind;
  asked.kind.act = (plan, remember) =>
    act(plan, async (hint) => {
      await remember(hint);
      await midway();
    });
  return runEffect(asked);
}

/** `object commit`, or null where there is no such tag. */
async function tagAt(tag: string): Promise<{ object: string; commit: string; kind: string } | null> {
  const format = "%(objectname) %(*objectname) %(objecttype)";
  const [object = "", commit = "", kind = ""] = (
    await gitText(ledger.folder, ["for-each-ref", `--format=${format}`, `refs/tags/${tag}`])
  ).split(" ");
  return object === "" ? null : { object, commit: commit || object, kind };
}

/** A tag as somebody else would make it, beside Slipway. */
async function makeByHand(tag: string, commit: string, message: string | null): Promise<string> {
  const tagger = { name: "Ada Pilot", email: "ada@harbour.example", date: "2026-02-13T10:11:12Z" };
  const object = message === null ? commit : await writeTag(ledger.folder, { object: commit, type: "commit", tag, tagger, message });
  await git(ledger.folder, ["update-ref", `refs/tags/${tag}`, object]);
  return object;
}

async function eventsOf(tag: string): Promise<string[]> {
  const { database } = await import("@/lib/db/client");
  const events = await database().event.findMany({ where: { data: { path: ["tag"], equals: tag } }, orderBy: { seq: "asc" } });
  return events.map(({ type }) => type);
}

const ONCE = ["release.tag-planned", "release.tagged"];

test("a tag is made: annotated, on the commit, with the message and the tagger of the plan", async () => {
  const tag = newTag();
  const outcome = await press(tag);
  expect(outcome).toMatchObject({ wasAdopted: false, kind: "annotated" });
  expect(await tagAt(tag)).toEqual({ object: outcome.objectSha, commit: sha, kind: "tag" });
  expect(await gitText(ledger.folder, ["cat-file", "tag", tag])).toContain(
    `tag ${tag}\ntagger lead <lead@harbour.example> 1770977472 +0000\n\nRelease ${tag}`,
  );
  expect(await press(tag)).toEqual(outcome);
  expect(await eventsOf(tag)).toEqual(ONCE);
});

for (const [name, message, expected] of [
  ["by Slipway itself, whose ledger was lost", (tag: string) => `Release ${tag}\n`, { wasAdopted: false, kind: "annotated" }],
  ["by somebody with other words", () => "It is done\n", { wasAdopted: true, kind: "annotated" }],
  ["by somebody, lightweight", () => null, { wasAdopted: true, kind: "lightweight" }],
] as const)
  for (const when of ["before", "midway"] as const)
    test(`T8 a tag on the same commit, made ${name}, ${when === "before" ? "is there already" : "comes while Slipway works"}: left as it is and adopted`, async () => {
      const tag = newTag();
      let byHand = "";
      const make = async () => {
        byHand = await makeByHand(tag, sha, message(tag));
      };
      if (when === "before") await make();
      const outcome = await (when === "before" ? press(tag) : pressWith(tag, make));
      expect(outcome).toEqual({ objectSha: byHand, ...expected });
      expect((await tagAt(tag))?.object).toBe(byHand);
      expect(await press(tag)).toEqual(outcome);
      expect(await eventsOf(tag)).toEqual(ONCE);
    });

for (const [name, message, words] of [
  ["annotated", "Something else\n", "Ada Pilot made it on 2026-02-13 10:11 UTC"],
  ["lightweight", null, "It is a lightweight tag, so git does not say who made it or when"],
] as const)
  for (const when of ["before", "midway"] as const)
    test(`T8 a tag on another commit (${name}, ${when}): Slipway stops with the difference and touches nothing`, async () => {
      const tag = newTag();
      let byHand = "";
      const make = async () => {
        byHand = await makeByHand(tag, later, message);
      };
      if (when === "before") await make();
      const refusal = await (when === "before" ? press(tag) : pressWith(tag, make)).catch((error: Error) => error);
      expect(refusal).toMatchObject({ code: "conflict" });
      expect(String(refusal)).toContain(
        `The tag ${tag} is there already and leads to ${later.slice(0, 7)}; it was to lead to ${sha.slice(0, 7)}. ${words}.`,
      );
      expect((await tagAt(tag))?.object).toBe(byHand);
      expect(await eventsOf(tag)).toEqual(["release.tag-planned"]);
      // Whoever made it takes it away, and the same press goes on.
      await git(ledger.folder, ["update-ref", "-d", `refs/tags/${tag}`]);
      expect(await press(tag)).toMatchObject({ wasAdopted: false });
    });

test("two workers that look, then write and force, take each other's tag away", async () => {
  const { readTag, writeTagObject } = await import("@/lib/github/tags");
  const tag = newTag();
  const looked: Promise<unknown>[] = [];
  const naive = async (message: string) => {
    const look = readTag(octokit, where(), tag);
    looked.push(look);
    const found = await look;
    await Promise.all(looked);
    if (found) return found.objectSha;
    const tagger = { name: "lead", email: "lead@harbour.example", date: "2026-02-13T10:11:12Z" };
    const object = await writeTagObject(octokit, where(), { name: tag, sha, message, tagger });
    const ref = { owner: "harbour", repo: "ledger", sha: object };
    await octokit.rest.git
      .createRef({ ...ref, ref: `refs/tags/${tag}` })
      .catch(() => octokit.rest.git.updateRef({ ...ref, ref: `tags/${tag}`, force: true }));
    return object;
  };
  const made = await Promise.all([naive("Release by one"), naive("Release by two")]);
  expect(new Set(made).size).toBe(2);
  // Both say that they made the tag, and one of them is wrong: theirs was moved away.
  const standing = (await tagAt(tag))?.object;
  expect(made.filter((object) => object === standing)).toHaveLength(1);
});

test("T9 pressed a hundred times at once: one tag, one record, and all get the same answer", async () => {
  const { pressUntilAnswered } = await import("./test-tag-order");
  const tag = newTag();
  const orders = await Promise.all(Array.from({ length: 100 }, () => order(tag)));
  for (const asked of orders) asked.kind.settleMilliseconds = 5_000;
  const outcomes = await Promise.all(orders.map((asked) => pressUntilAnswered(asked)));
  expect(new Set(outcomes.map(({ objectSha }) => objectSha)).size).toBe(1);
  expect((await tagAt(tag))?.object).toBe(outcomes[0]?.objectSha);
  expect(await eventsOf(tag)).toEqual(ONCE);
}, 120_000);

const STEPS = [
  ["the tag object", { method: "POST", path: "/git/tags" }],
  ["the ref", { method: "POST", path: "/graphql", body: "updateRefs" }],
] as const;
const KINDS: FaultKind[] = ["cut", "refused", "html", "lost", "unsaid", "half", ...(isLong ? (["slow"] as const) : [])];

for (const [name, request] of STEPS)
  for (const kind of KINDS)
    test(`T6 ${name}: the request goes wrong (${kind}); pressed until it is done, there is one tag and one record`, async () => {
      const tag = newTag();
      world.github.world.faults.set([{ ...request, kind, times: 1 }]);
      const first = await press(tag).catch((error: Error) => error);
      world.github.world.faults.set([]);
      if (first instanceof Error) {
        expect(first.message).toContain("GitHub did not say whether it could make the tag");
        expect(await tagAt(tag)).toBeNull();
      }
      const outcome = await press(tag);
      expect(outcome).toMatchObject({ wasAdopted: false, kind: "annotated" });
      expect(await tagAt(tag)).toEqual({ object: outcome.objectSha, commit: sha, kind: "tag" });
      expect(await eventsOf(tag)).toEqual(ONCE);
    });

for (const [moment, state, knows, isThere] of [
  ["after planning", "planned", false, false],
  ["while acting, before the tag object", "attempting", false, false],
  ["after the tag object", "attempting", true, false],
  ["after the tag, before it was recorded", "attempting", true, true],
] as const)
  test(`T4 killed ${moment} and asked again, it ends with one tag and one record`, async () => {
    const { planOnce } = await import("@/lib/effects/server/effect-rows");
    const { writeTagObject, pointTag } = await import("@/lib/github/tags");
    const { database } = await import("@/lib/db/client");
    const tag = newTag();
    const { plan } = await planOnce(await order(tag));
    const objectSha = knows ? await writeTagObject(octokit, where(), plan) : null;
    if (isThere && objectSha) await pointTag(octokit, where().nodeId, { tag, object: objectSha, guard: null });
    const attemptedAt = state === "attempting" ? new Date(Date.now() - 61_000) : null;
    const key = `release-tag:${ledger.id}:${tag}`;
    await database().effect.update({ where: { key }, data: { state, attemptedAt, ...(objectSha ? { result: { objectSha } } : {}) } });
    const outcome = await press(tag);
    expect(outcome.wasAdopted).toBe(false);
    if (objectSha) expect(outcome.objectSha).toBe(objectSha);
    expect(await press(tag)).toEqual(outcome);
    expect((await tagAt(tag))?.object).toBe(outcome.objectSha);
    expect(await eventsOf(tag)).toEqual(ONCE);
  });

for (const [name, to] of [
  ["moved on", () => later],
  ["is gone", () => null],
] as const)
  test(`T11 the branch ${name} between the decision and the act: refused, and no tag object is written`, async () => {
    const tag = newTag();
    await moveBranch(to());
    const refusal = await press(tag).catch((error: Error) => error);
    await moveBranch(sha);
    expect(refusal).toMatchObject({ code: "conflict" });
    expect(String(refusal)).toContain(`The tag ${tag} was not made, because what was decided on is no longer what stands there.`);
    expect(await tagAt(tag)).toBeNull();
    expect(await eventsOf(tag)).toEqual(["release.tag-planned"]);
    // Back where it was, the decision holds again, and so does the plan.
    expect(await press(tag)).toMatchObject({ wasAdopted: false });
  });

const ROUNDS = isLong ? 100 : 8;
test(`T11 the branch moves inside the act, after the tag object was written: refused ${ROUNDS} of ${ROUNDS}, no tag`, async () => {
  const refusals: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const tag = newTag();
    await pressWith(tag, () => moveBranch(round % 2 === 0 ? later : null)).catch((error: Error) => refusals.push(error.message));
    await moveBranch(sha);
    expect(await tagAt(tag)).toBeNull();
  }
  expect(refusals).toHaveLength(ROUNDS);
  expect(new Set(refusals.map((words) => words.replace(/ The tag .* was not made/, "")))).toEqual(
    new Set([
      `${BRANCH} moved from ${sha.slice(0, 7)} to ${later.slice(0, 7)}., because what was decided on is no longer what stands there. Look at what changed, then ask for a new decision.`,
      `${BRANCH} is gone., because what was decided on is no longer what stands there. Look at what changed, then ask for a new decision.`,
    ]),
  );
}, 180_000);

test("a look before the act alone does not notice: the tag is made although the branch has moved", async () => {
  const { readBranchHead } = await import("@/lib/github/refs");
  const { writeTagObject, pointTag } = await import("@/lib/github/tags");
  const tag = newTag();
  expect(await readBranchHead(octokit, where(), BRANCH)).toBe(sha);
  const { plan } = await (await order(tag)).plan();
  const object = await writeTagObject(octokit, where(), plan);
  await moveBranch(later);
  await pointTag(octokit, where().nodeId, { tag, object, guard: null });
  await moveBranch(sha);
  expect((await tagAt(tag))?.commit).toBe(sha);
});

test("a branch that takes nothing but pull requests is looked at, and the tag is made all the same", async () => {
  const { state } = world.github.world.store;
  const tag = newTag();
  state.protections.push({ repositoryId: ledger.record.id, branch: BRANCH, allowsForcePushes: false, requiresPullRequest: true });
  const outcome = await press(tag);
  expect((await tagAt(tag))?.object).toBe(outcome.objectSha);
  const refusal = await pressWith(newTag(), () => moveBranch(later)).catch((error: Error) => error);
  state.protections = [];
  await moveBranch(sha);
  expect(String(refusal)).toContain(`${BRANCH} moved from`);
});

test("rules that keep the tag from this person are said in words, and it can be pressed again", async () => {
  const { state } = world.github.world.store;
  const tag = newTag();
  state.tagRules = [{ repositoryId: ledger.record.id, prefix: "v1.0.0-" }];
  const refusal = await press(tag).catch((error: Error) => error);
  state.tagRules = [];
  expect(refusal).toMatchObject({ code: "blocked" });
  expect(String(refusal)).toContain("The rules of the repository do not let you make this tag. It was not made;");
  expect(await tagAt(tag)).toBeNull();
  expect(await press(tag)).toMatchObject({ wasAdopted: false });
});

test("T13 who lost the right to push cannot make the tag, nor with a token that was revoked", async () => {
  const { store } = world.github.world;
  const tag = newTag();
  ledger.record.roles.lead = "read";
  const refusal = await press(tag).catch((error: Error) => error);
  ledger.record.roles.lead = "write";
  expect(refusal).toMatchObject({ code: "forbidden" });
  const tokens = Object.values(store.state.tokens).filter(({ login }) => login === "lead");
  for (const token of tokens) token.isRevoked = true;
  const signedOut = await press(tag).catch((error: Error) => error);
  for (const token of tokens) delete token.isRevoked;
  expect(signedOut).toMatchObject({ code: "unauthenticated" });
  expect(await tagAt(tag)).toBeNull();
  expect(await press(tag)).toMatchObject({ wasAdopted: false });
});
