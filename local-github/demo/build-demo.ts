import { mkdir } from "node:fs/promises";
import type { ScriptRule } from "../actions/engine";
import { setEnvironments } from "../actions/environments";
import { git, listRefs, resolve } from "../git/git";
import { createRepositoryRecord } from "../import-clone";
import type { Repository } from "../state";
import { toIso } from "../state";
import { findTeam, setTeam } from "../teams";
import type { World } from "../world";
import { BERTH_PAST, writeBerth } from "./berth";
import { BERTH_ISSUES, labelsOf } from "./berth-areas";
import { BERTH_TRAIN } from "./berth-entries";
import { GANTRY_PULL, GANTRY_RELEASE_BRANCH, writeGantry } from "./gantry";
import type { History } from "./history";
import { demoRoles, PERSONAS, RELEASE_BOT, TEAMS } from "./people";

const DAY = 86_400_000;
export const DEMO_OWNER = "kestrel-harbor";

/** How the demo's workflows go: how long steps take, which fail, which is flaky. */
const SCRIPT: ScriptRule[] = [
  { workflow: "ci.yml", seconds: 2 },
  { workflow: "ci.yml", step: "Build container images", seconds: 9 },
  { workflow: "ci.yml", step: "Run unit tests", seconds: 16 },
  { workflow: "ci.yml", step: "Start a cluster", seconds: 8 },
  { workflow: "ci.yml", step: "Run 84 scenarios", seconds: 38 },
  {
    repository: `${DEMO_OWNER}/berth`,
    ref: "26.2.0rc2",
    job: "e2e",
    step: "Run 84 scenarios",
    conclusion: "failure",
    log: ["81 scenarios passed", "FAILED scenarios/drain.py: 2 of 40 jobs were lost while a node drained", "2 scenarios skipped"],
  },
  { repository: `${DEMO_OWNER}/berth`, job: "docs", step: "Check links", conclusion: "failure" },
  { workflow: "nightly.yml", step: "Submit ten thousand jobs", seconds: 45 },
  { workflow: "nightly.yml", step: "Compare with yesterday", conclusion: "failure" },
  // The flaky one: its first attempt fails, and somebody runs the failed job again.
  { repository: `${DEMO_OWNER}/gantry`, workflow: "ci.yml", rerunAfterSeconds: 12 },
  { repository: `${DEMO_OWNER}/gantry`, job: "integration", step: "Run integration tests", attempt: 1, conclusion: "failure", seconds: 14 },
];

/** Builds the demo once, then brings it to life at every start: a run on the candidate goes live within seconds. */
export async function prepareDemo(world: World): Promise<void> {
  world.actions.rules = [...SCRIPT];
  world.actions.scheduleSeconds = world.store.state.clock ? 0 : 300;
  const { store } = world;
  if (store.findRepository(DEMO_OWNER, "berth")) return;
  const now = store.now();
  const berth = await buildRepository(world, "berth", "A batch scheduler for shared clusters", writeBerth(now), 1200);
  setEnvironments(world.store, berth, { "package-index": ["demo-lead"] });
  await buildRepository(world, "gantry", "Drives container cranes", writeGantry(now), 260);
  labelBerth(world);
  await playBerthRuns(world, now);
  await playGantryRuns(world, now);
  await world.actions.tick();
}

export function addPersonas(world: World): void {
  const { state } = world.store;
  for (const { role, ...persona } of [...PERSONAS, { ...RELEASE_BOT, role: null }])
    if (!state.accounts.some(({ login }) => login === persona.login)) {
      state.accounts.push({ ...persona, id: world.store.nextId(), type: "User" });
      // A demo that was built before this persona came.
      if (role) for (const { owner, roles } of state.repositories) if (owner === DEMO_OWNER) roles[persona.login] ??= role;
    }
  if (!state.accounts.some(({ login }) => login === DEMO_OWNER))
    state.accounts.push({
      id: world.store.nextId(),
      login: DEMO_OWNER,
      name: "Kestrel Harbor",
      email: "info@kestrel-harbor.example",
      type: "Organization",
    });
  for (const team of TEAMS) if (!findTeam(world.store, DEMO_OWNER, team.name)) setTeam(world.store, { organization: DEMO_OWNER, ...team });
  world.store.changed();
}

/** Something happens on the candidate while the person looks. */
export async function stirDemo(world: World): Promise<void> {
  const berth = world.store.findRepository(DEMO_OWNER, "berth");
  if (!berth) return;
  const branch = `release/${BERTH_TRAIN.at(-1)?.version}`;
  const sha = await world.branchHead(berth, branch);
  const workflow = world.store.state.workflows.find(({ repositoryId, path }) => repositoryId === berth.id && path.endsWith("ci.yml"));
  if (sha && workflow) await world.actions.dispatch(berth, workflow, { ref: branch, sha, actor: "demo-manager" });
}

async function buildRepository(world: World, name: string, description: string, history: History, daysAgo: number): Promise<Repository> {
  const { store } = world;
  const repository = createRepositoryRecord(world, {
    owner: DEMO_OWNER,
    name,
    description,
    roles: demoRoles(),
    createdAt: toIso(store.now() - daysAgo * DAY),
  });
  const folder = store.gitFolder(repository);
  await mkdir(folder, { recursive: true });
  await git(folder, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  await history.write(folder);
  return repository;
}

/** What git does not tell of berth's issues and pull requests. */
function labelBerth(world: World): void {
  const { state } = world.store;
  const repositoryId = world.store.findRepository(DEMO_OWNER, "berth")?.id ?? 0;
  state.issues.push(...BERTH_ISSUES.map(({ pull: _, ...issue }) => ({ ...issue, repositoryId })));
  for (const entry of BERTH_TRAIN.flatMap(({ entries }) => entries)) {
    const number = BERTH_ISSUES.find((issue) => issue.number === entry.number)?.pull ?? entry.number;
    // Later words for the same pull request change nothing about it.
    if (!state.mergedLabels.some((known) => known.repositoryId === repositoryId && known.number === number))
      state.mergedLabels.push({ repositoryId, number, labels: labelsOf(entry) });
  }
}

async function playBerthRuns(world: World, now: number) {
  const berth = world.store.findRepository(DEMO_OWNER, "berth");
  if (!berth) return;
  const folder = world.store.gitFolder(berth);
  const recent = BERTH_PAST.filter(({ daysAgo }) => daysAgo < 300).map(({ version, daysAgo }) => ({ version, daysAgo }));
  for (const { version, daysAgo } of [...recent, ...BERTH_TRAIN.filter(({ version: v }) => v.includes("rc"))]) {
    const sha = await resolve(folder, `refs/tags/${version}`);
    if (sha) await world.actions.onPush(berth, `refs/tags/${version}`, sha, "demo-manager", now - daysAgo * DAY);
  }
  const branch = `refs/heads/release/${BERTH_TRAIN.at(-1)?.version}`;
  const head = await resolve(folder, branch);
  if (head) await world.actions.onPush(berth, branch, head, "demo-manager", now - 0.1 * DAY);
}

async function playGantryRuns(world: World, now: number) {
  const gantry = world.store.findRepository(DEMO_OWNER, "gantry");
  if (!gantry) return;
  const folder = world.store.gitFolder(gantry);
  for (const { name, peeled } of (await listRefs(folder, "refs/tags/")).slice(-3))
    await world.actions.onPush(gantry, name, peeled, "demo-lead", now - 60 * DAY);
  await world.openPullRequest(gantry, {
    title: GANTRY_PULL.title,
    body: GANTRY_PULL.body,
    number: GANTRY_PULL.number,
    head: GANTRY_RELEASE_BRANCH,
    base: "main",
    isDraft: false,
    author: RELEASE_BOT.login,
    labels: ["autorelease: pending"],
    at: toIso(now - GANTRY_PULL.daysAgo * DAY),
  });
}
