import type { Page } from "@playwright/test";
import { measureScripts } from "./script-size";
import { expect, signIn, stack, test } from "./slipway";

const NOTES = "/repositories/odd/rendered/releases/1.2.0/changelog";

/** Opens the notes, consolidated by this test or by the one before. */
async function openNotes(page: Page): Promise<void> {
  await signIn(page, "demo-manager", NOTES);
  const consolidate = page.getByRole("button", { name: "Consolidate 120 entries" });
  await consolidate.or(page.locator("[data-board]")).first().waitFor();
  if (await consolidate.isVisible()) await consolidate.click();
  await expect(page.locator("[data-board] [data-entry]")).toHaveCount(120);
  await expect(page.locator("[data-save=saved]")).toBeVisible();
}

test("the editor's JavaScript is at most 120 kB more than that of an empty page", async ({ page, browser }) => {
  await openNotes(page);
  const { cookies } = await page.context().storageState();
  const empty = await measureScripts(browser, `${stack.url}/there-is-nothing-here`);
  const editor = await measureScripts(browser, stack.url + NOTES, cookies);
  test.info().annotations.push({ type: "kB gzip", description: JSON.stringify({ empty, editor }) });
  // What follows the page is dragging, the Markdown preview, and what is opened now and then; none of it may come twice.
  expect(empty.first).toBeGreaterThan(50);
  expect(editor.first - empty.first).toBeLessThanOrEqual(120);
  expect(editor.all - editor.first).toBeLessThanOrEqual(130);
});

/** Which rows React has rendered since the last call: it gives the elements of a rendered row new properties. */
const countRendered = (page: Page) =>
  page.locator("[data-board] [data-entry]").evaluateAll((rows) => {
    const known: Map<Element, unknown> = Reflect.get(window, "knownRows") ?? new Map();
    const given = (row: Element) => {
      const name = Object.keys(row).find((key) => key.startsWith("__reactProps$"));
      if (!name) throw new Error("React keeps the properties of an element elsewhere now");
      return Reflect.get(row, name);
    };
    const rendered = rows.filter((row) => known.get(row) !== given(row)).length;
    Object.assign(window, { knownRows: new Map(rows.map((row) => [row, given(row)])) });
    return rendered;
  });

test("what a drag, a key and a choice cost does not grow with the number of entries", async ({ page }) => {
  await openNotes(page);
  const rows = page.getByRole("region", { name: "Features", exact: true }).locator("[data-entry]");
  await rows.nth(4).evaluate((row) => window.scrollBy(0, row.getBoundingClientRect().top - 300));
  await page.waitForTimeout(300);
  expect(await countRendered(page)).toBe(120);
  expect(await countRendered(page)).toBe(0);

  await test.step("a box renders its own row", async () => {
    await rows.nth(4).getByRole("checkbox").check();
    expect(await countRendered(page)).toBe(1);
    await rows.nth(4).getByRole("checkbox").uncheck();
    expect(await countRendered(page)).toBe(1);
  });

  await test.step("a letter in the search field renders none before it is looked for", async () => {
    await page.getByRole("textbox", { name: "Find an entry" }).fill("crate");
    await expect(page.getByText("120 of 120 shown")).toBeVisible();
    expect(await countRendered(page)).toBe(0);
    await page.getByRole("textbox", { name: "Find an entry" }).press("Escape");
  });

  await test.step("a drag renders the row that is dragged, and measures few of those around it", async () => {
    const from = await rows.nth(4).locator("[data-handle]").boundingBox();
    if (!from) throw new Error("it is on screen");
    await page.evaluate(() => {
      const measure = Element.prototype.getBoundingClientRect;
      Object.assign(window, { measured: 0 });
      Element.prototype.getBoundingClientRect = function counted() {
        Object.assign(window, { measured: Reflect.get(window, "measured") + 1 });
        return measure.call(this);
      };
    });
    const sheets = await countSheets(page);
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
    await expect(page.locator("[data-drop-line]")).toBeVisible();
    expect(await countRendered(page)).toBe(1);
    // One more would have every element of the page styled anew.
    expect(await countSheets(page)).toBe(sheets);
    const line = () => page.locator("[data-drop-line]").evaluate((element) => element.getBoundingClientRect().top);
    const places = new Set<number>();
    for (let step = 1; step <= 10; step++) {
      await page.evaluate(() => Object.assign(window, { measured: 0 }));
      await page.mouse.move(from.x + 60, from.y + 20 + step * 33);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await page.evaluate(() => Reflect.get(window, "measured"))).toBeLessThan(25);
      places.add(await line());
    }
    expect(places.size).toBeGreaterThan(8);
    expect(await countRendered(page)).toBe(0);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(page.locator("[data-drop-line]")).toHaveCount(0);
    expect(await countRendered(page)).toBe(1);
  });

  await test.step("a drop renders no row but the one that moved, and reads what is new instead of everything", async () => {
    const reads: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "GET" && /\/api\/drafts\/[^/]+$/.test(new URL(request.url()).pathname)) reads.push(request.url());
    });
    const moved = await rows.nth(4).getAttribute("data-entry");
    const [from, to] = [await rows.nth(4).locator("[data-handle]").boundingBox(), await rows.nth(7).boundingBox()];
    if (!from || !to) throw new Error("both are on screen");
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + to.height - 4, { steps: 4 });
    await page.mouse.up();
    await expect(rows.nth(7)).toHaveAttribute("data-entry", moved ?? "");
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    await expect.poll(() => reads.length).toBeGreaterThan(0);
    for (const url of reads) expect(url).toContain("?after=");
    expect(await countRendered(page)).toBeLessThanOrEqual(1);
  });
});

const countSheets = (page: Page) => page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length);
