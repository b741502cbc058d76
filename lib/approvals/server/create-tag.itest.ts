import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Round, type Rounds, startRounds } from "./test-rounds";

const LONG = Boolean(process.env.SLIPWAY_LONG);
const REPEATED = LONG ? 100 : 3;
const TIMEOUT = LONG ? 300_000 : 60_000;
const TAG = "v1.0.0";

let rounds: Rounds;
beforeAll(async () => {
  rounds = await startRounds();
});
afterAll(() => rounds.world.stop());

async function press({ decisionId, room }: Round, login = "manager", more: object = {}) {
  const { createTag } = await import("./create-tag");
  const { database } = await import("@/lib/db/client");
  const { fingerprint } = await database().decision.findUniqueOrThrow({ where: { id: decisionId } });
  const { planDigest } = (await room("auditor")).tag;
  return createTag(rounds.who(login), { decisionId, fingerprint, tag: TAG, planDigest, typed: TAG, ...more });
}

const git = ({ folder }: Round, ...args: string[]) =>
  execFileSync("git", ["-c", "safe.directory=*", ...args], { cwd: folder, encoding: "utf8" }).trim();
const tagsOf = (round: Round) => git(round, "tag", "--list");

async function eventsOf(round: Round): Promise<string[]> {
  const events = (await round.room("auditor")).events.map(({ type }) => type);
  return events.filter((type) => type.startsWith("release.")).reverse();
}

async function phaseOf({ decisionId }: Round): Promise<string> {
  const { database } = await import("@/lib/db/client");
  return (await database().decision.findUniqueOrThrow({ where: { id: decisionId } })).state;
}

/** Moves the branch on GitHub, of which Slipway has not heard yet. */
const moveUnheard = (round: Round, text: string) => rounds.world.push(round.record, "release/1.0.0", { "hull.txt": text }, "manager");

test("a GO ends in an annotated tag on exactly the approved commit, and a clone proves which decision made it", async () => {
  const round = await rounds.openRound({ tag: { extraLines: ["Boats: <version>"], hasDecisionDigest: true } });
  await rounds.decideGo(round);
  const shown = (await round.room("manager")).tag.plan;
  expect(await press(round)).toEqual({ tag: TAG, sha: round.sha, wasAdopted: false });
  const message = git(round, "cat-file", "tag", TAG).split("\n\n").slice(1).join("\n\n");
  expect(git(round, "cat-file", "-t", TAG)).toBe("tag");
  expect(git(round, "rev-parse", `${TAG}^{commit}`)).toBe(round.sha);
  expect(message.trimEnd()).toBe(shown.message.trimEnd());
  const room = await round.room("auditor");
  expect([room.phase, room.tag.made?.name, room.tag.made?.by]).toEqual(["tagged", TAG, "manager"]);
  expect(await eventsOf(round)).toEqual(["release.tag-planned", "release.tagged"]);
  expect(room.record?.namedBy).toBe("tag");
  const record = join(round.folder, "record.json");
  writeFileSync(record, room.record?.text ?? "");
  const proof = execFileSync(process.execPath, ["bin/slipway.mjs", "decision", "verify", record, "--tag", TAG, "--clone", round.folder], {
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: "*" },
  });
  expect(proof).toContain(`${TAG} was made by this decision.`);
  expect(proof).toContain("go: lead as Release lead");
  // What is decided is decided: nobody votes any more, and pressing again finds the tag.
  await expect(rounds.vote(round, "lead", "Release lead", "no-go")).rejects.toThrow("This round is over.");
  expect(await press(round)).toMatchObject({ tag: TAG, sha: round.sha });
});

test("B61 the workflows that tags were seen to set off are named before the tag is made", async () => {
  const round = await rounds.openRound();
  expect((await round.room("manager")).tag.starts).toEqual([]);
  const { database } = await import("@/lib/db/client");
  const [at, tag] = [new Date(), "v0.9.0"];
  git(round, "tag", tag, "main");
  await rounds.notice(round);
  const common = {
    repositoryId: round.id,
    workflowId: 1n,
    number: 1,
    attempt: 1,
    headSha: round.sha,
    title: "t",
    actor: "lead",
    status: "completed",
    url: "u",
  };
  const times = { createdAt: at, startedAt: at, updatedAt: at, checkedAt: at, conclusion: "success" };
  for (const [id, workflowName, branch] of [
    [1n, "Publish", tag],
    [2n, "CI", "main"],
  ] as const)
    await database().workflowRun.create({ data: { ...common, ...times, id, workflowName, branch, event: "push" } });
  expect((await round.room("manager")).tag.starts).toEqual(["Publish"]);
});

test("it is refused with the sentences why while it is no GO, when the name was not typed, and to who may not", async () => {
  const round = await rounds.openRound();
  await expect(press(round)).rejects.toThrow(/^The tag was not created\. Release lead has not voted: lead\. Quality has not voted/);
  await rounds.decideGo(round);
  await expect(press(round, "manager", { typed: "v1" })).rejects.toThrow("Type v1.0.0 to create the tag.");
  await expect(press(round, "manager", { fingerprint: "other" })).rejects.toMatchObject({ code: "conflict" });
  await expect(press(round, "tester")).rejects.toMatchObject({ code: "forbidden" });
  expect(tagsOf(round)).toBe("");
  expect(await phaseOf(round)).toBe("open");
});

test("T9 pressed a hundred times at once by two people: one tag, one record, and all get the same answer", async () => {
  const round = await rounds.openRound();
  await rounds.decideGo(round);
  const pressed = await Promise.all(Array.from({ length: 100 }, (_, at) => press(round, at % 2 ? "manager" : "lead")));
  expect(new Set(pressed.map((made) => JSON.stringify(made))).size).toBe(1);
  expect(tagsOf(round)).toBe(TAG);
  expect(await eventsOf(round)).toEqual(["release.tag-planned", "release.tagged"]);
});

test(`T11 the branch moves between the last look and the press: refused ${REPEATED} of ${REPEATED}, and the votes are void`, {
  timeout: TIMEOUT,
}, async () => {
  const round = await rounds.openRound();
  await rounds.answer(round);
  for (let at = 0; at < REPEATED; at++) {
    await rounds.vote(round, "lead", "Release lead");
    await rounds.vote(round, "tester", "Quality");
    await moveUnheard(round, `before ${at}`);
    await expect(press(round)).rejects.toThrow("the tag was not created");
    await rounds.notice(round);
  }
  expect(tagsOf(round)).toBe("");
  expect((await round.room("lead")).state).toBe("open");
  expect(await phaseOf(round)).toBe("open");
});

test(`T11 the branch moves inside the act, after the last look: refused ${REPEATED} of ${REPEATED} by GitHub itself`, {
  timeout: TIMEOUT,
}, async () => {
  const round = await rounds.openRound();
  await rounds.answer(round);
  const { world } = rounds.world.github;
  const moveRefs = world.moveRefs.bind(world);
  for (let at = 0; at < REPEATED; at++) {
    await rounds.vote(round, "lead", "Release lead");
    await rounds.vote(round, "tester", "Quality");
    world.moveRefs = async (...args) => {
      world.moveRefs = moveRefs;
      await moveUnheard(round, `inside ${at}`);
      return moveRefs(...args);
    };
    await expect(press(round)).rejects.toThrow(/moved from [0-9a-f]{7} to [0-9a-f]{7}/);
    world.moveRefs = moveRefs;
    await rounds.notice(round);
  }
  expect(tagsOf(round)).toBe("");
  expect(await phaseOf(round)).toBe("open");
  // The room lists the newest only.
  const { database } = await import("@/lib/db/client");
  const where = { type: "release.tag-refused", data: { path: ["decisionId"], equals: round.decisionId } };
  expect(await database().event.count({ where })).toBe(REPEATED);
});

/** Ends the round at the moment in which a press asks for it, as somebody does who was a moment faster. */
async function endUnder({ decisionId }: Round, begin: () => Promise<unknown>): Promise<unknown> {
  const { database } = await import("@/lib/db/client");
  return database()
    .$transaction(
      async (tx) => {
        await tx.$queryRaw`select id from "Decision" where id = ${decisionId}::uuid for update`;
        const pressed = begin().catch((error: unknown) => error);
        const isWaiting = async () => (await database().$queryRaw<object[]>`select 1 from pg_locks where not granted`).length > 0;
        while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 20));
        await tx.decision.update({ where: { id: decisionId }, data: { state: "closed", closedAt: new Date() } });
        return { pressed };
      },
      { timeout: 15_000 },
    )
    .then(({ pressed }) => pressed);
}

test("a round that was ended is not tagged, and one that was given back has forgotten what its tag was to be", async () => {
  const round = await rounds.openRound();
  await rounds.decideGo(round);
  const { world } = rounds.world.github;
  const moveRefs = world.moveRefs.bind(world);
  world.moveRefs = async (...args) => {
    world.moveRefs = moveRefs;
    await moveUnheard(round, "inside");
    return moveRefs(...args);
  };
  await expect(press(round)).rejects.toThrow(/moved from/);
  const { database } = await import("@/lib/db/client");
  expect(await database().decision.findUniqueOrThrow({ where: { id: round.decisionId } })).toMatchObject({
    state: "open",
    tag: null,
    tagMessage: null,
    record: null,
    recordDigest: null,
  });
  await rounds.notice(round);
  await rounds.vote(round, "lead", "Release lead");
  await rounds.vote(round, "tester", "Quality");
  const refusal = await endUnder(round, () => press(round));
  expect(refusal).toMatchObject({ code: "conflict", message: "This round was ended while you pressed. The tag was not created." });
  // Even if something of an earlier press were left, as older versions left it.
  const left = { tag: TAG, tagMessage: "Release v1.0.0\n", recordDigest: "d" };
  await database().decision.update({ where: { id: round.decisionId }, data: left });
  const { makeTag } = await import("./create-tag");
  await expect(makeTag(rounds.who("manager"), round.decisionId)).rejects.toThrow("The tag is not being created any more.");
  expect(tagsOf(round)).toBe("");
  expect(await phaseOf(round)).toBe("closed");
});

test("a round that is given back and ended between two looks at GitHub is not tagged by who still had it", async () => {
  const round = await rounds.openRound();
  await rounds.decideGo(round);
  await press(round);
  const { database } = await import("@/lib/db/client");
  await database().decision.update({ where: { id: round.decisionId }, data: { state: "tagging", tagObject: null, closedAt: null } });
  await database().effect.delete({ where: { key: `tag:${round.id}:${TAG}` } });
  git(round, "update-ref", "-d", `refs/tags/${TAG}`);
  const { makeTag } = await import("./create-tag");
  const refusal = await endUnder(round, () => makeTag(rounds.who("manager"), round.decisionId));
  expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining("not being created any more") });
  expect([tagsOf(round), await phaseOf(round)]).toEqual(["", "closed"]);
});

test("the tag says what was shown, or is not made: another vote after the look is looked at first", async () => {
  const round = await rounds.openRound();
  await rounds.decideGo(round);
  const { planDigest } = (await round.room("manager")).tag;
  await rounds.vote(round, "auditor", "Everybody");
  await expect(press(round, "manager", { planDigest })).rejects.toThrow("What the tag will say changed after you looked");
  expect([tagsOf(round), await phaseOf(round)]).toEqual(["", "open"]);
  const shown = (await round.room("manager")).tag;
  expect(shown.planDigest).not.toBe(planDigest);
  await press(round);
  const made = (await round.room("manager")).tag;
  expect([made.plan.message, made.planDigest]).toEqual([shown.plan.message, shown.planDigest]);
});

test("T13 a role or a sign-in that ended between vote and tag: refused, and nobody's revoked token is used", async () => {
  const round = await rounds.openRound();
  await rounds.decideGo(round);
  round.record.roles.tester = "read";
  await expect(press(round)).rejects.toThrow("tester no longer holds Quality");
  round.record.roles.tester = "triage";
  round.record.roles.manager = "read";
  await expect(press(round)).rejects.toMatchObject({ code: "forbidden" });
  round.record.roles.manager = "maintain";
  const tokens = Object.values(rounds.world.github.world.store.state.tokens).filter(({ login }) => login === "lead");
  for (const token of tokens) token.isRevoked = true;
  await expect(press(round, "lead")).rejects.toMatchObject({ code: "unauthenticated" });
  for (const token of tokens) token.isRevoked = false;
  expect(tagsOf(round)).toBe("");
  // The room had not heard yet that tester holds it again, so the record that was shown was another.
  await expect(press(round)).rejects.toThrow("What the tag will say changed");
  expect(await press(round)).toMatchObject({ tag: TAG });
});

test("T8 a tag that is there already: adopted on the same commit, a stop with the difference on another", async () => {
  const same = await rounds.openRound();
  await rounds.decideGo(same);
  git(same, "tag", TAG, same.sha);
  expect(await press(same)).toEqual({ tag: TAG, sha: same.sha, wasAdopted: true });
  expect(git(same, "cat-file", "-t", TAG)).toBe("commit");
  expect((await same.room("auditor")).record?.namedBy).toBe("adopted");
  const other = await rounds.openRound();
  await rounds.decideGo(other);
  const main = git(other, "rev-parse", "main");
  git(other, "tag", TAG, "main");
  await expect(press(other)).rejects.toThrow(new RegExp(`${main.slice(0, 7)}.*${other.sha.slice(0, 7)}`));
  expect(git(other, "rev-parse", `${TAG}^{commit}`)).toBe(main);
  expect(await phaseOf(other)).toBe("open");
});

for (const [moment, state, isMade] of [
  ["when the round was taken, before anything was planned", null, false],
  ["after planning", "planned", false],
  ["while acting, before the effect", "attempting", false],
  ["after the effect, before it was recorded", "attempting", true],
] as const)
  test(`killed ${moment}: taken up by itself, with one tag and one record`, async () => {
    const round = await rounds.openRound();
    await rounds.decideGo(round);
    const { database } = await import("@/lib/db/client");
    const made = await press(round);
    const key = `tag:${round.id}:${TAG}`;
    // Back to the moment in which the process ended.
    const past = new Date(Date.now() - 3_600_000);
    await database().decision.update({ where: { id: round.decisionId }, data: { state: "tagging", tagObject: null, taggingSince: past } });
    if (state === null) await database().effect.delete({ where: { key } });
    else await database().effect.update({ where: { key }, data: { state, attemptedAt: past, endedAt: null } });
    if (!isMade) git(round, "update-ref", "-d", `refs/tags/${TAG}`);
    const before = (await eventsOf(round)).length;
    const { resumeTags } = await import("./resume-tags");
    await Promise.all([resumeTags(), resumeTags()]);
    expect(await phaseOf(round)).toBe("tagged");
    expect(git(round, "rev-parse", `${TAG}^{commit}`)).toBe(made.sha);
    expect((await eventsOf(round)).slice(before).filter((type) => type === "release.tagged")).toHaveLength(1);
  });

test("the GitHub Release is published from the approved section, once; its draft comes first, and the tag before it", async () => {
  const round = await rounds.openRound();
  const { publishRelease } = await import("./publish-release");
  const since = (hours: number) => ({ ...rounds.who("manager"), signedInAt: new Date(Date.now() - hours * 3_600_000) });
  const publish = (hours = 0, typed = TAG) => publishRelease(since(hours), { decisionId: round.decisionId, typed });
  await expect(publish()).rejects.toThrow("The tag comes first.");
  await rounds.decideGo(round);
  await press(round);
  await expect(publish(9)).rejects.toMatchObject({ code: "unauthenticated", message: expect.stringContaining("sign in again") });
  await expect(publish(0, "1.0.0")).rejects.toThrow("Type v1.0.0 to publish its GitHub Release.");
  const { getRoom } = await import("./get-room");
  const refusals = await Promise.all([since(9), since(1)].map((actor) => getRoom(actor, round.decisionId)));
  expect(refusals.map(({ tag }) => tag.releaseRefusal)).toEqual([expect.stringContaining("last 8 hours"), null]);
  const urls = await Promise.all([publish(), publish(), publish()]);
  expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
  const releases = rounds.world.github.world.store.state.releases.filter(({ repositoryId }) => repositoryId === round.record.id);
  expect(releases).toMatchObject([{ tag: TAG, isDraft: false, isPrerelease: false, body: "### Features\n\n* Lift boats (#1)" }]);
  const published = { state: "published", url: urls[0]?.url };
  expect((await round.room("auditor")).tag.githubRelease).toEqual(published);
  expect(await releaseOf(round, "auditor")).toEqual(published);
});

async function releaseOf({ decisionId }: Round, login: string) {
  const { findGithubRelease } = await import("./find-github-release");
  return findGithubRelease(rounds.who(login), decisionId);
}

test("a GitHub Release that the tag's workflow or somebody else made is seen, and not taken for Slipway's", async () => {
  const round = await rounds.openRound({ tag: { extraLines: [], hasDecisionDigest: false } });
  expect(await releaseOf(round, "manager")).toEqual({ state: "none", url: null });
  await rounds.decideGo(round);
  await press(round);
  expect((await round.room("manager")).record?.namedBy).toBe("nothing");
  expect(await releaseOf(round, "manager")).toEqual({ state: "none", url: null });
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  const { createDraftRelease, publishRelease } = await import("@/lib/github/github-releases");
  const octokit = await octokitOf(rounds.who("lead").id);
  const where = { owner: "harbour", name: round.name };
  const plan = { tag: TAG, target: round.sha, title: "1.0.0", body: "Boats.", isPrerelease: false };
  const { id } = await createDraftRelease(octokit, where, plan);
  expect(await releaseOf(round, "manager")).toMatchObject({ state: "draft" });
  const { url } = await publishRelease(octokit, where, id, { tag: TAG, commitSha: round.sha, isPrerelease: false });
  expect(await releaseOf(round, "auditor")).toEqual({ state: "foreign", url });
});
