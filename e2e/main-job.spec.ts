import { boxOf, control, drag, expect, expectAccessible, git, letPass, query, signIn, test } from "./slipway";

const BRANCH = "release/26.2.0";

test("the main job: sign in, watch a run, consolidate, group, preview, amend", async ({ page }) => {
  await signIn(page, "demo-manager");
  await expect(page.getByRole("heading", { name: "Waiting for you" })).toBeVisible();
  await page.getByRole("row", { name: /berth/ }).getByRole("link", { name: "26.2.0", exact: true }).click();
  await expect(page.getByRole("heading", { name: "26.2.0", level: 1 })).toBeVisible();

  await test.step("a run goes queued → in progress → completed without a reload", async () => {
    let reloads = 0;
    page.on("framenavigated", () => reloads++);
    await control("dispatch", { owner: "kestrel-harbor", name: "berth", workflow: "ci.yml", ref: BRANCH, login: "demo-manager" });
    const run = page.locator("[data-run]").first();
    await expect(run).toContainText("workflow_dispatch");
    await expect(run).toHaveAttribute("data-state", "waiting");
    await letPass(4);
    await expect(run).toHaveAttribute("data-state", "running");
    await expect(run.locator("[data-job=build]")).toHaveAttribute("data-state", "running");
    await expect(run.locator("[data-job=build]").getByText("Build wheels")).toBeVisible();
    await letPass(180);
    await expect(run).toHaveAttribute("data-state", "passed");
    await expect(run.locator("[data-job=docs]")).toHaveAttribute("data-state", "failed");
    expect(reloads).toBe(0);
  });

  await page.getByRole("link", { name: "Consolidate the notes" }).click();
  await page.getByRole("button", { name: "Consolidate 137 entries" }).click();
  const ledger = page.getByRole("region", { name: "Ledger" });
  await expect(ledger).toContainText("140 in");
  await expect(ledger).toContainText("Every entry accounted for");

  await test.step("the ledger can be read", async () => {
    await ledger.getByRole("button", { name: "3 merged" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Persist fair share usage across restarts");
    await expect(dialog).toContainText("Persist fair share usage across manager restarts and failovers");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(ledger.getByRole("button", { name: "3 merged" })).toBeFocused();
  });

  const entry = (text: string) => page.locator("[data-entry]", { hasText: text });
  const handle = (text: string) => entry(text).locator("[data-handle]");
  const status = page.getByRole("status").first();

  await test.step("a described subsection around an entry, by keyboard", async () => {
    await handle("Add fair share to the project page").focus();
    await page.keyboard.press("n");
    await page.getByLabel("Title").fill("Fair Share Scheduler");
    await page.getByLabel("Description").fill("Introduced usage-based scheduling.");
    await page.getByRole("button", { name: "Create it with 1 entry" }).click();
    await expect(status).toContainText("Created Fair Share Scheduler with 1 entry.");
    await expect(handle("Add fair share to the project page")).toBeFocused();
  });
  const group = page.getByRole("article", { name: "Fair Share Scheduler" });

  await test.step("drag and drop with the mouse", async () => {
    await drag(page, handle("Freeze fair share accounting during maintenance"), async () => {
      const first = await boxOf(group.locator("[data-entry]").first());
      return { x: first.x + 200, y: first.y + first.height - 6 };
    });
    await page.mouse.up();
    await expect(group.locator("[data-entry]")).toHaveText([/Add fair share to the project page/, /Freeze fair share accounting/]);
  });

  await test.step("pick up, move and drop with the keyboard, announced", async () => {
    await handle("Freeze fair share accounting during maintenance").focus();
    await page.keyboard.press("Space");
    await expect(status).toContainText("Picked up. Fair Share Scheduler, position 2 of 2.");
    await page.keyboard.press("ArrowUp");
    await expect(status).toContainText("Fair Share Scheduler, position 1 of 2");
    await expect(handle("Freeze fair share accounting during maintenance")).toBeFocused();
    await page.keyboard.press("Space");
    await expect(status).toContainText("Moved 1 entry to Fair Share Scheduler.");
    await expect(group.locator("[data-entry]")).toHaveText([/Freeze fair share accounting/, /Add fair share to the project page/]);
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");
    await expect(status).toContainText("Cancelled. Back at Fair Share Scheduler, position 1 of 2");
  });

  await test.step("move to another category by the dialog, then undo and redo", async () => {
    await handle("Add a health page for mirrors").focus();
    await page.keyboard.press("m");
    await page.getByPlaceholder("Find a subsection").fill("Ungrouped Fixes");
    await page.keyboard.press("Enter");
    const fixes = page.getByRole("region", { name: "Fixes" });
    await expect(fixes).toContainText("Add a health page for mirrors");
    await expect(page.locator("[data-save=saved]")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(fixes).not.toContainText("Add a health page for mirrors");
    await expect(status).toContainText("Undid: Moved 1 entry to Ungrouped Fixes.");
    await page.keyboard.press("Control+Shift+z");
    await expect(fixes).toContainText("Add a health page for mirrors");
    await page.keyboard.press("Control+z");
    await expect(fixes).not.toContainText("Add a health page for mirrors");
  });

  await test.step("a second subsection is reordered, renamed and deleted", async () => {
    await page.getByRole("button", { name: "New subsection in Features" }).click();
    await page.getByLabel("Title").fill("Quotas");
    await page.getByRole("button", { name: "Create the subsection" }).click();
    await page.getByRole("button", { name: "Move Quotas up" }).click();
    await expect(page.getByRole("region", { name: "Features" }).locator("[data-subsection] h3")).toHaveText([
      /Quotas/,
      /Fair Share Scheduler/,
    ]);
    await page.getByRole("button", { name: "Rename or describe Quotas" }).click();
    await page.getByLabel("Title").fill("Storage Quotas");
    await page.getByRole("button", { name: "Save the words" }).click();
    await expect(page.getByRole("article", { name: "Storage Quotas" })).toBeVisible();
    await page.getByRole("button", { name: /^Delete Storage Quotas/ }).click();
    await expect(page.getByRole("article", { name: "Storage Quotas" })).toHaveCount(0);
  });

  await expect(page.locator("[data-save=saved]")).toBeVisible();
  await expectAccessible(page);

  await test.step("everything is still there after a reload", async () => {
    await page.reload();
    await expect(group.locator("[data-entry]")).toHaveText([/Freeze fair share accounting/, /Add fair share to the project page/]);
  });

  await test.step("preview and exact diff", async () => {
    const result = page.getByRole("region", { name: "Result", exact: true });
    await expect(result.getByRole("heading", { name: "Fair Share Scheduler" })).toBeVisible();
    await result.getByRole("button", { name: "Diff" }).click();
    await expect(result).toContainText("the rest stays byte for byte");
    await expect(result).toContainText("#### Fair Share Scheduler");
  });

  const before = {
    head: git("kestrel-harbor/berth", "rev-parse", BRANCH).trim(),
    file: git("kestrel-harbor/berth", "show", `${BRANCH}:CHANGELOG.md`),
  };
  await page.getByRole("button", { name: "Commit the notes…" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Amend ${before.head.slice(0, 7)} on ${BRANCH}` }).click();
  await page.waitForURL(/releases\/26\.2\.0$/);

  await test.step("git agrees: same parent, same message, same author, one file, other bytes untouched", async () => {
    const head = git("kestrel-harbor/berth", "rev-parse", BRANCH).trim();
    expect(head).not.toBe(before.head);
    const facts = (sha: string) => git("kestrel-harbor/berth", "log", "-1", "--format=%P%n%an%n%ae%n%aI%n%B", sha);
    expect(facts(head)).toBe(facts(before.head));
    expect(git("kestrel-harbor/berth", "diff", "--name-only", before.head, head).trim()).toBe("CHANGELOG.md");
    const file = git("kestrel-harbor/berth", "show", `${head}:CHANGELOG.md`);
    const start = before.file.indexOf("## 26.2.0 ");
    const rest = before.file.slice(before.file.indexOf("## 26.1.2 "));
    expect(file.startsWith(before.file.slice(0, start))).toBe(true);
    expect(file.endsWith(rest)).toBe(true);
    const section = file.slice(start, file.length - rest.length);
    expect(section.match(/^\* /gm)).toHaveLength(137);
    expect(section).not.toMatch(/rc\d/);
    expect(section).toContain(
      "### Features\n\n#### Fair Share Scheduler\nIntroduced usage-based scheduling.\n\n* Freeze fair share accounting",
    );
    expect(section.indexOf("#### Other Features")).toBeGreaterThan(section.indexOf("#### Fair Share Scheduler"));
  });

  await test.step("the record tells what happened, and cannot be changed", async () => {
    const record = page.getByRole("list", { name: "Record, newest first" });
    await expect(record).toContainText("committed the notes of 26.2.0 to release/26.2.0");
    await expect(record).toContainText("set out to amend");
    await expect(record).toContainText("created Fair Share Scheduler with 1 entry");
    await expect(query(`update "Event" set sentence = 'x'`)).rejects.toThrow(/append-only/);
    await expect(query(`truncate "Observation"`)).rejects.toThrow(/append-only/);
  });

  await test.step("the amended commit is the candidate now, and its workflow starts again", async () => {
    const head = git("kestrel-harbor/berth", "rev-parse", BRANCH).trim();
    await expect(page.getByText(`of 26.2.0 at ${head.slice(0, 7)}`)).toBeVisible();
    await expect(page.locator("[data-run]").first()).toContainText("push");
    await letPass(200);
  });
});
