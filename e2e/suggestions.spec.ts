import type { Locator, Page } from "@playwright/test";
import { boxOf, drag, expect, expectAccessible, middleOf, openAs, query, signIn, stack, test } from "./slipway";

const NOTES = "/repositories/kestrel-harbor/berth/releases/26.2.0/changelog";

/** Opens the notes with everything ungrouped and nothing remembered, whatever an earlier test has left. */
async function openNotes(page: Page): Promise<void> {
  await query(`delete from "Draft"`);
  await query(`delete from "GroupingRule"`);
  await signIn(page, "demo-manager", NOTES);
  await page.getByRole("button", { name: /^(Consolidate|Edit) \d+/ }).click();
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("Every entry accounted for");
  const subsections = page.locator("[data-subsection]");
  for (let left = await subsections.count(); left > 0; left--) {
    await page
      .getByRole("button", { name: /^Delete / })
      .first()
      .click();
    await expect(subsections).toHaveCount(left - 1);
  }
  await expect(page.locator("[data-save=saved]")).toBeVisible();
}

async function openSuggestions(page: Page): Promise<Locator> {
  await page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: "Suggestions" }).click();
  const panel = page.getByRole("region", { name: "Suggestions", exact: true });
  // The pull requests behind the entries are read by then.
  await expect(panel.getByText("carry the label").first()).toBeVisible();
  return panel;
}

/** Every entry on the board, by its id: none may be lost, none may stand twice. */
const entryIds = (page: Page) =>
  page.locator("[data-board] [data-entry]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-entry")).sort());

test("suggestions explain themselves; accepted one by one, all at once, and taken back", async ({ page }) => {
  await openNotes(page);
  const before = await entryIds(page);
  expect(new Set(before).size).toBe(137);
  const ledger = page.getByRole("region", { name: "Ledger" });
  const balance = (await ledger.textContent()) ?? "";
  const panel = await openSuggestions(page);
  const status = page.getByRole("status").first();
  const card = panel.getByRole("article", { name: "New subsection Model Revision", exact: true });
  const board = page.locator("[data-board]");

  await test.step("a reason that can be counted again", async () => {
    await expect(card).toContainText(
      "All 6 entries mention Model Revision; all 6 pull requests carry the label area:serving and touch src/berth/serving/.",
    );
    await expect(card.locator("em")).toHaveText(["Model Revision", "area:serving", "src/berth/serving/"]);
    await expect(card).toContainText("initiative");
    await card.getByRole("button", { name: "6 entries", exact: true }).click();
    await expect(card.getByRole("listitem")).toHaveCount(6);
    await expect(card.getByRole("listitem").first()).toContainText(/model revision/i);
    await expectAccessible(page);
  });

  await test.step("an entry taken out, and back", async () => {
    await card.getByRole("button", { name: "Take out: Promote a model revision by label" }).click();
    await expect(status).toContainText("Took “Promote a model revision by label” out of Model Revision.");
    await expect(card.getByRole("button", { name: "Create it with 5 entries" })).toBeFocused();
    await expect(card.getByRole("listitem")).toHaveCount(5);
    await panel.getByRole("button", { name: "Take it back" }).click();
    await expect(card.getByRole("button", { name: "Create it with 6 entries" })).toBeVisible();
  });

  await test.step("accepted by keyboard; the focus goes on to the next, undo brings it back", async () => {
    await card.getByRole("button", { name: "Create it with 6 entries" }).focus();
    await page.keyboard.press("j");
    await expect(panel.locator("[data-accept]").nth(2)).toBeFocused();
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await expect(status).toContainText("Created Model Revision with 6 entries.");
    await expect(board.getByRole("article", { name: "Model Revision" }).locator("[data-entry]")).toHaveCount(6);
    await expect(card).toHaveCount(0);
    await expect(panel.locator("[data-accept]").nth(1)).toBeFocused();
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(status).toContainText("Undid: Created Model Revision with 6 entries.");
    await expect(card).toBeVisible();
  });

  await test.step("“Not these” and a merge, by keyboard", async () => {
    await card.getByRole("button", { name: "Not these" }).press("Enter");
    await expect(status).toContainText("Set Model Revision aside.");
    await expect(card).toHaveCount(0);
    await panel.getByRole("button", { name: "Take it back" }).press("Enter");
    await expect(card).toBeVisible();
    await card.getByRole("button", { name: "Merge with …" }).press("Enter");
    const [other] = await page.getByRole("menuitem").allTextContents();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(status).toContainText("Put Model Revision and");
    await expect(panel.getByText("You put these together").first()).toBeVisible();
    expect(other).toBeTruthy();
    await panel.getByRole("button", { name: "Take it back" }).press("Enter");
    await expect(card).toBeVisible();
  });

  await test.step("what moves by hand is no longer offered", async () => {
    const handle = board.locator("[data-entry]", { hasText: "Promote a model revision by label" }).locator("[data-handle]");
    await handle.press("n");
    await page.getByLabel("Title").fill("By hand");
    await page.getByRole("button", { name: "Create it with 1 entry" }).click();
    await expect(panel.getByRole("button", { name: "Move 5 entries there" })).toBeVisible();
    await expect(panel.getByRole("article", { name: "Add 5 entries to By hand" })).toBeVisible();
    await expect(card).toHaveCount(0);
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(card.getByRole("button", { name: "Create it with 6 entries" })).toBeVisible();
  });

  await test.step("all at once is one act: the ledger balances, no entry is lost, one undo takes it back", async () => {
    await panel.getByRole("button", { name: /^Accept all \d+$/ }).press("Enter");
    await expect(status).toContainText(/Put \d+ entries into \d+ subsections\./);
    await expect(board.getByRole("article", { name: "Model Revision" })).toBeVisible();
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    expect(await entryIds(page)).toEqual(before);
    await expect(ledger).toContainText("137 placed");
    await expect(ledger).toHaveText(balance);
    await page.reload();
    await expect(board.getByRole("article", { name: "Model Revision" })).toBeVisible();
    expect(await entryIds(page)).toEqual(before);
    await page.keyboard.press("Control+z");
    await expect(status).toContainText(/Undid: Put \d+ entries into \d+ subsections\./);
    await expect(board.locator("[data-subsection]")).toHaveCount(0);
    expect(await entryIds(page)).toEqual(before);
  });
});

test("accepted until nothing is left, which says what stays", async ({ page }) => {
  await openNotes(page);
  const panel = await openSuggestions(page);
  const empty = panel.getByText("Nothing left that belongs together.");
  const status = page.getByRole("status").first();
  for (let round = 0; round < 5 && (await panel.locator("[data-accept]").count()) > 0; round++) {
    const all = panel.getByRole("button", { name: /^Accept all \d+$/ });
    await ((await all.isVisible()) ? all : panel.locator("[data-accept]").first()).click();
    await expect(status).toContainText(/Put|Created|Moved/);
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    await page.waitForTimeout(500);
  }
  await expect(empty).toBeVisible();
  await expect(panel).toContainText(/\d+ entr(y stays|ies stay) under /);
  await expect(panel.getByRole("heading", { name: "Suggestions", exact: true })).toBeFocused();
  await expectAccessible(page);
});

test("“always put” is remembered, is the reason after a reload, and is forgotten", async ({ page, browser }) => {
  await openNotes(page);
  const panel = await openSuggestions(page);
  const rules = panel.getByRole("region", { name: "Remembered for berth" });
  await expect(rules).toContainText("Nothing yet.");
  await panel
    .getByRole("region", { name: "Suggestions for Features" })
    .getByRole("article", { name: "New subsection Fair Share", exact: true })
    .getByRole("button", { name: "Always put …", exact: true })
    .press("Enter");
  const dialog = page.getByRole("dialog", { name: "Always put …" });
  await expect(dialog.getByLabel("Phrase")).toHaveValue("Fair Share");
  await expect(dialog).toContainText(/\d+ of 137 entries without a subsection hold it now/);
  await dialog.getByLabel("Phrase").fill("—");
  await expect(dialog.getByRole("button", { name: "Remember it for berth" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Phrase").fill("fair share");
  await dialog.getByLabel("Subsection").fill("Fair Share Scheduler");
  await expectAccessible(page);
  const asked = page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined);
  await dialog.getByLabel("Subsection").press("Enter");
  const request = await asked;
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("status").first()).toContainText("From now on the phrase fair share goes to Fair Share Scheduler.");

  const reason = "You asked to always put the phrase fair share here";
  const card = panel.getByRole("region", { name: "Suggestions for Features" }).getByRole("article", { name: /Fair Share Scheduler/ });
  await expect(card).toContainText(reason);
  await page.reload();
  await openSuggestions(page);
  await expect(card).toContainText(reason);
  await expect(rules.getByRole("listitem")).toHaveCount(1);

  await test.step("who may not edit sees it and cannot change it", async () => {
    const { page: reader, context } = await openAs(browser, "demo-auditor", NOTES);
    const theirs = await openSuggestions(reader);
    await expect(theirs.getByRole("button", { name: /^Forget it/ })).toHaveAttribute("aria-disabled", "true");
    await expect(theirs.locator("[data-accept]").first()).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(reader);
    // The same request with the reader's session: refused by the server, not only by the page.
    const before = await query(`select id, "createdBy" from "GroupingRule"`);
    const { "next-action": action = "", "content-type": type = "", accept = "" } = request.headers();
    const response = await reader.request.post(request.url(), {
      headers: { "next-action": action, "content-type": type, accept, origin: stack.url },
      data: request.postData() ?? "",
    });
    expect(await response.text()).toContain("you need the role write on GitHub; you have read");
    expect(await query(`select id, "createdBy" from "GroupingRule"`)).toEqual(before);
    expect(await query(`select 1 from "Event" where type = 'changelog.rule-remembered' and actor = 'demo-auditor'`)).toEqual([]);
    await context.close();
  });

  await rules.getByRole("button", { name: "Forget it: phrase fair share" }).press("Enter");
  await expect(page.getByRole("status").first()).toContainText("Forgot the phrase fair share.");
  await expect(rules).toContainText("Nothing yet.");
  await expect(panel.getByText(reason)).toHaveCount(0);
  expect(
    (await query<{ type: string }>(`select type from "Event" where type like 'changelog.rule-%' order by seq desc limit 2`)).map(
      ({ type }) => type,
    ),
  ).toEqual(["changelog.rule-forgotten", "changelog.rule-remembered"]);
});

test("an entry's scope can be remembered by hand", async ({ page }) => {
  await openNotes(page);
  const panel = await openSuggestions(page);
  await panel.getByRole("button", { name: "Add a rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Always put …" });
  await dialog.getByRole("button", { name: "A scope" }).click();
  await dialog.getByLabel("Scope").fill("scheduler");
  await dialog.getByLabel("Subsection").fill("Scheduling");
  await expect(dialog).toContainText("None of the 137 entries without a subsection holds it now; later releases may.");
  await dialog.getByRole("button", { name: "Remember it for berth" }).click();
  await expect(panel.getByRole("region", { name: "Remembered for berth" }).getByRole("listitem")).toContainText(["scheduler"]);
});

test("a worker that takes long shows how far it is; one that fails can be started again", async ({ page }) => {
  await page.addInitScript(() => {
    const send = Worker.prototype.postMessage;
    let questions = 0;
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      const isQuestion = (message[0] as { type: string }).type === "propose";
      if (isQuestion && questions++ === 0) setTimeout(() => this.dispatchEvent(new Event("error")), 5_000);
      else Reflect.apply(send, this, message);
    };
  });
  await openNotes(page);
  await page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: "Suggestions" }).click();
  const panel = page.getByRole("region", { name: "Suggestions", exact: true });
  await expect(panel.getByRole("progressbar", { name: "Compared" })).toBeVisible();
  await expect(panel).toContainText("Comparing 137 entries with each other and with earlier releases.");
  await expect(panel).toContainText("The suggestions could not be computed.");
  await expect(panel.getByRole("progressbar")).toHaveCount(0);
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Compute them again" }).click();
  await expect(panel.getByRole("article").first()).toBeVisible();
  await expect(panel).not.toContainText("could not be computed");
});

test("suggestions on a phone, in the dark, without sideways scroll", async ({ page }) => {
  await openNotes(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("group", { name: "Pane" }).getByRole("button", { name: "Suggestions" }).click();
  const panel = page.getByRole("region", { name: "Suggestions", exact: true });
  await expect(panel.getByRole("article").first()).toBeVisible();
  await panel.getByRole("button", { name: "6 entries", exact: true }).first().click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page);
});

test("a card is dragged beside a category, one of its entries into a subsection", async ({ page }) => {
  await openNotes(page);
  const before = await entryIds(page);
  const panel = await openSuggestions(page);
  const status = page.getByRole("status").first();
  const board = page.locator("[data-board]");
  const card = panel.getByRole("article", { name: "New subsection Model Revision", exact: true });
  const gripOf = (what: Locator) => what.locator("[data-grip]").first();
  await drag(page, gripOf(card), () =>
    middleOf(board.getByRole("region", { name: "Features", exact: true }).getByText("New subsection in Features with 6 entries")),
  );
  await page.mouse.up();
  await expect(page.getByLabel("Title")).toHaveValue("Model Revision");
  await expect(page.getByLabel("Description")).not.toHaveValue("");
  await page.getByRole("button", { name: "Create it with 6 entries" }).click();
  await expect(status).toContainText("Created Model Revision with 6 entries.");
  await expect(card).toHaveCount(0);

  const group = board.getByRole("article", { name: "Model Revision", exact: true });
  const other = panel.getByRole("article").first();
  await other
    .getByRole("button", { name: /^\d+ entr/ })
    .first()
    .click();
  const line = other.getByRole("listitem").first();
  const words = ((await line.locator("p").textContent()) ?? "").split("#")[0]?.trim() ?? "";
  await line.scrollIntoViewIfNeeded();
  await group.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 240));
  await drag(page, gripOf(line), async () => {
    const first = await boxOf(group.locator("[data-entry]").first());
    return { x: first.x + 160, y: first.y + 4 };
  });
  await page.mouse.up();
  await expect(status).toContainText("Moved 1 entry to Model Revision.");
  await expect(group.locator("[data-entry]").first()).toContainText(words);
  await expect(group.locator("[data-entry]")).toHaveCount(7);
  expect(await entryIds(page)).toEqual(before);
  await expect(page.locator("[data-save=saved]")).toBeVisible();
});
