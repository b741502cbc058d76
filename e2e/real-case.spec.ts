import { BRANCH, checkWritten, data, readChangelog } from "./release-2610";
import { expect, git, signIn, test } from "./slipway";

test.skip(!data, "set SLIPWAY_DATA to run the real case");

test("the real release 26.1.0: 147 entries consolidated, grouped by keyboard, amended, none lost", async ({ page }) => {
  const before = { head: git("real/case", "rev-parse", BRANCH).trim(), file: readChangelog("real/case") };
  await signIn(page, "demo-manager", "/repositories/real/case/releases/26.1.0/changelog");
  await page.getByRole("button", { name: "Consolidate 147 entries" }).click();
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("147 in");
  await page.locator("[data-handle]").first().focus();
  await page.keyboard.press("n");
  await page.getByLabel("Title").fill("Notifications");
  await page.getByLabel("Description").fill("Told people about their services.");
  await page.getByRole("button", { name: "Create it with 1 entry" }).click();
  const group = page.getByRole("article", { name: "Notifications" });
  await expect(group.locator("[data-entry]")).toHaveCount(1);
  await page.locator("[data-list=ungrouped] [data-handle]").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(group.locator("[data-entry]")).toHaveCount(2);
  await expect(page.locator("[data-save=saved]")).toBeVisible();
  await page.getByRole("button", { name: "Commit the notes…" }).click();
  await page.getByRole("button", { name: `Amend ${before.head.slice(0, 7)} on ${BRANCH}` }).click();
  await page.waitForURL(/releases\/26\.1\.0$/);

  const head = git("real/case", "rev-parse", BRANCH).trim();
  const facts = (sha: string) => git("real/case", "log", "-1", "--format=%P%n%an%n%aI%n%B", sha);
  expect(facts(head)).toBe(facts(before.head));
  expect(git("real/case", "diff", "--name-only", before.head, head).trim()).toBe("CHANGELOG.md");
  const section = checkWritten(before.file, readChangelog("real/case"));
  expect(section).toContain("#### Notifications\nTold people about their services.\n\n* ");
});
