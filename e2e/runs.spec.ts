import { control, expect, expectAccessible, expectGoodLooks, letPass, openAs, query, signIn, stack, test } from "./slipway";

const BERTH = "/repositories/kestrel-harbor/berth";
const RUNS = `${BERTH}/runs`;
/** What a screen reader is told. */
const told = (page: import("@playwright/test").Page, sentence: RegExp) => page.getByRole("status").filter({ hasText: sentence });
const picture = async (page: import("@playwright/test").Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

test("a workflow is started with what it asks for, waits for a reviewer, and is approved by one", async ({ page, browser }) => {
  await signIn(page, "demo-manager", RUNS);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  await test.step("the form is the workflow’s own, and says what is missing", async () => {
    await page.getByRole("button", { name: "Start a workflow…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Workflow" }).selectOption({ label: "Publish" });
    await expect(dialog.getByRole("combobox", { name: /^Package index/ })).toHaveValue("testpypi");
    await expect(dialog.getByLabel("Build everything and publish nothing")).toBeChecked();
    await expect(dialog.getByRole("button", { name: "Start Publish on main" })).toHaveAccessibleDescription("Fill in version.");
    await dialog.getByLabel("Attempts for each upload (optional)").fill("many");
    await expect(dialog).toContainText("This must be a number.");
    await dialog.getByLabel("Attempts for each upload (optional)").fill("3");
    await dialog.getByLabel("Branch or tag").fill("nowhere");
    await dialog.getByLabel("Branch or tag").blur();
    await expect(dialog).toContainText("No workflow on nowhere can be started by hand.");
    await dialog.getByLabel("Branch or tag").fill("main");
    await dialog.getByLabel("Branch or tag").press("Enter");
    await dialog.getByRole("combobox", { name: "Workflow" }).selectOption({ label: "Publish" });
    await dialog.getByLabel("Version to publish").fill("26.2.0");
    await dialog.getByRole("combobox", { name: /^Package index/ }).selectOption("pypi");
    await expectAccessible(page);
    await picture(page, "dispatch");
    await dialog.getByRole("button", { name: "Start Publish on main" }).click();
    await expect(dialog).toHaveCount(0);
  });
  const line = page.getByRole("link", { name: /Publish run/ }).first();
  await expect(line).toBeVisible();
  await expect(told(page, /Publish \d+ (waits|is running)/)).toHaveCount(1);
  await letPass(60);
  await line.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Publish");
  await expect(page.getByText("Publish 26.2.0 to pypi")).toBeVisible();
  await expect(page.locator("[data-run]")).toHaveAttribute("data-state", "needs-person");
  await expect(page.getByRole("button", { name: "Approve package-index" })).toHaveAccessibleDescription("Only demo-lead may decide here.");
  await expect(page.locator("[data-job][data-state=needs-person]")).toContainText("Needs a person");
  await expect(page.getByRole("link", { name: "distribution" })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "waiting");

  const { page: lead, context } = await openAs(browser, "demo-lead", new URL(page.url()).pathname);
  await lead.getByLabel("Comment for the record").fill("Looked at the wheels");
  await lead.getByRole("button", { name: "Approve package-index" }).click();
  await expect(page.getByText("waits for a review of package-index")).toHaveCount(0);
  await letPass(60);
  for (const one of [page, lead]) await expect(one.locator("[data-run]")).toHaveAttribute("data-state", "passed");
  await expect(told(page, /Publish \d+ passed/)).toHaveCount(1);
  await context.close();
});

test("a failed run: its log is searched, it is run again, both attempts stay, a third is cancelled", async ({ page }) => {
  await control("script", {
    rules: [
      {
        workflow: "nightly.yml",
        step: "Compare with yesterday",
        conclusion: "failure",
        log: [
          "::warning file=soak/compare.py,line=12,title=Noisy machine::Two samples differ by more than a tenth",
          ...Array.from({ length: 900 }, (_, index) =>
            index % 300 === 7 ? `slower by ${index} ms than yesterday` : `sample ${index} is fine`,
          ),
        ],
      },
      { workflow: "nightly.yml", step: "Compare with yesterday", attempt: 2, conclusion: "success" },
    ],
  });
  await control("dispatch", { owner: "kestrel-harbor", name: "berth", workflow: "nightly.yml", ref: "main", login: "demo-lead" });
  await letPass(200);
  await signIn(page, "demo-manager", RUNS);
  await page.getByRole("button", { name: "By workflow" }).click();
  await page.getByRole("region", { name: "Nightly soak" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Nightly soak/ })).toBeVisible();
  const run = page.locator("[data-run]");
  await expect(run).toHaveAttribute("data-state", "failed");

  const remarks = page.getByRole("region", { name: "Annotations" });
  await expect(remarks.getByRole("listitem")).toHaveText([
    /Process completed with exit code 1/,
    /Noisy machine.*Two samples differ.*soak\/compare.py:12/,
  ]);

  await test.step("its end is shown, a search leads through all of it", async () => {
    await page.getByRole("button", { name: "Log of soak" }).click();
    const log = page.getByRole("region", { name: "Log of soak" });
    await expect(log).toContainText("Process completed with exit code 1.");
    await expect(log.getByText("sample 0 is fine", { exact: true })).toHaveCount(0);
    await log.getByLabel("Find in the log").fill("SLOWER by");
    await expect(log.getByRole("status")).toHaveText("1 of 3");
    await log.getByLabel("Find in the log").press("Enter");
    await expect(log.getByRole("status")).toHaveText("2 of 3");
    await expect(log.getByText("slower by 307 ms than yesterday")).toBeInViewport();
    await expectAccessible(page);
    await picture(page, "log");
    await log.getByLabel("Find in the log").press("Escape");
    await log.getByRole("button", { name: "Show all of it" }).click();
    await expect(log.getByText("sample 0 is fine", { exact: true })).toHaveCount(1);
    await log.getByRole("button", { name: "Close the log" }).click();
  });

  await test.step("the second attempt passes, the first stays red", async () => {
    await page.getByRole("button", { name: "Rerun the failed job" }).click();
    await expect(page.getByRole("link", { name: "Attempt 2" })).toBeVisible();
    await letPass(200);
    await expect(run).toHaveAttribute("data-state", "passed");
    await page.getByRole("link", { name: "Attempt 1" }).click();
    await expect(page.getByText("This is attempt 1 of 2, as it ended.")).toBeVisible();
    await expect(page.locator("[data-job=soak]")).toHaveAttribute("data-state", "failed");
    await expect(page.getByRole("button", { name: "Rerun all jobs" })).toHaveCount(0);
    await page.getByRole("link", { name: "Look at the newest attempt" }).click();
  });

  await test.step("a third attempt is cancelled, after a question", async () => {
    await page.getByRole("button", { name: "Rerun all jobs" }).click();
    await page.getByRole("button", { name: "Cancel the run…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep it running" }).click();
    await page.getByRole("button", { name: "Cancel the run…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the run", exact: true }).click();
    await expect(run).toHaveAttribute("data-state", "crashed");
    await expectGoodLooks(page, (look) => picture(page, `run-${look}`));
  });
});

test("T7 a run that GitHub shows late is waited for, in words, and appears by itself", async ({ page }) => {
  await signIn(page, "demo-manager", RUNS);
  await control("lag", { seconds: 4 });
  try {
    await page.getByRole("button", { name: "Start a workflow…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Workflow" }).selectOption({ label: "CI" });
    await dialog.getByRole("button", { name: "Start CI on main" }).click();
    await expect(page.getByText("Waiting to see the run of CI on main.")).toBeVisible();
    await expect(page.getByText("It appears here by itself.")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "late");
    await expect(page.getByText("Waiting to see the run of CI on main.")).toHaveCount(0);
    await expect(page.getByRole("link", { name: /CI run/ }).first()).toBeVisible();
  } finally {
    await control("lag", { seconds: 0 });
  }
});

test("classes: what may fail holds nothing up, what is hidden is gone, and it is on record", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, "demo-manager", RUNS);
  const rules = page.getByRole("region", { name: "What a failure means" });
  await rules.getByLabel("Workflow, or one of its jobs").fill("Nightly*");
  await expect(rules).toContainText("Matches Nightly soak.");
  await rules.getByRole("combobox", { name: /^is/ }).selectOption("hidden");
  await rules.getByRole("button", { name: "Add the rule" }).click();
  await expect(page.getByRole("link", { name: /Nightly soak/ })).toHaveCount(0);
  await rules.getByLabel("Workflow, or one of its jobs").fill("CI");
  await rules.getByRole("combobox", { name: /^is/ }).selectOption("required");
  await rules.getByRole("button", { name: "Add the rule" }).click();
  await expect(rules.getByRole("listitem")).toHaveText([/Nightly\*/, /CI/]);
  await rules.getByRole("button", { name: "Move CI up" }).click();
  await expect(rules.getByRole("listitem")).toHaveText([/CI/, /Nightly\*/]);
  await expectGoodLooks(page, (look) => picture(page, `runs-${look}`));
  await rules.getByRole("button", { name: "Forget Nightly*" }).click();
  await rules.getByRole("button", { name: "Forget CI" }).click();
  await expect(rules).toContainText("Every check is blocking");
  const [event] = await query<{ sentence: string }>(
    `select sentence from "Event" where type = 'repository.configured' and sentence like 'Set the classes%' order by seq limit 1`,
  );
  expect(event?.sentence).toBe("Set the classes of checks: Nightly* is hidden");
  await page.goto(`${stack.url}${RUNS}/999999999999`);
  await expect(page.getByText("There is nothing at this address, or you may not see it.")).toBeVisible();
});
