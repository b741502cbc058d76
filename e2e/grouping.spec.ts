import type { Page } from "@playwright/test";
import { boxOf, drag, expect, expectAccessible, middleOf, query, signIn, test } from "./slipway";

const NOTES = "/repositories/kestrel-harbor/berth/releases/26.2.0/changelog";
/** Other specs consolidate this release as well; each test here starts with the entries as they come. */
const forgetDraft = () => query(`delete from "Draft" where version = '26.2.0' and state = 'open'`);

test.beforeEach(async ({ page }) => {
  await forgetDraft();
  await signIn(page, "demo-manager", NOTES);
  await page.getByRole("button", { name: "Consolidate 137 entries" }).click();
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("Every entry accounted for");
});
test.afterAll(forgetDraft);

const status = (page: Page) => page.getByRole("status").first();
const category = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const rows = (page: Page, title: string) => category(page, title).locator("[data-entry]");
const box = (page: Page, title: string, index: number) => rows(page, title).nth(index).getByRole("checkbox");
const handle = (page: Page, title: string, index: number) => rows(page, title).nth(index).locator("[data-handle]");
const textsOf = async (page: Page, title: string, indexes: number[]) => {
  const all = await rows(page, title).locator("p").allTextContents();
  return indexes.map((index) => all[index]?.trim() ?? "");
};
const isSaved = (page: Page) => expect(page.locator("[data-save=saved]")).toBeVisible();

/** Pictures to look at, where a folder for them is named. */
const picture = async (page: Page, name: string) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
};

async function undo(page: Page, sentence: string): Promise<void> {
  await isSaved(page);
  await page.keyboard.press("Control+z");
  await expect(status(page)).toContainText(`Undid: ${sentence}`);
}

test("a selection by mouse: boxes, shift, ctrl, dragged together, and dropped beside to make a subsection", async ({ page }) => {
  const bar = page.getByRole("region", { name: "Selection" });
  await test.step("boxes, shift and ctrl", async () => {
    await box(page, "Features", 1).check();
    await expect(bar).toContainText("1 entry selected");
    await box(page, "Features", 4).click({ modifiers: ["Shift"] });
    await expect(bar).toContainText("4 entries selected");
    await rows(page, "Features")
      .nth(2)
      .locator("p")
      .click({ modifiers: ["Control"], position: { x: 4, y: 4 } });
    await expect(bar).toContainText("3 entries selected");
    await expect(status(page)).toContainText("3 entries selected.");
    await rows(page, "Features")
      .nth(3)
      .locator("p")
      .click({ modifiers: ["Control"], position: { x: 4, y: 4 } });
    await rows(page, "Features")
      .nth(5)
      .locator("p")
      .click({ modifiers: ["Shift"], position: { x: 4, y: 4 } });
    await expect(box(page, "Features", 5)).toBeChecked();
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(bar).toHaveCount(0);
    for (const index of [0, 2, 3]) await box(page, "Features", index).check();
    await expectAccessible(page);
    await picture(page, "selection");
  });
  const chosen = await textsOf(page, "Features", [0, 2, 3]);

  await test.step("dropped on the heading of the category", async () => {
    await drag(page, handle(page, "Features", 2), async () => {
      const area = category(page, "Features").getByText("New subsection in Features with 3 entries");
      await expect(area).toBeVisible();
      return middleOf(area);
    });
    await expect(page.locator(".truncate", { hasText: chosen[1]?.slice(0, 20) ?? "" }).first()).toBeVisible();
    await picture(page, "drop-beside");
    await expectAccessible(page);
    await page.mouse.up();
    await page.getByLabel("Title").fill("Fair Share Scheduler");
    await page.getByRole("button", { name: "Create it with 3 entries" }).click();
  });
  const group = page.getByRole("article", { name: "Fair Share Scheduler" });
  await expect(group.locator("[data-entry] p")).toHaveText(chosen);
  await expect(bar).toHaveCount(0);
  await undo(page, "Created Fair Share Scheduler with 3 entries");
  await expect(group).toHaveCount(0);
  expect(await textsOf(page, "Features", [0, 2, 3])).toEqual(chosen);
  await page.keyboard.press("Control+Shift+z");
  await expect(group.locator("[data-entry] p")).toHaveText(chosen);

  await test.step("a selection dragged into a subsection keeps its order", async () => {
    const ungrouped = page.getByRole("article", { name: "Ungrouped Features" }).locator("[data-entry]");
    await ungrouped.nth(3).getByRole("checkbox").check();
    await ungrouped.nth(1).getByRole("checkbox").check();
    const words = [await ungrouped.nth(1).locator("p").innerText(), await ungrouped.nth(3).locator("p").innerText()];
    await drag(page, ungrouped.nth(3).locator("[data-handle]"), async () => {
      const first = await boxOf(group.locator("[data-entry]").first());
      return { x: first.x + 200, y: first.y + first.height - 5 };
    });
    await page.mouse.up();
    await expect(status(page)).toContainText("Moved 2 entries to Fair Share Scheduler.");
    await expect(group.locator("[data-entry] p")).toHaveText([chosen[0] ?? "", ...words.map((text) => text.trim()), ...chosen.slice(1)]);
    await undo(page, "Moved 2 entries to Fair Share Scheduler");
    await expect(group.locator("[data-entry] p")).toHaveText(chosen);
  });

  await test.step("all of a list by its box, and to another category by the dialog", async () => {
    await page.getByRole("checkbox", { name: /^Select all \d+ entries of Documentation/ }).check();
    await bar.getByRole("button", { name: "Move to…" }).click();
    await page.getByPlaceholder("Find a subsection").fill("Ungrouped Fixes");
    await page.keyboard.press("Enter");
    await expect(status(page)).toContainText(/Moved \d+ entries to Ungrouped Fixes\./);
    await expect(rows(page, "Documentation")).toHaveCount(0);
    await undo(page, "Moved");
    await expect(rows(page, "Documentation")).not.toHaveCount(0);
  });
});

test("the same by keyboard alone", async ({ page }) => {
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const bar = page.getByRole("region", { name: "Selection" });
  await keys("j");
  await expect(handle(page, "Features", 0)).toBeFocused();
  const [first = "", second = "", third = ""] = await textsOf(page, "Features", [0, 1, 2]);

  await test.step("select, extend, go back, clear", async () => {
    await keys("x", "Shift+J", "Shift+ArrowDown");
    await expect(bar).toContainText("3 entries selected");
    await keys("Shift+K");
    await expect(bar).toContainText("2 entries selected");
    await expect(status(page)).toContainText("2 entries selected.");
    await keys("Escape");
    await expect(status(page)).toContainText("Nothing is selected.");
    await expect(handle(page, "Features", 1)).toBeFocused();
  });

  await test.step("pick up, move and drop a selection", async () => {
    await keys("k", "x", "j", "x", "Space");
    await expect(status(page)).toContainText("Picked up 2 entries. Ungrouped Features, positions 1 to 2 of");
    await expectAccessible(page);
    await keys("ArrowDown");
    await expect(status(page)).toContainText("Ungrouped Features, positions 2 to 3 of");
    await expect(rows(page, "Features").locator("p")).toContainText([third, first, second]);
    await expect(handle(page, "Features", 2)).toBeFocused();
    await keys("Space");
    await expect(status(page)).toContainText("Moved 2 entries to Ungrouped Features.");
    await expect(bar).toHaveCount(0);
    await expect(handle(page, "Features", 2)).toBeFocused();
    await undo(page, "Moved 2 entries to Ungrouped Features");
    await expect(rows(page, "Features").locator("p")).toContainText([first, second, third]);
  });

  await test.step("group with g, then move with m", async () => {
    await handle(page, "Features", 0).focus();
    await keys("x", "Shift+J", "Shift+J", "g");
    await page.keyboard.type("Keyboard Work");
    await keys("Enter");
    await expect(status(page)).toContainText("Created Keyboard Work with 3 entries.");
    const group = page.getByRole("article", { name: "Keyboard Work" });
    await expect(group.locator("[data-entry] p")).toHaveText([first, second, third]);
    await keys("o", "x", "j", "x", "m");
    await page.keyboard.type("Keyboard");
    await keys("Enter");
    await expect(status(page)).toContainText("Moved 2 entries to Keyboard Work.");
    await expect(group.locator("[data-entry]")).toHaveCount(5);
    await undo(page, "Moved 2 entries to Keyboard Work");
    await expect(group.locator("[data-entry]")).toHaveCount(3);
  });

  await test.step("the next ungrouped, and every key in a dialog", async () => {
    await handle(page, "Features", 0).focus();
    await keys("o");
    const ungrouped = page.getByRole("article", { name: "Ungrouped Features" });
    await expect(ungrouped.locator("[data-handle]").first()).toBeFocused();
    await keys("?");
    const dialog = page.getByRole("dialog", { name: "Keys of the editor" });
    await expect(dialog).toContainText("Group into a new subsection");
    await expectAccessible(page);
    await picture(page, "keys");
    await dialog.getByRole("switch", { name: "Keys of one letter or sign work" }).focus();
    await keys("Space", "Escape");
    await expect(ungrouped.locator("[data-handle]").first()).toBeFocused();
    await keys("x");
    await expect(bar).toHaveCount(0);
    await page.getByRole("button", { name: "Show the keys" }).click();
    await dialog.getByRole("switch").check();
    await keys("Escape");
  });

  await test.step("categories change places and titles", async () => {
    const titles = page.locator("[data-board] h2");
    const before = await titles.allTextContents();
    const [one = "", two = ""] = before;
    await page.getByRole("button", { name: `Move ${two} up` }).focus();
    await keys("Enter");
    await expect(titles.first()).toHaveText(two);
    await expect(page.getByRole("button", { name: `Move ${two} up` })).toBeFocused();
    await expect(page.getByRole("button", { name: `Move ${two} up` })).toHaveAttribute("aria-disabled", "true");
    await undo(page, `Moved ${two}`);
    await expect(titles).toHaveText(before);
    await page.getByRole("button", { name: `Rename ${one}` }).focus();
    await keys("Enter");
    const dialog = page.getByRole("dialog", { name: `Rename ${one}` });
    await dialog.getByLabel("Title").fill(two.toUpperCase());
    await expect(dialog).toContainText(`There is a category ${two.toUpperCase()} already. Move the entries there instead.`);
    await expectAccessible(page);
    await dialog.getByLabel("Title").fill("New Features");
    await keys("Enter");
    await expect(status(page)).toContainText("Renamed a category to New Features.");
    await expect(category(page, "New Features")).toBeVisible();
    await undo(page, "Renamed a category to New Features");
    await expect(category(page, one)).toBeVisible();
  });
});

test("find, ungrouped only and collapse; what is moved under a filter lands where it shows", async ({ page }) => {
  const search = page.getByRole("search", { name: "Find entries" });
  const field = search.getByRole("textbox", { name: "Find an entry" });
  const bar = page.getByRole("region", { name: "Selection" });

  await test.step("words, a number and a version", async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused();
    await page.keyboard.type("fair share");
    await expect(search).toContainText(/\d+ of 137 shown/);
    await expect(status(page)).toContainText(/^\d+ of 137 shown\./);
    const shown = page.locator("[data-board] [data-entry]");
    for (const text of await shown.allTextContents()) expect(text.toLowerCase()).toMatch(/fair[\s\S]*share|share[\s\S]*fair/);
    await expectAccessible(page);
    await picture(page, "find");
    const number = (await shown.first().innerText()).match(/#\d+/)?.[0] ?? "";
    await field.fill(number);
    await expect(shown.first()).toContainText(number);
    await field.fill("rc2");
    await expect(shown.first()).toContainText("26.2.0rc2");
    await field.press("Escape");
    await expect(field).toHaveValue("");
    await expect(shown).toHaveCount(137);
  });

  await test.step("grouping what was found over two searches; what is not shown is counted", async () => {
    await field.fill("fair share");
    await page.getByRole("checkbox", { name: /^Select the shown \d+ entries of Features/ }).check();
    const found = await rows(page, "Features").count();
    await field.fill("no entry has these words");
    await expect(search).toContainText("0 of 137 shown");
    await expect(bar).toContainText(`${found} entries selected, ${found} not shown`);
    await field.fill("fair share");
    await bar.getByRole("button", { name: "Group them…" }).click();
    await page.getByLabel("Title").fill("Fair Share Scheduler");
    await page.getByRole("button", { name: `Create it with ${found} entries` }).click();
    await expect(page.getByRole("article", { name: "Fair Share Scheduler" }).locator("[data-entry]")).toHaveCount(found);
    await field.press("Escape");
  });
  const group = page.getByRole("article", { name: "Fair Share Scheduler" });

  await test.step("moved one down among the shown, an entry passes the hidden ones between", async () => {
    await expect(page.locator("[data-board] [data-entry]")).toHaveCount(137);
    const before = await rows(page, "Fixes").locator("p").allTextContents();
    await field.fill("rc2");
    await expect(search).toContainText(/\d+ of 137 shown/);
    const shown = await rows(page, "Fixes").locator("p").allTextContents();
    await handle(page, "Fixes", 0).focus();
    for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
    await expect(status(page)).toContainText("Moved 1 entry to Ungrouped Fixes.");
    await field.fill("");
    await field.press("Escape");
    const others = before.filter((text) => text !== shown[0]);
    const at = others.indexOf(shown[1] ?? "") + 1;
    await expect(rows(page, "Fixes").locator("p")).toHaveText([...others.slice(0, at), shown[0] ?? "", ...others.slice(at)]);
    await undo(page, "Moved 1 entry to Ungrouped Fixes");
    await expect(rows(page, "Fixes").locator("p")).toHaveText(before);

    await field.fill("rc2");
    await expect(rows(page, "Fixes").locator("p")).toHaveText(shown);
    // How many are shown is said a moment later; what is said of the move comes after it.
    await expect(status(page)).toContainText("shown.");
    await drag(page, handle(page, "Fixes", 0), async () => {
      const second = await boxOf(rows(page, "Fixes").nth(1));
      return { x: second.x + 200, y: second.y + second.height - 4 };
    });
    await page.mouse.up();
    await expect(status(page)).toContainText("Moved 1 entry to Ungrouped Fixes.");
    await field.fill("");
    await field.press("Escape");
    const next = others.indexOf(shown[2] ?? "");
    await expect(rows(page, "Fixes").locator("p")).toHaveText([...others.slice(0, next), shown[0] ?? "", ...others.slice(next)]);
    await undo(page, "Moved 1 entry to Ungrouped Fixes");
  });

  await test.step("ungrouped only: what is grouped leaves, and the focus goes on", async () => {
    await search.getByRole("switch", { name: "Ungrouped only" }).check();
    await expect(group.locator("[data-entry]")).toHaveCount(0);
    await expect(group).toContainText(/0 of \d+ shown/);
    const [, second = ""] = await textsOf(page, "Features", [0, 1]);
    await handle(page, "Features", 0).focus();
    for (const key of ["Space", "ArrowLeft", "Space"]) await page.keyboard.press(key);
    await expect(status(page)).toContainText("Moved 1 entry to Fair Share Scheduler.");
    await expect(rows(page, "Features").first().locator("p")).toHaveText(second);
    await expect(handle(page, "Features", 0)).toBeFocused();
    await expectAccessible(page);
    await search.getByRole("switch", { name: "Ungrouped only" }).uncheck();
    await expect(group).not.toContainText("shown");
  });

  await test.step("collapsed headings stay so in this tab, take drops, and open when looked into", async () => {
    const count = await group.locator("[data-entry]").count();
    await page.getByRole("button", { name: "Collapse Fair Share Scheduler" }).click();
    await expect(group.locator("[data-entry]")).toHaveCount(0);
    await page.getByRole("button", { name: "Collapse Fixes" }).click();
    await expect(rows(page, "Fixes")).toHaveCount(0);
    await isSaved(page);
    await page.reload();
    await expect(page.getByRole("button", { name: "Expand Fixes" })).toBeVisible();
    await expect(group.locator("[data-entry]")).toHaveCount(0);
    // The browser comes back to where it was, where a heading that sticks may half cover a row.
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(page);
    await picture(page, "collapsed");
    const ungrouped = page.getByRole("article", { name: "Ungrouped Features" }).locator("[data-entry]");
    await ungrouped.first().evaluate((element) => element.scrollIntoView({ block: "center" }));
    await drag(page, ungrouped.first().locator("[data-handle]"), () => middleOf(group.getByRole("heading")));
    await page.mouse.up();
    await expect(status(page)).toContainText("Moved 1 entry to Fair Share Scheduler.");
    await page.getByRole("navigation", { name: "Outline" }).getByRole("link", { name: "Fair Share Scheduler" }).click();
    await expect(group.locator("[data-entry]")).toHaveCount(count + 1);
    await page.getByRole("button", { name: "Expand Fixes" }).click();
    await expect(rows(page, "Fixes").first()).toBeVisible();
  });
});

for (const [name, theme, width] of [
  ["light", "light", 1440],
  ["dark", "dark", 1440],
  ["narrow", "light", 360],
  ["narrow-dark", "dark", 360],
] as const)
  test(`the board with a selection holds together: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await box(page, "Features", 0).check();
    await box(page, "Features", 2).check();
    await picture(page, `selection-${name}`);
    await page.getByRole("button", { name: "Group them…" }).click();
    await page.getByLabel("Title").fill("Fair Share Scheduler");
    await page.getByRole("button", { name: "Create it with 2 entries" }).click();
    await page.getByRole("textbox", { name: "Find an entry" }).fill("rc2");
    await box(page, "Features", 1).check();
    await expect(page.getByText("1 entry selected", { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await picture(page, `found-${name}`);
    await handle(page, "Features", 1).evaluate((element) => element.scrollIntoView({ block: "center" }));
    await drag(page, handle(page, "Features", 1), async () => {
      const { x, y } = await middleOf(handle(page, "Features", 1));
      return { x: x + 60, y: y + 30 };
    });
    await picture(page, `drag-${name}`);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    // High enough that the bar stands over nothing: what is half covered cannot be measured.
    await page.setViewportSize({ width, height: 1300 });
    await page.getByRole("textbox", { name: "Find an entry" }).fill("#4630");
    await expect(rows(page, "Features")).toHaveCount(1);
    await expect(page.getByText("1 entry selected, 1 not shown")).toBeVisible();
    await expectAccessible(page);
    await picture(page, `high-${name}`);
  });
