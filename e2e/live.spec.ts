import { randomUUID } from "node:crypto";
import { askGithub, control, expect, expectAccessible, git, letPass, query, sendWebhook, signIn, stack, test } from "./slipway";
import { startStreamProxy } from "./stream-proxy";

const RELEASE = "/repositories/kestrel-harbor/berth/releases/26.2.0";
const dispatch = () =>
  control("dispatch", { owner: "kestrel-harbor", name: "berth", workflow: "ci.yml", ref: "release/26.2.0", login: "demo-lead" });

test("a change reaches an open page within a second of its webhook", async ({ page }) => {
  await signIn(page, "demo-manager", RELEASE);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  const count = await page.locator("[data-run]").count();
  await dispatch();
  const sent = Date.now();
  await expect(page.locator("[data-run]")).toHaveCount(count + 1, { timeout: 5_000 });
  expect(Date.now() - sent).toBeLessThan(1_000);
  await letPass(200);
  await expect(page.locator("[data-run]").first()).toHaveAttribute("data-state", "passed");
});

test("a check of another App stands beside the runs, and turns the light, within a second of its webhook", async ({ page }) => {
  await signIn(page, "demo-manager", RELEASE);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  const { token } = (await control("apps", { slug: "coverage", name: "Coverage", account: "kestrel-harbor" })) as { token: string };
  const report = async (conclusion: string, title: string) => {
    const output = { title, summary: "Of the lines that changed" };
    const response = await fetch(`${stack.githubUrl}/api/v3/repos/kestrel-harbor/berth/check-runs`, {
      method: "POST",
      headers: { authorization: `bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        name: "patch",
        head_sha: git("kestrel-harbor/berth", "rev-parse", "release/26.2.0").trim(),
        conclusion,
        output,
      }),
    });
    expect(response.status).toBe(201);
  };
  const light = page.getByText(/\d+ of \d+ checks passed/);
  const [, passed, total] = /(\d+) of (\d+)/.exec((await light.textContent()) ?? "") ?? [];
  await report("failure", "71 % are covered");
  const sent = Date.now();
  const check = page.locator("[data-check=patch]");
  await expect(check).toHaveAttribute("data-state", "failed", { timeout: 5_000 });
  expect(Date.now() - sent).toBeLessThan(1_000);
  await expect(check).toContainText("71 % are covered");
  await expect(light).toHaveText(`${passed} of ${Number(total) + 1} checks passed`);
  await expectAccessible(page);
  await report("success", "84 % are covered");
  await expect(check).toHaveAttribute("data-state", "passed");
  await expect(light).toHaveText(`${Number(passed) + 1} of ${Number(total) + 1} checks passed`);
});

test("a Release that somebody publishes on GitHub is known within a second", async ({ page }) => {
  const { sha } = (await control("commit", {
    owner: "odd",
    name: "blank",
    branch: "release/9.9.0",
    from: "release/1.2.0",
    files: { VERSION: "9.9.0\n" },
    message: "release: 9.9.0",
    login: "demo-lead",
  })) as { sha: string };
  const path = "/repositories/odd/blank/releases/9.9.0";
  await expect.poll(async () => (await query(`select 1 from "Release" where version = '9.9.0'`)).length).toBe(1);
  await signIn(page, "demo-manager", path);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  await askGithub("demo-manager", "POST", "/repos/odd/blank/releases", { tag_name: "9.9.0", target_commitish: sha });
  const sent = Date.now();
  await expect(page.getByRole("heading", { name: "Published" })).toBeVisible({ timeout: 5_000 });
  expect(Date.now() - sent).toBeLessThan(1_000);
});

test("T20 a webhook that was never sent is repaired by the poll", async ({ page }) => {
  await signIn(page, "demo-manager", RELEASE);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  await dispatch();
  const run = page.locator("[data-run]").first();
  await expect(run).toHaveAttribute("data-state", "waiting");
  await control("webhooks", { muted: true });
  try {
    await letPass(200);
    await expect(run).toHaveAttribute("data-state", "passed", { timeout: 30_000 });
    for (const job of ["build", "e2e", "test (Python 3.12)"])
      await expect.poll(async () => stateOfJob(page, job), { timeout: 15_000 }).toBe("passed");
  } finally {
    await control("webhooks", { muted: false });
  }
});

test("T26 webhooks: a forged one changes nothing, a repeated one counts once, an unknown one is kept and ignored", async () => {
  const [repository] = await query<{ githubId: string }>(`select "githubId" from "Repository" where name = 'berth'`);
  const payload = {
    action: "completed",
    repository: { id: Number(repository?.githubId) },
    workflow_run: { id: 1, run_attempt: 1, status: "completed", head_sha: "0" },
  };
  const rows = () =>
    query(
      `select (select count(*) from "Delivery") as deliveries, (select count(*) from "WorkflowRun") as runs, (select count(*) from "Observation") as observations`,
    );
  const before = await rows();
  expect((await sendWebhook("workflow_run", payload, { secret: "another repository's secret" })).status).toBe(401);
  expect((await sendWebhook("workflow_run", payload, { headers: { "x-hub-signature-256": "" } })).status).toBe(401);
  expect((await sendWebhook("workflow_run", payload, { headers: { "x-hub-signature-256": "", "x-hub-signature": "sha1=0" } })).status).toBe(
    401,
  );
  expect((await sendWebhook("workflow_run", payload, { guid: "no spaces allowed" })).status).toBe(400);
  expect(await rows()).toEqual(before);
  const guid = randomUUID();
  expect((await sendWebhook("star", { action: "created", repository: payload.repository }, { guid })).status).toBe(202);
  expect(await (await sendWebhook("star", { action: "created", repository: payload.repository }, { guid })).text()).toBe("Known already");
  const outcome = async () =>
    (await query<{ outcome: string | null }>(`select outcome from "Delivery" where guid = $1`, [guid]))[0]?.outcome;
  await expect.poll(outcome).toBe("ignored: star: stars are not shown");
  expect((await fetch(`${stack.url}/hooks/github`)).status).toBe(405);
});

test("a late webhook does not take a run back", async ({ page }) => {
  await signIn(page, "demo-manager", RELEASE);
  const newest = page.locator("[data-run]").first();
  await dispatch();
  await letPass(200);
  await expect(newest).toHaveAttribute("data-state", "passed");
  const [late] = await query<{ payload: object }>(
    `select payload from "Delivery" where event = 'workflow_run' and action = 'in_progress' order by "receivedAt" desc limit 1`,
  );
  if (!late) throw new Error("the run that passed was never told to be in progress");
  const guid = randomUUID();
  await sendWebhook("workflow_run", late.payload, { guid });
  await expect
    .poll(async () => (await query<{ outcome: string }>(`select outcome from "Delivery" where guid = $1`, [guid]))[0]?.outcome)
    .toMatch(/is further already/);
  await expect(newest).toHaveAttribute("data-state", "passed");
});

test("ten tabs share one stream, and all of them follow", async ({ page, context }) => {
  await signIn(page, "demo-manager", RELEASE);
  const tabs = [page, ...(await Promise.all(Array.from({ length: 9 }, () => context.newPage())))];
  for (const tab of tabs.slice(1)) await tab.goto(stack.url + RELEASE);
  for (const tab of tabs) await expect(tab.locator("[data-live=live]")).toBeVisible();
  const count = await page.locator("[data-run]").count();
  await dispatch();
  for (const tab of tabs) await expect(tab.locator("[data-run]")).toHaveCount(count + 1);
  const streams = async (tab: typeof page) =>
    (await tab.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/live")).length)) as number;
  // An open stream is listed only when it ends, so the keeper is asked by its lock.
  const locks = await page.evaluate(async () => (await navigator.locks.query()).held?.filter(({ name }) => name === "slipway-live").length);
  expect(locks).toBe(1);
  expect(await streams(page)).toBeLessThanOrEqual(1);
  // The keeper's tab closes: another takes over.
  await page.close();
  const [, second] = tabs;
  if (!second) throw new Error("there are ten tabs");
  await expect(second.locator("[data-live=live]")).toBeVisible();
  await letPass(200);
  await expect(second.locator("[data-run]").first()).toHaveAttribute("data-state", "passed");
});

test("T19 a stream that is cut, and refused once, goes on where it was: the page ends right without a reload", async ({ page }) => {
  const proxy = await startStreamProxy(stack.url);
  try {
    await signIn(page, "demo-manager", RELEASE);
    // Waits are spread at random; here each is the shortest.
    await page.addInitScript(() => {
      Math.random = () => 0;
    });
    await page.goto(proxy.url + RELEASE);
    await expect(page.locator("[data-live=live]")).toBeVisible();
    const count = await page.locator("[data-run]").count();
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    proxy.cut();
    await expect(page.locator("[data-live=lost]")).toBeVisible();
    await dispatch();
    // The browser itself comes back, and gives up when it is refused; then it is begun anew.
    await expect.poll(() => proxy.asked.length).toBe(2);
    await expect(page.locator("[data-run]")).toHaveCount(count);
    proxy.mend();
    await expect(page.locator("[data-run]")).toHaveCount(count + 1);
    await expect(page.locator("[data-live=live]")).toBeVisible();
    const [first, second, third] = proxy.asked;
    const id = first?.heard.match(/(?<=^id: ).+$/gm)?.at(-1) ?? "";
    expect(id).not.toBe("");
    expect(second).toMatchObject({ path: "/live", lastEventId: id });
    expect(third?.path).toBe(`/live?after=${encodeURIComponent(id)}`);
    expect(third?.heard).toMatch(/event: resumed\n[\s\S]*event: change\n/);
    expect(third?.heard).not.toMatch(/event: (hello|resync)/);
    expect(await page.evaluate(() => "isSame" in window)).toBe(true);
    await letPass(200);
    await expect(page.locator("[data-run]").first()).toHaveAttribute("data-state", "passed");
  } finally {
    proxy.close();
  }
});

test("observations of every state are kept as history", async () => {
  await dispatch();
  await letPass(200);
  const histories = async () => {
    const rows = await query<{ states: string }>(
      `select string_agg(status, ' → ' order by id) as states from "Observation" where subject = 'run' group by "subjectId", attempt`,
    );
    return rows.map(({ states }) => states);
  };
  await expect.poll(histories).toContain("queued → in_progress → completed");
});

async function stateOfJob(page: import("@playwright/test").Page, name: string): Promise<string | null> {
  const run = page.locator("[data-run]").first();
  const button = run.getByRole("button", { expanded: false }).first();
  if ((await run.locator("[data-job]").count()) === 0 && (await button.isVisible())) await button.click();
  return run.locator(`[data-job="${name}"]`).getAttribute("data-state");
}
