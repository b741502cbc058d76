import type { Locator, Page } from "@playwright/test";
import { control, expect, expectAccessible, git, openAs, query, signIn, test } from "./slipway";

const NOTES = "/repositories/kestrel-harbor/berth/releases/26.2.0/changelog";
const BERTH = { owner: "kestrel-harbor", name: "berth", login: "demo-lead" };

/** Opens the notes with nothing remembered and nothing read of pull requests, whatever an earlier test has left. */
async function openNotes(page: Page): Promise<void> {
  for (const table of ["Draft", "GroupingRule", "ReferencedPull"]) await query(`delete from "${table}"`);
  await query(`update "Sweep" set problem = null where resource = 'references'`);
  await signIn(page, "demo-manager", NOTES);
  await page.getByRole("button", { name: /^(Consolidate|Edit) \d+/ }).click();
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("Every entry accounted for");
}

async function openSuggestions(page: Page): Promise<Locator> {
  await page.getByRole("group", { name: "Beside the entries" }).getByRole("button", { name: "Suggestions" }).click();
  const panel = page.getByRole("region", { name: "Suggestions", exact: true });
  await expect(panel.getByRole("article").first()).toBeVisible();
  return panel;
}

/** Everything behind the entries is read by now; the background takes its turn among all repositories. */
async function expectRead(page: Page): Promise<void> {
  await expect(page.locator("[data-board]").getByText("#4113 is an issue").first()).toBeVisible({ timeout: 30_000 });
}

test("pull requests are read in the background: reasons name labels and folders, hints and the dialog what stands behind a number", async ({
  page,
}) => {
  await openNotes(page);
  await expectRead(page);
  // The first fifty are shown while the others are still being read.
  const countRead = async () => Number((await query<{ count: string }>(`select count(*) from "ReferencedPull"`))[0]?.count);
  await expect.poll(countRead, { timeout: 20_000 }).toBeGreaterThan(100);
  const panel = await openSuggestions(page);
  await expect(panel.getByText(/pull requests carry the label area:/).first()).toBeVisible();
  await expect(panel.getByText(/touch src\/berth\//).first()).toBeVisible();
  await expect(panel).not.toContainText("from the file alone");

  await test.step("an entry's dialog shows its pull request, and follows a label that gets another name", async () => {
    await page.getByRole("button", { name: "Edit: Promote a model revision by label" }).click();
    const named = page.getByRole("dialog", { name: "Edit the entry" }).getByRole("region", { name: "What it names on GitHub" });
    const number = Number(await named.locator("[data-pull]").getAttribute("data-pull"));
    await expect(named).toContainText(`Pull request #${number}: Promote a model revision by label, by demo-`);
    await expect(named.getByRole("listitem")).toHaveText(["area:serving", "type:feature"]);
    const sha = git("kestrel-harbor/berth", "log", "--all", "--format=%H", `--grep=(#${number})`).trim();
    const paths = git("kestrel-harbor/berth", "diff-tree", "-r", "--no-commit-id", "--name-only", sha).trim().split("\n");
    for (const path of paths) await expect(named).toContainText(path);
    await expectAccessible(page);
    await control("labels/rename", { ...BERTH, from: "area:serving", to: "area:models" });
    await expect(named.getByRole("listitem").first()).toHaveText("area:models");
    await control("labels/rename", { ...BERTH, from: "area:models", to: "area:serving" });
    await expect(named.getByRole("listitem").first()).toHaveText("area:serving");
  });
});

test("“always put this label here” is chosen from the pull requests, is the reason after a reload, and is forgotten", async ({ page }) => {
  await openNotes(page);
  await expectRead(page);
  const panel = await openSuggestions(page);
  const card = panel.getByRole("article").filter({ hasText: "carry the label area:serving" }).first();
  await card.getByRole("button", { name: "Always put …", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Always put …" });
  await dialog.getByRole("button", { name: "A label" }).click();
  const choice = dialog.getByRole("group", { name: "Labels of the pull requests" }).getByRole("button", { name: /^area:serving/ });
  await choice.press("Enter");
  await expect(choice).toHaveAttribute("aria-pressed", "true");
  await expect(dialog.getByRole("textbox", { name: /^Label/ })).toHaveValue("area:serving");
  await expect(dialog).toContainText(/\d+ of \d+ entries without a subsection hold it now/);
  await dialog.getByLabel("Subsection").fill("Model Serving");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Remember it for berth" }).click();
  await expect(page.getByRole("status").first()).toContainText("From now on the label area:serving goes to Model Serving.");
  const reason = "You asked to always put the label area:serving here";
  await expect(panel.getByText(reason).first()).toBeVisible();
  await page.reload();
  await openSuggestions(page);
  await expect(panel.getByText(reason).first()).toBeVisible();
  const rules = panel.getByRole("region", { name: "Remembered for berth" });
  await rules.getByRole("button", { name: "Forget it: label area:serving" }).press("Enter");
  await expect(rules).toContainText("Nothing yet.");
  await expect(panel.getByText(reason)).toHaveCount(0);
});

test("a path typed by hand is checked, and catches exactly the entries whose commits touch it", async ({ page }) => {
  await openNotes(page);
  await expectRead(page);
  const panel = await openSuggestions(page);
  await panel.getByRole("button", { name: "Add a rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Always put …" });
  await dialog.getByRole("button", { name: "A path" }).click();
  const field = dialog.getByRole("textbox", { name: /^Path/ });
  await field.fill("/src/berth");
  await expect(dialog).toContainText("Write the path from the root of the repository");
  await field.fill("src/berth/storage");
  await dialog.getByLabel("Subsection").fill("Storage");
  const touching = git("kestrel-harbor/berth", "log", "--all", "--format=%s", "--", "src/berth/storage")
    .split("\n")
    .flatMap((subject) => /\((#\d+)\)$/.exec(subject)?.[1] ?? []);
  expect(touching.length).toBeGreaterThan(5);
  await dialog.getByRole("button", { name: "Remember it for berth" }).click();
  await expect(dialog).toHaveCount(0);
  const caught = panel.getByRole("article").filter({ hasText: "You asked to always put the path src/berth/storage here" });
  await expect(caught.first()).toBeVisible();
  for (const toggle of await caught.getByRole("button", { name: /^\d+ entr(y|ies)$/ }).all()) await toggle.click();
  const listed = (await caught.getByRole("listitem").allTextContents()).flatMap((text) => /#\d+/.exec(text)?.[0] ?? []);
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.filter((label) => !touching.includes(label))).toEqual([]);
});

test("GitHub says no: suggestions come from the file alone and say so, rules by label wait; the answers are used when they come", async ({
  page,
  browser,
}) => {
  // What this person may do is known by then.
  await (await openAs(browser, "demo-manager", "/")).context.close();
  const [{ nodeId = "" } = {}] = await query<{ nodeId: string }>(`select "nodeId" from "Repository" where name = 'berth'`);
  // A look at the repository that is under way would find the right number again.
  await query(`update "Sweep" set "nextAt" = now() + interval '1 hour' where resource = 'repository'`);
  await expect.poll(() => query(`select 1 from pg_locks where locktype = 'advisory'`)).toHaveLength(0);
  await query(`update "Repository" set "nodeId" = 'R_0' where name = 'berth'`);
  try {
    await openNotes(page);
    const panel = await openSuggestions(page);
    await expect(panel).toContainText("GitHub does not show this repository to Slipway.");
    await expect(panel).toContainText("Until then suggestions come from the file alone, and rules by label and path wait.");
    await panel.getByRole("button", { name: "Add a rule" }).click();
    const dialog = page.getByRole("dialog", { name: "Always put …" });
    await dialog.getByRole("button", { name: "A label" }).click();
    await dialog.getByRole("textbox", { name: /^Label/ }).fill("area:serving");
    await expect(dialog).toContainText("Not every pull request is read yet. The rule waits for those that are missing.");
    await dialog.getByLabel("Subsection").fill("Model Serving");
    await dialog.getByRole("button", { name: "Remember it for berth" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(panel).not.toContainText("always put the label");
    await expectAccessible(page);

    await query(`update "Repository" set "nodeId" = $1 where name = 'berth'`, [nodeId]);
    await query(`update "Sweep" set "nextAt" = now() where resource = 'references'`);
    await expect(panel).not.toContainText("from the file alone");
    await expect(panel).toContainText("You asked to always put the label area:serving here");
  } finally {
    await query(`update "Repository" set "nodeId" = $1 where name = 'berth'`, [nodeId]);
    await query(`update "Sweep" set "nextAt" = now(), problem = null where resource in ('repository', 'references')`);
  }
});
