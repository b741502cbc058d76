import type { Browser, Page } from "@playwright/test";
import { control, expect, expectAccessible, git, letPass, openAs, query, signIn, stack, test } from "./slipway";

/** Longer than any request waits; a whole minute in the long form. */
const OFFLINE_MILLISECONDS = process.env.SLIPWAY_LONG === "1" ? 60_000 : 20_000;

const notesOf = (name: string) => `/repositories/odd/${name}/releases/1.2.0/changelog`;
const row = (page: Page, text: string) => page.locator("[data-entry]", { hasText: text });
const isSaved = (page: Page) => expect(page.locator("[data-save=saved]")).toBeVisible();

/** Writes other words for an entry, by keyboard. */
async function edit(page: Page, text: string, words: string): Promise<void> {
  await row(page, text).locator("[data-handle]").focus();
  await page.keyboard.press("e");
  await page.getByLabel("Words, as Markdown").fill(words);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Two people who look at the same notes, each in a browser of their own. */
async function openTogether(browser: Browser, page: Page, name: string) {
  await signIn(page, "demo-manager", notesOf(name));
  const consolidate = page.getByRole("button", { name: /^Consolidate \d+ entries/ });
  await expect(consolidate.or(page.getByRole("region", { name: "Ledger" }))).toBeVisible();
  if (await consolidate.isVisible()) await consolidate.click();
  await expect(page.getByRole("region", { name: "Ledger" })).toBeVisible();
  const other = await openAs(browser, "demo-lead", notesOf(name));
  const also = (one: Page) => one.getByRole("list", { name: "Also here" });
  await expect(also(page)).toContainText("Demo Lead is here");
  await expect(also(other.page)).toContainText("Demo Manager is here");
  return other;
}

test("two people edit the same words: the second is asked, with both texts, and nothing is written over", async ({ page, browser }) => {
  const { page: lead, context } = await openTogether(browser, page, "together");

  await test.step("different entries both land", async () => {
    await Promise.all([
      edit(page, "Lift by label", "Lift by label or by weight ([#3](https://github.example/odd/busy/pull/3))"),
      edit(lead, "Grease the chain", "Grease the chain twice a year"),
    ]);
    for (const one of [page, lead]) {
      await expect(row(one, "Lift by label or by weight")).toBeVisible();
      await expect(row(one, "Grease the chain twice a year")).toBeVisible();
    }
  });

  await test.step("the same entry, open in two dialogs", async () => {
    for (const one of [page, lead]) {
      await row(one, "Start again").locator("[data-handle]").focus();
      await one.keyboard.press("e");
    }
    await page.getByLabel("Words, as Markdown").fill("Start again by itself ([#0](https://github.example/odd/busy/pull/0))");
    await page.keyboard.press("Control+Enter");
    await isSaved(page);
    await expect(lead.getByRole("dialog")).toContainText("Somebody changed these words meanwhile");
    await lead.getByLabel("Words, as Markdown").fill("Start again after a fault ([#0](https://github.example/odd/busy/pull/0))");
    await lead.keyboard.press("Control+Enter");
    await expect(lead.getByText("Demo Manager changed “Start again by itself” while you were away.", { exact: true })).toBeVisible();
    await expect(row(lead, "Start again by itself")).toBeVisible();
    await expect(lead.getByRole("button", { name: "Commit the notes…" })).toHaveAccessibleDescription(
      /1 of your texts waits for a decision/,
    );
  });

  await test.step("the choice survives a reload, shows all texts, and can be left by keyboard", async () => {
    await lead.reload();
    await lead.getByRole("button", { name: "Choose the words of “Start again by itself”" }).click();
    const dialog = lead.getByRole("dialog");
    await expect(dialog.getByRole("region", { name: "Before both" })).toContainText("Start again (");
    await expect(dialog.getByRole("region", { name: "Theirs: Demo Manager" })).toContainText("Start again by itself");
    await expect(dialog.getByRole("region", { name: "Yours", exact: true })).toContainText("Start again after a fault");
    const text = dialog.getByRole("textbox", { name: "The text that is saved" });
    await expect(text).toBeVisible();
    await expectAccessible(lead);
    if (process.env.SHOTS) await lead.screenshot({ path: `${process.env.SHOTS}/conflict.png` });
    await lead.emulateMedia({ colorScheme: "dark" });
    await lead.setViewportSize({ width: 360, height: 740 });
    await lead.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    await expectAccessible(lead);
    if (process.env.SHOTS) await lead.screenshot({ path: `${process.env.SHOTS}/conflict-dark-360.png` });
    await lead.emulateMedia({ colorScheme: "light" });
    await lead.setViewportSize({ width: 1440, height: 900 });
    await text.focus();
    await lead.keyboard.press("Tab");
    await expect(dialog.getByRole("button", { name: "Decide later" })).toBeFocused();
    await text.focus();
    await lead.keyboard.press("Control+a");
    await lead.keyboard.insertText("Start again by itself after a fault ([#0](https://github.example/odd/busy/pull/0))");
    await dialog.getByRole("button", { name: "Save this text" }).click();
    await expect(dialog).toHaveCount(0);
    for (const one of [page, lead]) await expect(row(one, "Start again by itself after a fault")).toBeVisible();
    await expect(lead.getByText("while you were away")).toHaveCount(0);
  });

  await test.step("what a colleague has written since is not undone", async () => {
    await page.bringToFront();
    await page.keyboard.press("Control+z");
    await expect(page.getByText(/cannot be undone: somebody else has changed the same entries since/)).toBeVisible();
    await expect(row(page, "Start again by itself after a fault")).toBeVisible();
  });

  await test.step("the notes are committed while somebody is offline: their words wait beside the next draft", async () => {
    await context.setOffline(true);
    await edit(lead, "Stop a lift that was planned", "Stop any lift ([#4](https://github.example/odd/busy/pull/4))");
    await page.getByRole("button", { name: "Commit the notes…" }).click();
    await page.getByRole("button", { name: /^Amend [0-9a-f]{7} on release\/1\.2\.0$/ }).click();
    await page.waitForURL(/releases\/1\.2\.0$/);
    await letPass(1);
    await context.setOffline(false);
    await lead.getByRole("button", { name: /^(Consolidate|Edit) \d+/ }).click();
    await expect(lead.getByText("Not saved: Changed the words of “Stop any lift”.")).toBeVisible();
    await lead.getByRole("button", { name: "Try again" }).click();
    await expect(row(lead, "Stop any lift")).toBeVisible();
    await expect(lead.getByText("Not saved:")).toHaveCount(0);
    await isSaved(lead);
  });
  await context.close();
});

test("without a connection: typing goes on, everything is kept, and arrives in order", async ({ page, browser }) => {
  test.slow();
  const { page: lead, context } = await openTogether(browser, page, "offline");
  const notSaved = page.locator("[data-save=waiting]");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.context().setOffline(true);
  const cut = Date.now();

  await test.step("offline: several acts, one of them on an entry that the other edits too", async () => {
    await edit(page, "Lift by label", "Lift by colour ([#3](https://github.example/odd/busy/pull/3))");
    await edit(page, "Grease the chain", "Grease the chain, twice");
    await edit(page, "Grease the chain, twice", "Grease the chain, thrice");
    await row(page, "Start again").locator("[data-handle]").focus();
    await page.keyboard.press("n");
    await page.getByLabel("Title").fill("Restart");
    await page.getByLabel("Description").fill("Came back by itself.");
    await page.getByRole("button", { name: "Create it with 1 entry" }).click();
    await expect(notSaved).toHaveText("Not saved yet: 4 changes wait for the connection. Kept on this device.");
    await expect(page.getByRole("button", { name: "Commit the notes…" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/offline.png` });
  });

  await test.step("offline: what was never sent is undone and done again here", async () => {
    await edit(page, "Plan a lift by hand", "Plan a lift by foot");
    await page.getByRole("button", { name: /^Undo: Changed the words of “Plan a lift by foot/ }).click();
    await expect(row(page, "Plan a lift by hand")).toBeVisible();
    await page.getByRole("button", { name: /^Redo: Changed the words of “Plan a lift by foot/ }).click();
    await expect(row(page, "Plan a lift by foot")).toBeVisible();
    await expect(notSaved).toContainText("5 changes wait");
  });

  await test.step("meanwhile the other goes on, sees nothing of it, and sees the first one leave", async () => {
    await edit(lead, "Grease the chain", "Oil the chain");
    await edit(lead, "Stop a lift that was planned", "Stop any lift");
    await expect(row(lead, "Lift by label")).toBeVisible();
    await isSaved(lead);
    await expect(lead.getByRole("list", { name: "Also here" })).toHaveCount(0, { timeout: 70_000 });
  });

  await test.step("a reload in that state loses nothing", async () => {
    await page.waitForTimeout(Math.max(0, OFFLINE_MILLISECONDS - (Date.now() - cut)));
    await page.reload().catch(() => {});
    await page.context().setOffline(false);
    await page.goto(stack.url + notesOf("offline"));
    await isSaved(page);
    for (const one of [page, lead]) {
      await expect(row(one, "Lift by colour")).toBeVisible();
      await expect(row(one, "Plan a lift by foot")).toBeVisible();
      await expect(row(one, "Stop any lift")).toBeVisible();
      await expect(row(one, "Oil the chain")).toBeVisible();
      await expect(one.getByRole("article", { name: "Restart" })).toContainText("Came back by itself.");
    }
  });

  await test.step("the entry that both edited is a choice, with the last words of the one and the other", async () => {
    await expect(page.getByText(/^Demo Lead changed “Oil the chain” while you were away\.$/)).toHaveCount(1);
    await page.getByRole("button", { name: "Choose the words of “Oil the chain”" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("region", { name: "Before both" })).toContainText("Grease the chain");
    await expect(dialog.getByRole("region", { name: "Yours", exact: true })).toContainText("Grease the chain, thrice");
    await dialog.getByRole("button", { name: "Use mine" }).click();
    for (const one of [page, lead]) await expect(row(one, "Grease the chain, thrice")).toBeVisible();
    await isSaved(page);
  });

  await test.step("each act was saved once, and git holds everything", async () => {
    const twice = await query(
      `select data->>'requestId' from "Event" where data ? 'requestId' group by data->>'requestId', "releaseId" having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    await page.getByRole("button", { name: "Commit the notes…" }).click();
    await page.getByRole("button", { name: /^Amend [0-9a-f]{7} on release\/1\.2\.0$/ }).click();
    await page.waitForURL(/releases\/1\.2\.0$/);
    const file = git("odd/offline", "show", "release/1.2.0:CHANGELOG.md");
    for (const words of [
      "Lift by colour",
      "Grease the chain, thrice",
      "Plan a lift by foot",
      "Stop any lift",
      "#### Restart\nCame back by itself.",
    ])
      expect(file).toContain(words);
    await letPass(1);
  });
  await context.close();
});

test("the changelog changes under edits: both texts wait with the draft, for anybody to decide", async ({ page, browser }) => {
  const { page: lead, context } = await openTogether(browser, page, "moved");
  await edit(page, "Lift by label", "Lift by colour ([#3](https://github.example/odd/busy/pull/3))");
  await edit(page, "Grease the chain", "Grease the chain, thrice");
  await isSaved(page);
  const file = git("odd/moved", "show", "release/1.2.0:CHANGELOG.md");
  const pushed = file.replace("Lift by label", "Lift by label or name").replace("* Grease the chain\n", "");
  await control("commit", {
    owner: "odd",
    name: "moved",
    branch: "release/1.2.0",
    from: "main",
    files: { "CHANGELOG.md": pushed },
    message: "Write other words",
    login: "demo-lead",
  });
  await letPass(1);

  await page.getByRole("button", { name: /^Move my draft onto/ }).click();
  for (const one of [page, lead]) {
    await expect(one.getByText("The changelog changed “Lift by label or name” under an edit of Demo Manager.")).toBeVisible();
    await expect(one.getByText("The changelog has “Grease the chain” no longer.")).toBeVisible();
    await expect(one.getByRole("link", { name: "2 texts wait for a decision" })).toBeVisible();
    await expect(one.getByRole("button", { name: "Commit the notes…" })).toHaveAccessibleDescription(/2 texts wait for a decision/);
  }
  await expectAccessible(page);

  await test.step("the text itself says that it waits", async () => {
    await row(page, "Lift by label or name").locator("[data-handle]").focus();
    await page.keyboard.press("e");
    await page.getByLabel("Words, as Markdown").fill("Lift by smell");
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("waits for a decision");
    await page.keyboard.press("Escape");
  });

  await test.step("a colleague decides, and can take it back", async () => {
    await lead.getByRole("button", { name: "Choose the words of “Lift by label or name”" }).click();
    await expect(lead.getByRole("dialog").getByRole("region", { name: "Edited by Demo Manager" })).toContainText("Lift by colour");
    await lead.getByRole("button", { name: "Use those of Demo Manager" }).click();
    await expect(row(page, "Lift by colour")).toBeVisible();
    await expect(page.getByRole("link", { name: "1 text waits for a decision" })).toBeVisible();
    await isSaved(lead);
    await lead.getByRole("button", { name: /^Undo: Chose the words of/ }).click();
    await expect(page.getByRole("link", { name: "2 texts wait for a decision" })).toBeVisible();
    await lead.getByRole("button", { name: /^Redo: Chose the words of/ }).click();
    await expect(page.getByRole("link", { name: "1 text waits for a decision" })).toBeVisible();
  });

  await test.step("words that have no place any more are let go of by a person, on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Choose the words of “Grease the chain”" }).click();
    await expect(page.getByRole("dialog")).toContainText("Grease the chain, thrice");
    await expectAccessible(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/gone-360.png` });
    await page.getByRole("button", { name: "Let the words go" }).click();
    await expect(page.getByText("for a decision")).toHaveCount(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await isSaved(page);
    await expect(page.getByRole("button", { name: "Commit the notes…" })).not.toHaveAttribute("aria-disabled", "true");
  });
  await context.close();
});

test("two tabs of one person: what one leaves unsaved the other sends, once; presence comes and goes", async ({ page, browser }) => {
  const { page: lead, context } = await openTogether(browser, page, "tabs");
  const second = await page.context().newPage();
  await second.goto(stack.url + notesOf("tabs"));
  await expect(row(second, "Grease the chain")).toBeVisible();

  await test.step("a colleague is shown at the entry that is edited", async () => {
    await row(lead, "Start again").locator("[data-handle]").focus();
    await lead.keyboard.press("e");
    await expect(row(page, "Start again")).toContainText("Demo Lead is editing");
    await expect(page.getByRole("list", { name: "Also here" })).toContainText("Demo Lead is here, editing “Start again”");
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/presence.png` });
    await expectAccessible(page);
    await lead.keyboard.press("Escape");
    await expect(row(page, "Start again")).not.toContainText("is editing");
  });

  await test.step("one tab is closed with acts that never arrived; the other one sends them", async () => {
    await page.route("**/changes", (route) => route.abort());
    await edit(page, "Lift by label", "Lift by colour ([#3](https://github.example/odd/busy/pull/3))");
    await edit(page, "Lift by colour", "Lift by size ([#3](https://github.example/odd/busy/pull/3))");
    await expect(page.locator("[data-save=waiting]")).toContainText("2 changes wait for the connection");
    await edit(second, "Grease the chain", "Oil the chain");
    await isSaved(second);
    await expect(row(lead, "Lift by label")).toBeVisible();
    await page.close({ runBeforeUnload: false });
    // The browser tells the other tab when a tab is gone.
    for (const one of [second, lead]) await expect(row(one, "Lift by size")).toBeVisible();
    const sent = await query<{ sentence: string }>(
      `select sentence from "Event" e join "Repository" r on r.id = e."repositoryId" where r.name = 'tabs'
         and type = 'changelog.draft-changed' and at > (select max("createdAt") from "Draft" where state = 'open') order by seq`,
    );
    expect(sent.map(({ sentence }) => sentence)).toEqual([
      "Changed the words of “Oil the chain”",
      "Changed the words of “Lift by colour”",
      "Changed the words of “Lift by size”",
    ]);
  });

  await test.step("who closes the page leaves at once, announced politely", async () => {
    await expect(second.getByRole("list", { name: "Also here" })).toContainText("Demo Lead");
    await lead.goto("about:blank");
    await expect(second.getByRole("status").first()).toContainText("Demo Lead left.");
    await expect(second.getByRole("list", { name: "Also here" })).toHaveCount(0);
  });
  await context.close();
});
