import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { Actor } from "../actor";
import { getRepositoryRole, listReadableRepositoryIds, ROLE_AGE } from "./repository-role";

let world: TestWorld;
let reader: Actor;
let repositoryId: string;

beforeAll(async () => {
  world = await startTestWorld();
  reader = await world.addPerson("reader", "read");
  repositoryId = (await world.addRepository("boat", "release/1.0.0", { VERSION: "1.0.0\n" })).id;
});

afterAll(() => world.stop());

afterEach(async () => {
  world.github.world.outage.begin("none");
  await database().githubState.updateMany({ data: { failures: 0, failingSince: null, awaySince: null, probeAt: null } });
});

/** What the person was seen to have, so long ago. */
const seenAgo = (hours: number) =>
  database().repositoryAccess.updateMany({ data: { checkedAt: new Date(Date.now() - hours * 3_600_000) } });

async function timed<Value>(work: Promise<Value>): Promise<{ value: Value; milliseconds: number }> {
  const start = performance.now();
  return { value: await work, milliseconds: performance.now() - start };
}

test("T16 a page does not wait for a GitHub that takes connections and says nothing", async () => {
  expect(await listReadableRepositoryIds(reader)).toEqual([repositoryId]);
  await seenAgo(2);
  world.github.world.outage.begin("silence");
  const page = await timed(listReadableRepositoryIds(reader));
  expect(page.value).toEqual([repositoryId]);
  expect(page.milliseconds).toBeLessThan(1_000);
  const one = await timed(getRepositoryRole(reader, repositoryId, ROLE_AGE.read));
  expect(one.value).toBe("read");
  expect(one.milliseconds).toBeLessThan(1_000);
});

test("P8 what lies more than a day back is no answer, and changing something needs a fresh one", async () => {
  expect(await listReadableRepositoryIds(reader)).toEqual([repositoryId]);
  world.github.world.outage.begin("errors");
  await seenAgo(25);
  expect(await listReadableRepositoryIds(reader)).toEqual([]);
  await seenAgo(1);
  await expect(getRepositoryRole(reader, repositoryId, ROLE_AGE.change)).rejects.toThrow(/GitHub/);
});
