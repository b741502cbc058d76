import type { Page, Request } from "@playwright/test";
import { control, expect, expectAccessible, noisyTest, openAs, query, signIn, stack, test } from "./slipway";

const notesOf = (name: string) => `/repositories/odd/${name}/releases/1.2.0/changelog`;
const PULL = "([#3](https://github.example/odd/busy/pull/3))";

/** What a person does on the notes, by name. */
function on(page: Page) {
  const row = (text: string) => page.locator("[data-entry]", { hasText: text });
  return {
    row,
    handle: (text: string) => row(text).locator("[data-handle]"),
    dialog: page.getByRole("dialog"),
    panel: page.getByRole("region", { name: "Review", exact: true }),
    standing: page.getByRole("region", { name: "Where the review stands" }),
    ledger: page.getByRole("region", { name: "Ledger" }),
    open: async () => {
      const consolidate = page.getByRole("button", { name: "Consolidate 6 entries" });
      await consolidate.or(page.locator("[data-board]")).first().waitFor();
      if (await consolidate.isVisible()) await consolidate.click();
      await expect(page.locator("[data-entry]")).toHaveCount(6);
    },
    look: async (side: "Review" | "Result") =>
      page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: side }).click(),
    edit: async (text: string, words: string) => {
      await row(text).locator("[data-handle]").focus();
      await page.keyboard.press("e");
      await page.getByLabel("Words, as Markdown").fill(words);
      await page.keyboard.press("Control+Enter");
      await expect(page.locator("[data-save=saved]")).toBeVisible();
    },
  };
}

test("two people review the text: comments, rounds, an approval that goes stale, and nothing said is lost", async ({ page, browser }) => {
  await signIn(page, "demo-manager", notesOf("talked-over"));
  const manager = on(page);
  await manager.open();
  await manager.look("Review");
  await expect(manager.standing).toContainText("Nobody has approved this text.");
  await expect(manager.panel).toContainText("ask for a review: others comment on entries");
  await expectAccessible(page);
  const { page: other, context } = await openAs(browser, "demo-lead", notesOf("talked-over"));
  const lead = on(other);
  await lead.open();

  await test.step("by key alone a comment on the entry in focus, which the colleague sees at once", async () => {
    await lead.handle("Lift by label").focus();
    await other.keyboard.press("c");
    await expect(lead.dialog.getByLabel("Your comment, as Markdown")).toBeFocused();
    await expect(lead.dialog.getByRole("button", { name: "Comment on this entry" })).toHaveAccessibleDescription("Write something first.");
    await other.keyboard.type("Which **label**? <img src=x onerror=alert(1)>");
    await expectAccessible(other);
    await other.keyboard.press("Escape");
    await expect(lead.handle("Lift by label")).toBeFocused();
    await other.keyboard.press("c");
    await expect(lead.dialog.getByLabel("Your comment, as Markdown")).toHaveValue(/^Which/);
    await other.keyboard.press("Control+Enter");
    await expect(lead.handle("Lift by label")).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "Demo Lead commented." })).toHaveCount(1);
    await expect(manager.row("Lift by label").getByRole("button", { name: /^1 open conversation:/ })).toBeVisible();
    await expect(manager.panel.locator("[data-thread] strong")).toHaveText("label");
    await expect(manager.panel.locator("[data-thread] img")).toHaveCount(0);
    await expect(lead.row("Lift by label").getByRole("button", { name: /^1 open conversation:/ })).toBeVisible();
  });

  await test.step("asked, and changes requested with words", async () => {
    await manager.standing.getByRole("button", { name: "Ask for a review…" }).click();
    await manager.dialog.getByLabel("What to look at (may stay empty)").fill("The features, mostly.");
    await expectAccessible(page);
    await manager.dialog.getByRole("button", { name: "Ask for a review" }).click();
    await lead.look("Review");
    await expect(lead.standing).toContainText("Demo Manager asked for a review.");
    await lead.standing.getByRole("button", { name: "Request changes…" }).click();
    const send = lead.dialog.getByRole("button", { name: "Request changes" });
    await expect(send).toHaveAccessibleDescription("Say what should change.");
    await lead.dialog.getByLabel("What should change").fill("Name the label.");
    await send.click();
    await expect(manager.standing).toContainText("Changes requested by Demo Lead.");
  });

  await test.step("written, answered and resolved; the comment says that it was made on other words", async () => {
    await manager.edit("Lift by label", `Lift by printed label ${PULL}`);
    await expect(manager.standing).toContainText("Demo Lead requested changes, and the text changed since: 1 entry.");
    await manager.standing.getByRole("button", { name: "Show what changed since Demo Lead answered" }).click();
    const change = manager.standing.getByRole("region", { name: "What changed since" });
    await expect(change).toContainText("Lift by label");
    await expect(change).toContainText("Lift by printed label");
    const thread = manager.panel.getByRole("article", { name: "Conversation about Lift by printed label" });
    await thread.getByText("Made on other words").click();
    await expect(thread).toContainText("Lift by label");
    await expectAccessible(page);
    await page.screenshot({ path: "test-results/review-panel.png" });
    await thread.getByRole("button", { name: "Reply…" }).click();
    await page.keyboard.type("The printed one.");
    await thread.getByRole("button", { name: "Reply", exact: true }).click();
    await expect(lead.panel.getByText("The printed one.")).toBeVisible();
    await thread.getByRole("button", { name: "Resolve" }).click();
    await expect(manager.panel.getByRole("heading", { name: "No open conversation" })).toBeVisible();
    await expect(manager.panel.locator("[data-review-panel]")).toBeFocused();
    await expect(lead.row("Lift by printed label").getByRole("button", { name: /^Comments:/ })).toHaveAttribute("title", /all resolved/);
  });

  await test.step("a comment of one's own is edited with its history, and withdrawn; what a reply says opens it again", async () => {
    await lead.panel.getByText("Resolved conversations, 1").click();
    const thread = lead.panel.getByRole("article", { name: "Conversation about Lift by printed label" });
    await thread.getByRole("button", { name: "Edit" }).click();
    await thread.getByLabel("Your comment, as Markdown").fill("Which label is it?");
    await thread.getByRole("button", { name: "Save the comment" }).click();
    await thread.getByText("Edited, once").click();
    await expect(thread).toContainText("Which **label**?");
    await expect(thread.getByRole("button", { name: "Edit" })).toHaveCount(1);
    await thread.getByRole("button", { name: "Reply…" }).click();
    await other.keyboard.type("Nonsense");
    await thread.getByRole("button", { name: "Reply", exact: true }).click();
    await expect(lead.panel.getByRole("heading", { name: "Open conversations, 1" })).toBeVisible();
    await thread.getByRole("button", { name: "Withdraw…" }).last().click();
    await thread.getByRole("button", { name: "Withdraw the comment" }).click();
    await expect(thread).toContainText("Withdrawn by Demo Lead");
    await expect(manager.panel).toContainText("Withdrawn by Demo Lead");
    await expect(manager.panel).not.toContainText("Nonsense");
  });

  await test.step("approved on exactly this text; after an edit the approval is stale, and the commit dialog says both", async () => {
    const line = manager.dialog.locator("[data-review]");
    const lookAtCommit = async (sentence: string) => {
      await expect(page.locator("[data-save=saved]")).toBeVisible();
      await page.getByRole("button", { name: "Commit the notes…" }).click();
      await expect(line).toContainText(sentence);
      await page.keyboard.press("Escape");
    };
    await page.getByRole("button", { name: "Commit the notes…" }).click();
    await expect(line).toContainText("Demo Lead requested changes, and the text changed since: 1 entry.");
    await expectAccessible(page);
    await page.screenshot({ path: "test-results/review-commit.png" });
    await page.keyboard.press("Escape");
    await lead.standing.getByRole("button", { name: "Approve the text…" }).click();
    await expect(lead.dialog).not.toContainText("You wrote in this draft.");
    await lead.dialog.getByRole("button", { name: "Approve exactly this text" }).click();
    await expect(manager.standing).toContainText("Approved by Demo Lead on exactly this text.");
    await lookAtCommit("Approved by Demo Lead on exactly this text.");
    await manager.standing.getByRole("button", { name: "Approve the text…" }).click();
    await expect(manager.dialog).toContainText("You wrote in this draft.");
    await expectAccessible(page);
    await manager.dialog.getByRole("button", { name: "Approve exactly this text" }).click();
    await expect(manager.standing).toContainText("own text, so somebody else should approve it");
    // Marks are no part of the text.
    await manager.handle("Start again").focus();
    await page.keyboard.press("r");
    await expect(lead.ledger).toContainText("5 of 6 left to review");
    await expect(lead.standing).toContainText("Approved by Demo Lead on exactly this text.");
    await manager.handle("Grease the chain").focus();
    await page.keyboard.press("e");
    await manager.dialog.getByRole("button", { name: "Leave it out…" }).click();
    await manager.dialog.getByLabel("Reason").fill("It was reverted.");
    await page.keyboard.press("Enter");
    await expect(manager.standing).toContainText("The text changed after Demo Lead approved it: 1 entry.");
    await expect(lead.standing).toContainText("The text changed after Demo Lead approved it: 1 entry.");
    await lookAtCommit("The text changed after Demo Lead approved it: 1 entry.");
  });

  await test.step("what was said of an entry that is gone stays, with its words; rounds are kept in order", async () => {
    await lead.handle("Plan a lift by hand").focus();
    await other.keyboard.press("c");
    await expect(other.getByRole("dialog").getByRole("textbox")).toBeFocused();
    await other.keyboard.type("Is it still so?");
    await other.keyboard.press("Control+Enter");
    await manager.panel.getByRole("button", { name: /^Go to the entry: Plan a lift by hand/ }).click();
    await expect(manager.handle("Plan a lift by hand")).toBeFocused();
    await page.keyboard.press("e");
    await manager.dialog.getByRole("button", { name: "Leave it out…" }).click();
    await manager.dialog.getByLabel("Reason").fill("No.");
    await page.keyboard.press("Enter");
    await expect(manager.panel).toContainText("On an entry that is no longer in the notes: Plan a lift by hand");
    await manager.standing.getByRole("button", { name: "Ask for a review…" }).click();
    await manager.dialog.getByRole("button", { name: "Ask for a review" }).click();
    const rounds = manager.panel.getByRole("region", { name: "Rounds" });
    await expect(rounds.getByRole("heading", { level: 4 })).toHaveText(["Round 1", "Round 2"]);
    await expect(rounds.locator("[data-step]")).toHaveText([
      /Demo Manager asked for a review/,
      /Demo Lead requested changes/,
      /Demo Lead approved the text, stale now/,
      /Demo Manager approved own text, stale now/,
      /Demo Manager asked for a review/,
    ]);
    await expectAccessible(page);
  });

  await test.step("it fits a phone, in both themes", async () => {
    await other.setViewportSize({ width: 360, height: 800 });
    await other.getByRole("group", { name: "Pane" }).getByRole("button", { name: "Review" }).click();
    await expect(lead.standing).toBeVisible();
    for (const scheme of ["light", "dark"] as const) {
      await other.emulateMedia({ colorScheme: scheme });
      await other.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
      await expectAccessible(other);
      expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await other.screenshot({ path: `test-results/review-${scheme}.png`, fullPage: true });
    }
    await other.getByRole("group", { name: "Pane" }).getByRole("button", { name: "Entries" }).click();
    await other.screenshot({ path: "test-results/review-rows.png" });
    await lead.row("Lift by printed label").locator("[data-comments]").click();
    await expectAccessible(other);
    await other.screenshot({ path: "test-results/review-dialog.png" });
  });
  await context.close();
});

test("who may only read, and who belongs elsewhere, is refused by the server; who may triage reviews without editing", async ({
  page,
  browser,
}) => {
  const path = notesOf("refused");
  const { page: other, context } = await openAs(browser, "demo-lead", path);
  const lead = on(other);
  await lead.open();
  const sent: Promise<Request> = other.waitForRequest(
    (request) => request.method() === "POST" && request.headers()["next-action"] !== undefined,
  );
  await lead.handle("Lift by label").focus();
  await other.keyboard.press("c");
  await expect(other.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await other.keyboard.type("May I?");
  await other.keyboard.press("Control+Enter");
  const allowed = await sent;
  await expect(lead.row("Lift by label").getByRole("button", { name: /^1 open conversation:/ })).toBeVisible();
  const said = () =>
    query<{ count: string }>(`select (select count(*) from "Comment") as comments, (select count(*) from "ReviewStep") as steps`);
  const before = await said();
  /** The same request with another person's session, with ids of its own. */
  const replayAs = async (from: Page) => {
    const response = await from.request.post(allowed.url(), {
      headers: {
        ...pick(allowed.headers(), ["next-action", "content-type", "accept", "next-router-state-tree"]),
        origin: stack.url,
      },
      data: (allowed.postData() ?? "").replaceAll(/"(threadId|commentId)":"[^"]+"/g, (_, name) => `"${name}":"${crypto.randomUUID()}"`),
    });
    return response.text();
  };
  expect(await replayAs(other)).not.toContain("you need");
  expect(await said()).not.toEqual(before);
  const once = await said();

  const role = (name: string | null) => control("roles", { owner: "odd", name: "refused", login: "demo-auditor", role: name });
  const forgetRole = () => query(`delete from "RepositoryAccess" a using "User" u where u.id = a."userId" and u.login = 'demo-auditor'`);
  await role("read");
  await signIn(page, "demo-auditor", path);
  const auditor = on(page);
  await auditor.open();
  await auditor.look("Review");
  await expect(auditor.panel).toContainText("May I?");
  const refusal = "To review the notes of odd/refused you need the role triage on GitHub; you have read.";
  await expect(auditor.standing).toContainText(refusal);
  await expect(auditor.standing.getByRole("button", { name: "Approve the text…" })).toHaveAttribute("aria-disabled", "true");
  await expect(auditor.panel.getByRole("button", { name: "Reply…" })).toHaveCount(0);
  await expect(auditor.row("Plan a lift by hand").locator("[data-comments]")).toHaveCount(0);
  await expectAccessible(page);
  expect(await replayAs(page)).toContain(refusal);
  const { page: outside, context: elsewhere } = await openAs(browser, "demo-outsider", "/");
  expect(await replayAs(outside)).toContain("not connected, or you may not see it");
  expect(await said()).toEqual(once);

  await role("triage");
  await forgetRole();
  await page.reload();
  await auditor.open();
  await expect(page.getByText("You see this draft and cannot change it.")).toBeVisible();
  await auditor.look("Review");
  await auditor.panel.getByRole("button", { name: /^Go to the entry: Lift by label/ }).click();
  await expect(auditor.row("Lift by label").locator("[data-comments]")).toBeFocused();
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await page.keyboard.type("You may.");
  await page.keyboard.press("Control+Enter");
  await lead.look("Review");
  await expect(lead.panel.getByText("You may.")).toBeVisible();
  await auditor.standing.getByRole("button", { name: "Approve the text…" }).click();
  await auditor.dialog.getByRole("button", { name: "Approve exactly this text" }).click();
  await expect(auditor.standing).toContainText("Approved by Demo Auditor on exactly this text.");
  await role("read");
  await forgetRole();
  await context.close();
  await elsewhere.close();
});

test("a review is resumed by somebody else: they see who looked at what, and go on with the next entry", async ({ page, browser }) => {
  await signIn(page, "demo-manager", notesOf("handed-over"));
  const manager = on(page);
  await manager.open();
  for (const text of ["Lift by label", "Watch every lift"]) {
    await manager.handle(text).focus();
    await page.keyboard.press("r");
  }
  await expect(manager.ledger).toContainText("4 of 6 left to review");
  await expect(manager.ledger).toContainText("Last Demo Manager");
  await expect(page.locator("[data-save=saved]")).toBeVisible();
  const { page: other, context } = await openAs(browser, "demo-lead", notesOf("handed-over"));
  const lead = on(other);
  await lead.open();
  await expect(lead.ledger).toContainText("4 of 6 left to review");
  await expect(lead.ledger).toContainText("Last Demo Manager");
  await lead.ledger.getByRole("button", { name: "Go to the next" }).click();
  await expect(lead.handle("Plan a lift by hand").or(lead.handle("Stop a lift")).and(other.locator(":focus"))).toHaveCount(1);
  await other.keyboard.press("r");
  await expect(manager.ledger).toContainText("3 of 6 left to review");
  await expect(manager.ledger).toContainText("Last Demo Lead");
  await manager.look("Review");
  await expect(manager.panel.locator("[data-marks]")).toContainText("Demo Manager looked at 2, Demo Lead at 1");
  await expectAccessible(page);
  await context.close();
});

noisyTest("a comment whose answer was lost keeps its words, and sent again it is there once", async ({ page }) => {
  await signIn(page, "demo-manager", notesOf("handed-over"));
  const manager = on(page);
  await manager.open();
  let lost = 0;
  await page.route(
    (url) => url.pathname === notesOf("handed-over"),
    async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    },
  );
  await manager.handle("Start again").focus();
  await page.keyboard.press("c");
  const words = `Said once, ${Date.now()}`;
  await manager.dialog.getByLabel("Your comment, as Markdown").fill(words);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Your words are kept here; send them again.")).toBeVisible();
  await expect(manager.dialog.getByLabel("Your comment, as Markdown")).toHaveValue(words);
  await page.keyboard.press("Control+Enter");
  await expect(manager.dialog).toHaveCount(0);
  await expect(manager.handle("Start again")).toBeFocused();
  expect(lost).toBe(1);
  expect(await query(`select number from "CommentVersion" where text = $1`, [words])).toEqual([{ number: 1 }]);
});

function pick(headers: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}
