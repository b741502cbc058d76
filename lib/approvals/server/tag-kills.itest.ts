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
const KILLS = process.env.SLIPWAY_LONG === "1" ? 50 : 5;
/** For how long the one that asks again waits for what the killed one may have sent. */
const SETTLE_MILLISECONDS = 500;
const PROGRAM = join(process.cwd(), "dist", "test", "tag.mjs");

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
        import { runEffect } from "@/lib/effects/server/run-effect";
        import { tagOrder } from "@/lib/approvals/server/test-tag-order";
        const asked = JSON.parse(process.argv[2] ?? "");
        const order = tagOrder(await octokitOf(asked.actor.id), asked);
        await database().effect.count();
        console.log("ready");
        await runEffect(order);
        console.log("done");
        process.exit(0);`,
    },
    outfile: PROGRAM,
  });
});

afterAll(async () => {
  rmSync(PROGRAM, { force: true });
  await world.stop();
});

/** A process that makes the tag and is killed so long after it began; answers with whether it had said that it was done. */
async function makeAndKill(asked: TagOrder, milliseconds: number): Promise<{ saidDone: boolean }> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(asked)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), milliseconds);
    said += chunk.toString();
  });
  await ended;
  expect(said).toContain("ready");
  return { saidDone: said.includes("done") };
}

test(`T4 killed with -9 at any moment around the tag, ${KILLS} times: asked again there is one tag, as planned, and one record`, async () => {
  const { database } = await import("@/lib/db/client");
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  const { runEffect } = await import("@/lib/effects/server/run-effect");
  const octokit = await octokitOf(actor.id);
  const repository = { id: boat.id, owner: "harbour", name: "boat", nodeId: `R_${boat.record.id}` };
  const ask = (tag: string): TagOrder => ({ repository, actor, tag, sha, guard: { refName: `refs/heads/${BRANCH}`, sha } });
  // How long it takes when nobody is killed, so that kills fall before, in and after it.
  const began = Date.now();
  await runEffect(tagOrder(octokit, ask("v2.0.0-first")));
  const whole = (Date.now() - began) * 1.3;
  const states: Record<string, number> = {};
  for (let kill = 0; kill < KILLS; kill++) {
    const tag = `v2.0.0-${randomUUID().slice(0, 8)}`;
    const { saidDone } = await makeAndKill(ask(tag), (whole * (kill + Math.random())) / KILLS);
    const key = `release-tag:${boat.id}:${tag}`;
    const left = saidDone ? "said done" : ((await database().effect.findUnique({ where: { key } }))?.state ?? "not begun");
    states[left] = (states[left] ?? 0) + 1;
    const again = tagOrder(octokit, ask(tag));
    again.kind.settleMilliseconds = SETTLE_MILLISECONDS;
    const outcome = await runEffect(again);
    expect(outcome).toMatchObject({ wasAdopted: false, kind: "annotated" });
    const refs = await gitText(boat.folder, ["for-each-ref", "--format=%(objectname) %(*objectname) %(refname)", "refs/tags/"]);
    expect(refs.split("\n").filter((line) => line.endsWith(`/${tag}`))).toEqual([`${outcome.objectSha} ${sha} refs/tags/${tag}`]);
    const events = await database().event.findMany({ where: { data: { path: ["tag"], equals: tag } }, orderBy: { seq: "asc" } });
    expect(events.map(({ type }) => type)).toEqual(["release.tag-planned", "release.tagged"]);
  }
  console.log(`${KILLS} kills fell where the ledger said: ${JSON.stringify(states)}`);
  // Most fell where something was under way.
  expect(states["said done"] ?? 0).toBeLessThan(KILLS);
  expect((await gitText(boat.folder, ["for-each-ref", "refs/tags/"])).split("\n")).toHaveLength(KILLS + 1);
}, 900_000);
