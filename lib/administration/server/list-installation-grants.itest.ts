import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { Installation as Granted } from "@/local-github/state";
import type { InstallationView } from "../administration-view";

const KEPT_MILLISECONDS = 10_000;

let world: TestWorld;
let granted: Granted;
let later = 0;

beforeAll(async () => {
  world = await startTestWorld();
  await world.addRepository("boat", "release/1.0.0", { VERSION: "1.0.0\n" });
  const [first] = world.github.world.store.state.installations;
  if (!first) throw new Error("nobody installed the App");
  granted = first;
});

afterAll(() => world.stop());

/** As asked once what was told before counts no more. */
async function list(ids = [granted.id]): Promise<InstallationView[] | null> {
  const { listInstallationGrants } = await import("./list-installation-grants");
  later += KEPT_MILLISECONDS + 1;
  return listInstallationGrants(new Set(ids), Date.now() + later);
}

test("everything is granted; of accounts that somebody does not administer nothing is told", async () => {
  expect(await list()).toEqual([{ account: "harbour", isSuspended: false, url: expect.stringContaining("/harbour/"), missing: [] }]);
  expect(await list([granted.id + 1])).toEqual([]);
});

test("what an owner withholds is named, and GitHub sends no webhook of such an event", async () => {
  granted.withheld = { permissions: ["deployments"], events: ["label"] };
  const [view] = (await list()) ?? [];
  expect(view?.missing.map(({ kind, name }) => `${kind}: ${name}`)).toEqual(["permission: Deployments: read and write", "event: Label"]);
  const { store, webhooks } = world.github.world;
  // Nobody listens there; that it was sent stands on record.
  if (store.state.app) store.state.app.webhookUrl = "http://127.0.0.1:9/";
  const sent = () => store.state.deliveries.filter(({ event }) => event === "label").length;
  const payload = { label: {}, installation: { id: granted.id } };
  const before = sent();
  webhooks.send("label", "created", null, payload);
  expect(sent()).toBe(before);
  granted.withheld = undefined;
  webhooks.send("label", "created", null, payload);
  await webhooks.settled();
  expect(sent()).toBe(before + 1);
});

test("a suspended App is told, and what GitHub does not tell is not made up", async () => {
  granted.suspendedAt = "2026-02-01T10:00:00Z";
  expect(await list()).toMatchObject([{ isSuspended: true }]);
  granted.suspendedAt = undefined;
  const { database } = await import("@/lib/db/client");
  const away = { failures: 9, awaySince: new Date(), probeAt: new Date(Date.now() + 60_000) };
  await database().githubState.upsert({ where: { id: 1 }, create: { id: 1, ...away }, update: away });
  expect(await list()).toBeNull();
});
