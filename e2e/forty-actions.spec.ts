import type { Locator } from "@playwright/test";
import { BRANCH, checkWritten, data, readChangelog } from "./release-2610";
import { expect, git, signIn, test } from "./slipway";

const MOST_ACTIONS = 40;

test.skip(!data, "set SLIPWAY_DATA to run the real case");

/** Presses what a person presses and counts it. */
function countActions() {
  let count = 0;
  return {
    click: async (target: Locator) => {
      count++;
      await target.click();
    },
    total: () => count,
  };
}

test("26.1.0 goes from raw candidate sections to a grouped, described, committed final in at most 40 actions", async ({ page }) => {
  const before = readChangelog("real/forty");
  const head = git("real/forty", "rev-parse", BRANCH).trim();
  await signIn(page, "demo-manager", "/repositories/real/forty/releases/26.1.0/changelog");
  const person = countActions();
  const saved = page.locator("[data-save=saved]");
  await person.click(page.getByRole("button", { name: "Consolidate 147 entries" }));
  await person.click(page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: "Suggestions" }));
  const panel = page.getByRole("region", { name: "Suggestions", exact: true });
  const nothingLeft = panel.getByText("Nothing left that belongs together.");
  await expect(panel.getByRole("article").first()).toBeVisible();
  while (!(await nothingLeft.isVisible())) {
    const left = await page.locator("[data-list=ungrouped] [data-entry]").count();
    const all = panel.getByRole("button", { name: /^Accept all \d+$/ });
    await person.click((await all.isVisible()) ? all : panel.locator("[data-accept]").first());
    await expect.poll(() => page.locator("[data-list=ungrouped] [data-entry]").count()).toBeLessThan(left);
    await expect(saved).toBeVisible();
    // What is left is looked at again: a person would wait and see.
    await page.waitForTimeout(500);
    expect(person.total()).toBeLessThan(MOST_ACTIONS);
  }
  await person.click(page.getByRole("button", { name: "Commit the notes…" }));
  await person.click(page.getByRole("button", { name: `Amend ${head.slice(0, 7)} on ${BRANCH}` }));
  await page.waitForURL(/releases\/26\.1\.0$/);
  console.log(`26.1.0 took ${person.total()} actions`);
  expect(person.total()).toBeLessThanOrEqual(MOST_ACTIONS);

  const section = checkWritten(before, readChangelog("real/forty"));
  const subsections = section
    .split(/^#### /m)
    .slice(1)
    .map((block) => block.split("\n"))
    .filter(([title = ""]) => !title.startsWith("Other "));
  expect(subsections.length).toBeGreaterThanOrEqual(10);
  // Each begins with one sentence of its own, then its entries.
  for (const [, description = "", blank, first = ""] of subsections) {
    expect(description).toMatch(/^[A-Z].+\.$/);
    expect([blank, first.slice(0, 2)]).toEqual(["", "* "]);
  }
});
