import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, git, stack, test } from "./slipway";

const REPOSITORY = "odd/journey";
const BRANCH = "release/2.1.0";

/** Goes there as a person without a mouse does: with Tab, or back with Shift and Tab. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 250; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("Tab does not lead there");
}

async function press(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press("Enter");
}

test("the whole journey by keyboard alone: sign in, consolidate, accept, group, edit, review, commit", async ({ page }) => {
  // A page that moves the mouse is no journey by keyboard.
  page.mouse.move = page.mouse.down = () => Promise.reject(new Error("no mouse here"));
  const status = page.getByRole("status").first();
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const before = git(REPOSITORY, "rev-parse", BRANCH).trim();

  await test.step("sign in and find the release", async () => {
    await page.goto(stack.url);
    await press(page, page.getByRole("button", { name: "Sign in with GitHub" }));
    await press(page, page.locator("button[value=demo-manager]"));
    await press(page, page.getByRole("row", { name: /journey/ }).getByRole("link", { name: "2.1.0", exact: true }));
    await press(page, page.getByRole("link", { name: "Consolidate the notes" }));
    await press(page, page.getByRole("button", { name: "Consolidate 11 entries" }));
    await expect(page.getByRole("region", { name: "Ledger" })).toContainText("Every entry accounted for");
  });

  const board = page.locator("[data-board]");
  await test.step("accept a suggestion", async () => {
    await press(page, page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: "Suggestions" }));
    const card = page.getByRole("article", { name: /New subsection Berth Plan/i });
    await press(page, card.getByRole("button", { name: /^Create it with 4 entries/ }));
    await expect(status).toContainText(/Created Berth Plan with 4 entries/i);
    await expectAccessible(page);
  });

  await test.step("group, describe, move and reorder", async () => {
    await tabTo(page, board.getByRole("button", { name: "Move: Ring the bell at high tide" }), "Shift+Tab");
    await keys("g");
    await page.keyboard.type("Tides");
    await keys("Tab");
    await page.keyboard.type("Helped crews to keep time.");
    await press(page, page.getByRole("button", { name: "Create it with 1 entry" }));
    await expect(status).toContainText("Created Tides with 1 entry.");
    await expect(board.getByRole("article", { name: "Tides" })).toContainText("Ring the bell at high tide");
    await keys("o", "m");
    await page.keyboard.type("Tides");
    await keys("Enter");
    await expect(status).toContainText("Moved 1 entry to Tides.");
    await keys("Control+z");
    await expect(status).toContainText("Undid: Moved 1 entry to Tides.");
  });

  await test.step("edit an entry", async () => {
    await tabTo(page, board.getByRole("button", { name: "Move: Ring the bell at high tide" }), "Shift+Tab");
    await keys("e");
    const dialog = page.getByRole("dialog");
    await expectAccessible(page);
    await page.keyboard.press("End");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Ring the bell at high tide and at low tide ([#2](https://github.example/odd/busy/pull/2))");
    await press(page, dialog.getByRole("button", { name: "Save the words" }));
    await expect(status).toContainText("Changed the words of “Ring the bell at high tide and at low tide”.");
    await expect(board).toContainText("at low tide");
  });

  await test.step("review everything, and read the ledger", async () => {
    await keys("r");
    await expect(status).toContainText("Marked 1 entry as reviewed.");
    await press(page, page.getByRole("region", { name: "Ledger" }).getByRole("button", { name: "11 placed" }), "Shift+Tab");
    await expect(page.getByRole("dialog", { name: "11 placed" })).toBeVisible();
    await keys("Escape");
    await expect(page.getByRole("region", { name: "Ledger" }).getByRole("button", { name: "11 placed" })).toBeFocused();
  });

  await test.step("commit", async () => {
    await press(page, page.getByRole("button", { name: "Commit the notes…" }), "Shift+Tab");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await press(page, page.getByRole("button", { name: `Amend ${before.slice(0, 7)} on ${BRANCH}` }));
    await page.waitForURL(/releases\/2\.1\.0$/);
  });

  const head = git(REPOSITORY, "rev-parse", BRANCH).trim();
  expect(head).not.toBe(before);
  const file = git(REPOSITORY, "show", `${head}:CHANGELOG.md`);
  const section = file.slice(file.indexOf("## 2.1.0 "), file.indexOf("## 2.0.0 "));
  expect(section.match(/^\* /gm)).toHaveLength(11);
  expect(section).toContain("#### Tides\nHelped crews to keep time.\n\n* Ring the bell at high tide and at low tide ([#2]");
  expect(section.indexOf("#### Tides")).toBeGreaterThan(section.search(/#### Berth Plan/i));
});
