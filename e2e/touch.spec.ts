import type { CDPSession, Locator, Page } from "@playwright/test";
import { expect, expectAccessible, query, signIn, test } from "./slipway";

const NOTES = "/repositories/odd/touch/releases/1.2.0/changelog";
test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

interface Point {
  x: number;
  y: number;
}

/** A finger as the browser sees it: what it scrolls, presses and drags is decided by the page. */
function fingerOf(client: CDPSession) {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  return {
    down: (at: Point) => send("touchStart", [at]),
    up: () => send("touchEnd", []),
    /** Moves in steps, as a finger does. */
    async move(from: Point, to: Point, steps = 12) {
      for (let step = 1; step <= steps; step++) {
        const part = (a: number, b: number) => a + ((b - a) * step) / steps;
        await send("touchMove", [{ x: part(from.x, to.x), y: part(from.y, to.y) }]);
        await new Promise((resolve) => setTimeout(resolve, 16));
      }
    },
  };
}

async function middleOf(locator: Locator): Promise<Point> {
  const at = await locator.boundingBox();
  if (!at) throw new Error("it is on screen");
  return { x: at.x + at.width / 2, y: at.y + at.height / 2 };
}

const group = (page: Page) => page.getByRole("article", { name: "Lifting", exact: true });
const ungrouped = (page: Page) => page.getByRole("article", { name: "Ungrouped Features" }).locator("[data-entry]");
const status = (page: Page) => page.getByRole("status").first();

test.beforeEach(async ({ page }) => {
  await query(
    `delete from "Draft" using "Release", "Repository" where "Draft"."releaseId" = "Release".id and "Release"."repositoryId" = "Repository".id and "Repository".name = 'touch'`,
  );
  await signIn(page, "demo-manager", NOTES);
  await page.getByRole("button", { name: "Consolidate 120 entries" }).tap();
  await ungroupedFirst(page).getByRole("checkbox").tap();
  await page.getByRole("button", { name: "Group them…" }).tap();
  await page.getByLabel("Title").fill("Lifting");
  await page.getByRole("button", { name: "Create it with 1 entry" }).tap();
  await expect(group(page).locator("[data-entry]")).toHaveCount(1);
});

const ungroupedFirst = (page: Page) => page.getByRole("region", { name: "Features", exact: true }).locator("[data-entry]").first();

test("a long press drags an entry to a subsection, a swipe scrolls", async ({ page }) => {
  const finger = fingerOf(await page.context().newCDPSession(page));
  await group(page).evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 200));

  await test.step("a swipe over an entry scrolls and moves nothing", async () => {
    const before = await page.evaluate(() => window.scrollY);
    const at = await middleOf(ungrouped(page).nth(2).locator("p"));
    await finger.down(at);
    await finger.move(at, { x: at.x, y: at.y - 220 }, 8);
    // A finger that rests before it leaves does not fling the page.
    await page.waitForTimeout(200);
    await finger.up();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before + 100);
    await expect(page.locator("[data-drop-line]")).toHaveCount(0);
    await expect(group(page).locator("[data-entry]")).toHaveCount(1);
  });

  await test.step("a long press on the handle takes it, and the line shows where it goes", async () => {
    await group(page).evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 200));
    const words = await ungrouped(page).nth(1).locator("p").innerText();
    const from = await middleOf(ungrouped(page).nth(1).locator("[data-handle]"));
    const first = await group(page).locator("[data-entry]").boundingBox();
    if (!first) throw new Error("it is on screen");
    const to = { x: from.x + 80, y: first.y + first.height - 6 };
    await finger.down(from);
    await page.waitForTimeout(400);
    await finger.move(from, to);
    await expect(page.locator("[data-drop-line]")).toBeVisible();
    await finger.up();
    await expect(status(page)).toContainText("Moved 1 entry to Lifting.");
    await expect(group(page).locator("[data-entry]").nth(1)).toContainText(words.trim());
  });
});

test("boxes choose several, the bar moves them; everything is large enough for a finger", async ({ page }) => {
  for (const index of [0, 1, 2]) await ungrouped(page).nth(index).getByRole("checkbox").tap();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("3 entries selected");
  const small = await page.locator("[data-board] :is(button, label), [aria-label=Selection] button").evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility() && element.getAttribute("aria-hidden") !== "true")
      .map((element) => ({ box: element.getBoundingClientRect(), name: element.getAttribute("aria-label") ?? element.textContent }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ box, name }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
  expect(small).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.screenshot({ path: "test-results/touch-selection.png" });
  await bar.getByRole("button", { name: "Move to…" }).tap();
  await page.getByPlaceholder("Find a subsection").fill("Lifting");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Lifting/ })
    .tap();
  await expect(status(page)).toContainText("Moved 3 entries to Lifting.");
  await expect(group(page).locator("[data-entry]")).toHaveCount(4);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
});
