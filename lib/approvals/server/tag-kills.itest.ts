import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { gitText } from "@/local-github/git/git";
import { type TagOrder, tagOrder } from "./test-tag-order";

const BRANCH = "release/2.0.0";
const KILLS = process.env.SLIPWAY_LONG === "1" ? 50 : 3;
/** For how long the one that asks again waits for what the killed one may have sent. */
const SETTLE_MILLISECONDS = 500;
const PROGRAM = join(process.cwd(), "dist", "test", `tag-${process.pid}.mjs`);

let world: TestWorld;
let actor: Actor;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let sha: string;

beforeAll(async () => {
  world = await startTestWorld();
  actor = await world.addPerson("lead", "write");
  boat = await world.addRepository("boat", BRANCH, { VERSION: "2.0.0\n" });
  sha = (await world.github.world.branchHead(boat.record, BRANCH)) ?? "";
  mkdirSync(join(process.cwd(), "dist", "test"), { recursive: true });
  const builder: string = "../../../scripts/build.mjs";
  const { bundle } = (await import(builder)) as { bundle: (options: BuildOptions) => Promise<void> };
  await bundle({
    stdin: {
      resolveDir: process.cwd(),
      loader: "ts",
      contents: `import { octokitOf } from "@/lib/auth/server/user-token";
        import { database } from "@/lib/db/client";
        import { pressUntilAnswered, tagOrder } from "@/lib/approvals/server/test-tag-order";
        const asked = JSON.parse(process.argv[2] ?? "");
        const order = tagOrder(await octokitOf(asked.actor.id), asked);
        await database().effect.count();
        console.log("ready");
        const outcomes = await Promise.all(Array.from({ length: asked.presses }, () => pressUntilAnswered(order)));
        console.log("done " + [...new Set(outcomes.map(({ objectSha }) => objectSha))].join(" "));
        process.exit(0);`,
    },
    outfile: PROGRAM,
  });
});

afterAll(async () => {
  rmSync(PROGRAM, { force: true });
  await world.stop();
});

/** A process that makes the tag, by so many presses at once, and is killed so long after it began; answers with what it had said, and how long it lived. */
async function makeInProcess(asked: TagOrder, { presses, killAfter }: { presses: number; killAfter: number | null }) {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify({ ...asked, presses })], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let [said, readyAt] = ["", 0];
  child.stdout.on("data", (chunk: Buffer) => {
    if (said === "") readyAt = Date.now();
    if (said === "" && killAfter !== null) setTimeout(() => child.kill("SIGKILL"), killAfter);
    said += chunk.toString();
  });
  await ended;
  expect(said).toContain("ready");
  return { said, lived: Date.now() - readyAt };
}

const ask = (tag: string): TagOrder => ({
  repository: { id: boat.id, owner: "harbour", name: "boat", nodeId: `R_${boat.record.id}` },
  actor,
  tag,
  sha,
  guard: { refName: `refs/heads/${BRANCH}`, sha },
});

async function tagsNamed(tag: string): Promise<string[]> {
  const refs = await gitText(boat.folder, ["for-each-ref", "--format=%(objectname) %(*objectname) %(refname)", "refs/tags/"]);
  return refs.split("\n").filter((line) => line.endsWith(`/${tag}`));
}

async function eventsOf(tag: string): Promise<string[]> {
  const { database } = await import("@/lib/db/client");
  const events = await database().event.findMany({ where: { data: { path: ["tag"], equals: tag } }, orderBy: { seq: "asc" } });
  return events.map(({ type }) => type);
}

test("T9 two processes with fifty presses each, all at once: one tag, one record, one answer", async () => {
  const tag = "v2.0.0-pressed";
  const processes = await Promise.all([1, 2].map(() => makeInProcess(ask(tag), { presses: 50, killAfter: null })));
  const objects = new Set(processes.map(({ said }) => /done (\w+)\n/.exec(said)?.[1]));
  expect(objects.size).toBe(1);
  expect(await tagsNamed(tag)).toEqual([`${[...objects][0]} ${sha} refs/tags/${tag}`]);
  expect(await eventsOf(tag)).toEqual(["release.tag-planned", "release.tagged"]);
}, 120_000);

test(`T4 killed with -9 at any moment around the tag, ${KILLS} times: asked again there is one tag, as planned, and one record`, async () => {
  const { database } = await import("@/lib/db/client");
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  const { runEffect } = await import("@/lib/effects/server/run-effect");
  const octokit = await octokitOf(actor.id);
  // How long it takes when nobody is killed, so that kills fall before, in and after it.
  const { lived: whole } = await makeInProcess(ask("v2.0.0-first"), { presses: 1, killAfter: null });
  const states: Record<string, number> = {};
  for (let kill = 0; kill < KILLS; kill++) {
    const tag = `v2.0.0-${randomUUID().slice(0, 8)}`;
    const { said } = await makeInProcess(ask(tag), { presses: 1, killAfter: (whole * (kill + Math.random())) / KILLS });
    const saidDone = said.includes("done");
    const key = `release-tag:${boat.id}:${tag}`;
    const left = saidDone ? "said done" : ((await database().effect.findUnique({ where: { key } }))?.state ?? "not begun");
    states[left] = (states[left] ?? 0) + 1;
    const again = tagOrder(octokit, ask(tag));
    again.kind.settleMilliseconds = SETTLE_MILLISECONDS;
    const outcome = await runEffect(again);
    expect(outcome).toMatchObject({ wasAdopted: false, kind: "annotated" });
    expect(await tagsNamed(tag)).toEqual([`${outcome.objectSha} ${sha} refs/tags/${tag}`]);
    expect(await eventsOf(tag)).toEqual(["release.tag-planned", "release.tagged"]);
  }
  console.log(`${KILLS} kills fell where the ledger said: ${JSON.stringify(states)}`);
  // Most fell where something was under way.
  expect(states["said done"] ?? 0).toBeLessThan(KILLS);
}, 900_000);
