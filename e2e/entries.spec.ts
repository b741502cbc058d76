import { readFileSync } from "node:fs";
import type { Route } from "@playwright/test";
import { expect, expectAccessible, git, query, signIn, stack, test } from "./slipway";

const NOTES = "/repositories/odd/pairs/releases/1.2.0/changelog";

test("entries are edited, chosen from two texts, left out with a reason and reviewed; nothing is lost", async ({ page }) => {
  await signIn(page, "demo-manager", NOTES);
  await page.getByRole("button", { name: "Consolidate 6 entries" }).click();
  const ledger = page.getByRole("region", { name: "Ledger" });
  const row = (text: string) => page.locator("[data-entry]", { hasText: text });
  const handle = (text: string) => row(text).locator("[data-handle]");
  const dialog = page.getByRole("dialog");
  const result = page.getByRole("region", { name: "Result", exact: true });
  const saved = page.locator("[data-save=saved]");
  await expect(ledger).toContainText("7 in");

  await test.step("hints say what a person should look at, and refuse nothing", async () => {
    await expect(row("Plan a lift by hand")).toContainText("also in Fixes");
    await expect(row("Stop a lift that was planned")).toContainText("also in Features");
    await expect(row("Start again")).toContainText("in 1.1.0");
    await expect(row("Grease the chain")).toContainText("no link");
    await expectAccessible(page);
  });

  await test.step("the other text of a duplicate is used, and the newest again", async () => {
    await ledger.getByRole("button", { name: "1 merged" }).click();
    await expect(dialog).toContainText("Watch every lift");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /^Use the text of 1\.2\.0rc1/ }).click();
    await expect(dialog.getByRole("button", { name: /^Use the newest text/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(row("Watch a lift")).toBeVisible();
    await expect(result).toContainText("Watch a lift");
    await page.keyboard.press("Control+z");
    await expect(row("Watch every lift")).toBeVisible();
  });

  await test.step("by keyboard alone: e edits the words, the rule says at once what would not fit", async () => {
    await handle("Lift by label").focus();
    await page.keyboard.press("e");
    const words = dialog.getByLabel("Words, as Markdown");
    await expect(words).toBeFocused();
    await words.fill("Lift by label\n```sh");
    await expect(dialog.getByRole("alert")).toContainText("is never closed. Close it.");
    await expectAccessible(page);
    await words.fill("Lift by label and by weight ([#3](https://github.example/odd/busy/pull/3))\nwith **care**");
    await expect(dialog.getByRole("region", { name: "How it will read" }).locator("strong")).toHaveText("care");
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
    await expect(handle("Lift by label and by weight")).toBeFocused();
    await expect(row("Lift by label and by weight")).toContainText("edited");
    await page.getByText("Markdown", { exact: true }).click();
    await expect(result).toContainText("* Lift by label and by weight ([#3](https://github.example/odd/busy/pull/3))\n  with **care**");
  });

  await test.step("Save right after the last letter saves that letter, too", async () => {
    await handle("Lift by label and by weight").focus();
    await page.keyboard.press("e");
    await dialog.getByLabel("Words, as Markdown").evaluate(async (words) => {
      const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
      write?.call(words, (words as HTMLTextAreaElement).value.replace("by weight", "by gross weight"));
      words.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 0));
      const buttons = [...document.querySelectorAll<HTMLElement>("[role=dialog] button")];
      buttons.find(({ textContent }) => textContent === "Save the words")?.click();
    });
    await expect(dialog).toHaveCount(0);
    await expect(row("Lift by label and by gross weight")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(row("Lift by label and by weight")).toBeVisible();
  });

  await test.step("left out with a reason, which the ledger names, and taken back in", async () => {
    await handle("Grease the chain").focus();
    await page.keyboard.press("e");
    await dialog.getByRole("button", { name: "Leave it out…" }).click();
    await expect(dialog.getByRole("button", { name: "Leave it out", exact: true })).toHaveAccessibleDescription(/Say why/);
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Reason").fill("It was reverted before the release.");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(row("Grease the chain")).toHaveCount(0);
    await expect(page.locator("[data-handle]:focus")).toHaveCount(1);
    await expect(ledger).toContainText("1 dropped");
    await expect(ledger).toContainText("Every entry accounted for");
    await ledger.getByRole("button", { name: "1 dropped" }).click();
    await expect(dialog).toContainText("It was reverted before the release.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /^Take back in/ }).click();
    await page.keyboard.press("Escape");
    await expect(row("Grease the chain")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(row("Grease the chain")).toHaveCount(0);
  });

  await test.step("reviewed marks survive a reload; new words are not reviewed", async () => {
    await expect(ledger).toContainText("5 of 5 left to review");
    await handle("Plan a lift by hand").focus();
    await page.keyboard.press("r");
    await expect(ledger).toContainText("4 of 5 left to review");
    await ledger.getByRole("button", { name: "Go to the next" }).click();
    await page.keyboard.press("r");
    await expect(ledger).toContainText("3 of 5 left to review");
    await expect(saved).toBeVisible();
    await page.reload();
    await expect(ledger).toContainText("3 of 5 left to review");
    await expect(row("Plan a lift by hand").getByRole("button", { name: /^Reviewed:/ })).toHaveAttribute("aria-pressed", "true");
    await handle("Plan a lift by hand").focus();
    await page.keyboard.press("e");
    await dialog.getByLabel("Words, as Markdown").press("End");
    await dialog.getByLabel("Words, as Markdown").fill("Plan every lift by hand ([#4](https://github.example/odd/busy/pull/4))");
    await page.keyboard.press("Control+Enter");
    await expect(ledger).toContainText("4 of 5 left to review");
  });

  await test.step("a description is linted as it is typed, with the word put right", async () => {
    await page.getByRole("button", { name: "New subsection in Features" }).click();
    await dialog.getByLabel("Title").fill("Agent Improvements");
    await expect(dialog).toContainText("This names a component.");
    await dialog.getByLabel("Title").fill("Lifts");
    await dialog.getByLabel("Description").fill("Adds lifts.");
    await dialog.getByRole("button", { name: "Write “Added”" }).click();
    await expect(dialog.getByLabel("Description")).toHaveValue("Added lifts.");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
  });

  await test.step("what is committed is what was edited, and the record says who left what out and why", async () => {
    await expect(saved).toBeVisible();
    const delay = async (route: Route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    };
    await page.route("**/changes", delay, { times: 1 });
    await handle("Start again").focus();
    await page.keyboard.press("r");
    await expect(saved).toHaveCount(0);
    // Pressed while that is still on its way: the dialog opens by itself, with everything in it.
    await page.getByRole("button", { name: "Commit the notes…" }).click();
    await dialog
      .getByRole("button", { name: /^(Amend|Commit)/ })
      .last()
      .click();
    await expect(page.getByText(/^Committed|amended/i).first()).toBeVisible();
    const file = git("odd/pairs", "show", "release/1.2.0:CHANGELOG.md");
    expect(file).toContain("* Lift by label and by weight ([#3](https://github.example/odd/busy/pull/3))\n  with **care**\n");
    expect(file).not.toContain("Grease the chain");
    const events = await query<{ sentence: string }>(`select sentence from "Event" where sentence like 'Left out%'`);
    expect(events.length).toBeGreaterThan(0);
  });
});

test("the notes are taken along: Markdown, a GitHub Release, the file, paper; the release before stands beside them", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "demo-manager", "/repositories/odd/along/releases/1.2.0/changelog");
  await page.getByRole("button", { name: "Consolidate 6 entries" }).click();
  const result = page.getByRole("region", { name: "Result", exact: true });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const take = async (name: string | RegExp) => {
    await page.getByRole("button", { name: "Take the notes along" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await result.getByRole("button", { name: "1.1.0", exact: true }).click();
  await expect(result).toContainText("The final before this one");
  await expect(result.getByRole("heading", { name: /^1\.1\.0/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Take the notes along" }).focus();
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await take("Copy as Markdown");
  await expect(page.getByText("Copied the notes as Markdown.")).toBeVisible();
  expect(await clipboard()).toMatch(/^## 1\.2\.0 \(\d{4}-\d{2}-\d{2}\)\n\n### Features\n\* Lift by label/);
  await take(/^Copy for a GitHub Release/);
  await expect(page.getByText("Copied the notes for a GitHub Release.")).toBeVisible();
  expect(await clipboard()).toMatch(/^### Features\n\* Lift by label/);
  const download = page.waitForEvent("download");
  await take(/^Download CHANGELOG\.md/);
  expect(readFileSync(await (await download).path(), "utf8")).toMatch(/^# Changes\n\n## 1\.2\.0 /);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.screenshot({ path: "test-results/result-pane.png" });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await result.getByRole("button", { name: "Preview" }).evaluate((button: HTMLElement) => button.click());
  await expect(result.getByRole("heading", { name: /^1\.2\.0/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Commit the notes…" })).toBeHidden();
  await expect(page.getByRole("region", { name: "Ledger" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await take("Print the notes");
  await expect(page.locator("body[data-printed]")).toHaveCount(1);

  await page.getByRole("button", { name: "Commit the notes…" }).click();
  await expect(page.getByRole("dialog")).toContainText("6 entries across 2 categories, 0 subsections");
  await expect(page.getByRole("dialog")).toContainText("1.2.0rc2, 1.2.0rc1");
});

test("B47 notes that a tool writes are read-only at once, for everybody who has them open", async ({ page, context }) => {
  await signIn(page, "demo-manager", "/repositories/odd/generated/releases/1.2.0/changelog");
  await page.getByRole("button", { name: "Consolidate 6 entries" }).click();
  await expect(page.getByRole("button", { name: "Commit the notes…" })).toBeVisible();
  const settings = await context.newPage();
  await settings.goto(`${stack.url}/repositories/odd/generated`);
  const box = settings.getByLabel("A tool writes the notes");
  await box.check();
  await expect(settings.getByText("Saved. The notes are read-only now.")).toBeVisible();
  await expect(page.getByText("its procedure forbids to edit them by hand")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit:/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Commit the notes…" })).toHaveAccessibleDescription(/forbids/);
  await expectAccessible(page);
  await expectAccessible(settings);
  const [draft] = await query<{ notes: unknown; revision: number }>(
    `select d.notes, d.revision from "Draft" d join "Release" r on r.id = d."releaseId" join "Repository" p on p.id = r."repositoryId" where p.name = 'generated'`,
  );
  expect(draft?.revision).toBe(0);
  await box.uncheck();
  await expect(settings.getByText("Saved. The notes can be edited now.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit:/ }).first()).toBeVisible();
});

test("the rows and dialogs fit a phone, in both themes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await signIn(page, "demo-manager", "/repositories/odd/rows/releases/1.2.0/changelog");
  const consolidate = page.getByRole("button", { name: "Consolidate 6 entries" });
  await consolidate.or(page.locator("[data-board]")).first().waitFor();
  if (await consolidate.isVisible()) await consolidate.click();
  await expect(page.locator("[data-entry]")).toHaveCount(6);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    // Colours fade over from one theme to the other; in between nothing can be said of their contrast.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.screenshot({ path: `test-results/rows-${scheme}.png` });
  }
  await page.getByRole("button", { name: /^Edit: Plan a lift by hand/ }).click();
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/entry-dialog.png" });
});
