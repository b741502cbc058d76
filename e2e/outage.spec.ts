import { control, expect, expectAccessible, expectGoodLooks, openAs, query, sendWebhook, signIn, stack, test } from "./slipway";

const BERTH = "/repositories/kestrel-harbor/berth";
const RELEASE = `${BERTH}/releases/26.2.0`;
const AWAY = /^GitHub has not answered since \d\d:\d\d UTC\. What you see is as of then\.$/;

/** Nothing runs by itself for minutes: what is due is made due. */
const makeDue = () => query(`update "Sweep" set "nextAt" = now()`);
const stateOf = async () => (await query<{ awaySince: Date | null }>(`select "awaySince" from "GithubState"`))[0]?.awaySince;

async function askedSince(): Promise<{ at: number; authorization: string }[]> {
  const response = await fetch(`${stack.githubUrl}/_local/outage`, { headers: { "x-local-token": stack.controlToken } });
  return ((await response.json()) as { asked: { at: number; authorization: string }[] }).asked;
}

test("T16 while GitHub is away pages live on from the database and say so, and it goes by itself afterwards", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, "demo-manager", RELEASE);
  const { page: reader, context } = await openAs(browser, "demo-auditor", BERTH);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  const runs = await page.locator("[data-run]").count();
  await control("outage", { kind: "errors" });
  try {
    await makeDue();
    await expect(page.getByText(AWAY)).toBeVisible({ timeout: 30_000 });
    await expect(reader.getByText(AWAY)).toBeVisible();

    await test.step("pages answer within a second, although every role is older than a page may be", async () => {
      await query(`update "RepositoryAccess" set "checkedAt" = now() - interval '2 hours'`);
      for (const path of ["/", BERTH, RELEASE, `${RELEASE}/changelog`, "/administration"]) {
        const start = Date.now();
        const response = await page.request.get(stack.url + path);
        expect([path, response.status(), Date.now() - start < 1_000]).toEqual([path, 200, true]);
        expect(await response.text()).toContain("GitHub has not answered since");
      }
    });

    await test.step("it looks right in both themes, on the screen and on the phone", async () => {
      await expectGoodLooks(page);
    });

    await test.step("a webhook is taken in and kept", async () => {
      const [repository] = await query<{ githubId: string }>(`select "githubId" from "Repository" where name = 'berth'`);
      // A job of a run that is not known yet: GitHub must be asked about it, and cannot be.
      const job = {
        id: 77,
        run_id: 999_999,
        run_attempt: 1,
        name: "build",
        status: "queued",
        conclusion: null,
        html_url: "",
        started_at: "2026-01-01T00:00:00Z",
        steps: [],
      };
      const payload = { action: "queued", repository: { id: Number(repository?.githubId) }, workflow_job: job };
      expect((await sendWebhook("workflow_job", payload, { guid: "during-the-outage" })).status).toBe(202);
      for (let round = 0; round < 6; round++) {
        await page.waitForTimeout(400);
        await query(`update "Delivery" set "processedAt" = now() - interval '1 second' where guid = 'during-the-outage'`);
      }
      const rows = await query<{ outcome: string | null; attempts: number }>(
        `select outcome, attempts from "Delivery" where guid = 'during-the-outage'`,
      );
      expect(rows[0]?.outcome).toBeNull();
      expect(rows[0]?.attempts).toBeLessThanOrEqual(1);
    });

    await test.step("one request in half a minute asks whether it is back", async () => {
      const away = (await stateOf())?.getTime() ?? 0;
      const known = (await askedSince()).length;
      for (let round = 0; round < 20; round++) {
        await makeDue();
        await page.request.get(stack.url);
        await page.waitForTimeout(500);
      }
      expect((await askedSince()).length - known).toBeLessThanOrEqual(1);
      expect(away).toBeGreaterThan(0);
    });
  } finally {
    await control("outage", { kind: "none" });
  }

  await control("dispatch", { owner: "kestrel-harbor", name: "berth", workflow: "ci.yml", ref: "release/26.2.0", login: "demo-lead" });
  await expect(page.getByText(AWAY)).toBeHidden({ timeout: 60_000 });
  await expect(reader.getByText(AWAY)).toBeHidden();
  await expect(page.locator("[data-run]")).toHaveCount(runs + 1);
  const outcome = async () =>
    (await query<{ outcome: string | null }>(`select outcome from "Delivery" where guid = 'during-the-outage'`))[0]?.outcome;
  await query(`update "Delivery" set "processedAt" = now() where guid = 'during-the-outage'`);
  await expect.poll(outcome).toBe("ignored: GitHub knows run 999999 no more");
  await control("clock/advance", { seconds: 200 });
  await context.close();
});

test("T17 a person reads until when GitHub takes nothing", async ({ page }) => {
  // What they may do is known from the first page; GitHub says no more of it now.
  await signIn(page, "demo-manager");
  await page.goto(`${stack.url}/connect`);
  await control("limits", { left: { remaining: 0, resetIn: 40 } });
  try {
    await page.reload();
    await expect(
      page.getByText(/^GitHub takes no requests from (you|Slipway) until \d\d:\d\d:\d\d UTC: the limit of an hour is used up\./),
    ).toBeVisible();
    await page.goto(`${stack.url}/administration`);
    await expect(page.getByText("Paused").first()).toBeVisible();
    await expect(page.getByText(/^until \d\d:\d\d:\d\d UTC: the limit of an hour is used up$/).first()).toBeVisible();
    await expectAccessible(page);
  } finally {
    await control("limits", {});
    await query(`update "RequestBudget" set "pausedUntil" = null`);
  }
});

test("the administration page shows what was asked and what came, to those who administer", async ({ page, browser }) => {
  await signIn(page, "demo-manager", RELEASE);
  await page.getByRole("link", { name: "Administration" }).first().click();
  await expect(page.getByRole("heading", { name: "Administration" })).toBeVisible();
  await expect(page.getByText("GitHub answers")).toBeVisible();
  await expect(page.getByRole("heading", { name: "The background, on kestrel-harbor" })).toBeVisible();
  await expect(page.getByText(/^REST: \d+ of 5000 left$/).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Webhooks of late" }).getByRole("row")).not.toHaveCount(0);
  const granted = page.getByRole("region", { name: "What the App may do" });
  const untilSaid = (sentence: string) =>
    expect(async () => {
      await page.reload();
      await expect(granted).toContainText(sentence, { timeout: 2_000 });
    }).toPass({ timeout: 40_000 });
  await untilSaid("Everything granted");
  // An owner has not agreed to what a newer Slipway needs.
  await control("withheld", { account: "kestrel-harbor", permissions: ["deployments"], events: ["pull_request_review"] });
  await untilSaid("Permission Deployments: read and write is missing. Waiting environments cannot be answered.");
  await expect(granted).toContainText("Event Pull request review is missing. A review is noticed only when Slipway reads it again.");
  await expectGoodLooks(page, async (look) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/administration-${look}.png`, fullPage: true });
  });
  await control("withheld", { account: "kestrel-harbor" });
  const { page: reader, context } = await openAs(browser, "demo-auditor", "/administration");
  await expect(reader.getByText("There is nothing at this address, or you may not see it.")).toBeVisible();
  expect((await reader.request.get(`${stack.url}/api/administration`)).status()).toBe(404);
  await expect(reader.getByRole("link", { name: "Administration" })).toHaveCount(0);
  await context.close();
});
