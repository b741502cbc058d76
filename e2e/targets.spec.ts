import type { Page } from "@playwright/test";
import { askGithub, control, expect, expectAccessible, git, query, signIn, stack, test } from "./slipway";

const BRANCH = "release/1.2.0";
const NOTES = (name: string) => `/repositories/odd/${name}/releases/1.2.0/changelog`;
const head = (name: string, ref = BRANCH) => git(`odd/${name}`, "rev-parse", ref).trim();

async function openNotes(page: Page, name: string): Promise<void> {
  await signIn(page, "demo-manager", NOTES(name));
  const start = page.getByRole("button", { name: /^(?:Consolidate|Edit) \d+ entries/ });
  await start.or(page.locator("[data-board]")).first().waitFor();
  if (await start.isVisible()) await start.click();
  await expect(page.locator("[data-entry]")).toHaveCount(6);
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Commit the notes…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Amend the release commit");
}

/** In both themes and on a phone: no violation, no sideways scroll. */
async function expectFits(page: Page, picture: string): Promise<void> {
  const settle = () => page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.emulateMedia({ colorScheme: "dark" });
  await settle();
  await expectAccessible(page);
  await page.screenshot({ path: `test-results/${picture}-dark.png` });
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 800 });
  await settle();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.screenshot({ path: `test-results/${picture}-phone.png` });
  await page.setViewportSize({ width: 1440, height: 900 });
  await settle();
  await page.screenshot({ path: `test-results/${picture}.png` });
}

test("notes are proposed as a pull request by keyboard, updated, merged, and committed by that", async ({ page }) => {
  await openNotes(page, "proposed");
  const before = head("proposed");
  await openDialog(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The workflow CI starts on it.");
  await dialog.getByRole("radio", { name: /^Amend/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: /^Open a pull request/ })).toBeChecked();
  await expect(dialog).toContainText(`${BRANCH} stays where it is.`);
  const branch = dialog.getByLabel("Branch of the pull request");
  await expect(branch).toHaveValue("notes/1.2.0");
  await branch.fill("notes 1.2.0");
  await expect(dialog).toContainText("A branch name has no spaces");
  await expect(dialog.getByRole("button", { name: "Open the pull request" })).toHaveAttribute("aria-disabled", "true");
  await branch.fill("notes/1.2.0");
  await expect(dialog.getByLabel("Body")).toHaveValue(/- \*\*Version\*\*: 1\.2\.0\n[\s\S]*### Features\n/);
  await expect(dialog).toContainText("of 65,536 characters");
  await expectFits(page, "target-pull-request");
  await dialog.getByRole("button", { name: "Open the pull request" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Proposed as pull request #1.", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open #1 on GitHub" })).toHaveAttribute("href", /\/odd\/proposed\/pull\/1$/);
  expect(head("proposed")).toBe(before);
  expect(git("odd/proposed", "log", "--format=%an: %s", `${BRANCH}..notes/1.2.0`).trim()).toBe(
    "Demo Manager: docs: write the notes of 1.2.0",
  );
  await expectAccessible(page);

  await page.getByRole("button", { name: "New subsection in Features" }).click();
  await page.getByLabel("Title").fill("Lifting");
  await page.getByRole("button", { name: "Create the subsection" }).click();
  await expect(page.getByText("Pull request #1 does not hold your last changes.")).toBeVisible();
  await page.locator("[data-handle]").first().focus();
  await page.getByRole("button", { name: "Update the pull request…" }).click();
  await dialog.getByRole("button", { name: "Update pull request #1" }).click();
  await expect(page.getByText("Proposed as pull request #1.", { exact: true })).toBeVisible();
  expect(git("odd/proposed", "rev-list", "--count", `${BRANCH}..notes/1.2.0`).trim()).toBe("2");

  await askGithub("demo-lead", "PUT", "/repos/odd/proposed/pulls/1/merge", {});
  await expect(page.getByRole("button", { name: /^Edit 6 entries/ })).toBeVisible();
  expect(git("odd/proposed", "diff", "--name-only", before, BRANCH).trim()).toBe("CHANGELOG.md");
  await page.goto(`${stack.url}/repositories/odd/proposed/releases/1.2.0`);
  await expect(page.getByRole("list", { name: "Record, newest first" })).toContainText("found pull request #1 merged");
});

test("the same notes go into a draft of the GitHub Release, and the amended commit is taken back", async ({ page }) => {
  await openNotes(page, "undone");
  const before = head("undone");
  await openDialog(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^Write the same notes into the GitHub Release v1\.2\.0/ }).focus();
  await page.keyboard.press("Space");
  await expect(dialog).toContainText("There is no GitHub Release v1.2.0 yet: a draft is made");
  await expect(dialog).toContainText("of 125,000 characters");
  await expectFits(page, "target-release");
  await dialog.getByRole("button", { name: `Amend ${before.slice(0, 7)} on ${BRANCH}` }).click();
  await page.waitForURL(/releases\/1\.2\.0$/);
  const amended = head("undone");
  const releases = await askGithub<{ tag_name: string; draft: boolean; body: string }[]>("demo-lead", "GET", "/repos/odd/undone/releases");
  expect(releases).toMatchObject([{ tag_name: "v1.2.0", draft: true }]);
  const file = git("odd/undone", "show", `${BRANCH}:CHANGELOG.md`);
  expect(file).toContain(releases[0]?.body ?? "missing");
  expect(git("odd/undone", "tag").trim()).toBe("");

  await expect(page.getByText(`The notes of 1.2.0 are on ${BRANCH} as ${amended.slice(0, 7)}.`)).toBeVisible();
  await page.screenshot({ path: "test-results/undo-notice.png" });
  await page.getByRole("button", { name: `Put ${BRANCH} back to ${before.slice(0, 7)}…` }).click();
  await expect(dialog).toContainText("Its workflows start again");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: `Put ${BRANCH} back to ${before.slice(0, 7)}` }).click();
  await expect(dialog).toHaveCount(0);
  expect(head("undone")).toBe(before);
  await expect(page.getByText(`The notes of 1.2.0 are on ${BRANCH}`)).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Record, newest first" })).toContainText(`put ${BRANCH} back to ${before.slice(0, 7)}`);

  await page.goto(stack.url + NOTES("undone"));
  await expect(page.locator("[data-entry]")).toHaveCount(6);
  await openDialog(page);
  await dialog.getByRole("checkbox", { name: /^Write the same notes/ }).check();
  await expect(dialog).toContainText("A draft is there, and stays one.");
  await dialog.getByRole("radio", { name: /^Add a commit/ }).check();
  await dialog.getByRole("button", { name: `Add a commit to ${BRANCH}` }).click();
  await page.waitForURL(/releases\/1\.2\.0$/);
  expect(git("odd/undone", "rev-parse", `${BRANCH}^`).trim()).toBe(before);
});

test("a branch that may not be rewritten says so before anybody tries", async ({ page }) => {
  await control("protection", { owner: "odd", name: "protected", branch: BRANCH, rule: { allowsForcePushes: false } });
  await openNotes(page, "protected");
  await openDialog(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`The rules of ${BRANCH} forbid to rewrite it.`);
  await expect(dialog.getByRole("radio", { name: /^Add a commit/ })).toBeChecked();
  await dialog.getByText("Amend the release commit").click({ force: true });
  await expect(dialog.getByRole("radio", { name: /^Add a commit/ })).toBeChecked();
  // The rule becomes stricter while the dialog is open: GitHub's refusal leads to the pull request.
  await control("protection", { owner: "odd", name: "protected", branch: BRANCH, rule: { requiresPullRequest: true } });
  await dialog.getByRole("button", { name: `Add a commit to ${BRANCH}` }).click();
  await expect(dialog).toContainText("takes no direct commits. Nothing was changed; open a pull request instead.");
  await expectFits(page, "target-refused");
  await dialog.getByRole("button", { name: "Open a pull request instead" }).click();
  await dialog.getByRole("button", { name: "Open the pull request" }).click();
  await expect(page.getByText("Proposed as pull request #1.", { exact: true })).toBeVisible();
});

test("B47 a hand edit of a file that the tool writes is an alarm on the open page, until the tool has written it", async ({ page }) => {
  await signIn(page, "demo-manager", "/repositories/odd/watched");
  await page.getByLabel("A tool writes the notes").check();
  await expect(page.getByText("Saved. The notes are read-only now.")).toBeVisible();
  await page.getByLabel("Logins of the tool").fill("demo-outsider");
  await page.getByRole("button", { name: "Save the logins" }).click();
  await expect(page.getByText("Saved. Commits of demo-outsider are the tool’s.")).toBeVisible();
  const watched = () => query(`select 1 from "WatchedFile" w join "Repository" r on r.id = w."repositoryId" where r.name = 'watched'`);
  await expect.poll(async () => (await watched()).length).toBeGreaterThan(0);
  await page.goto(`${stack.url}/repositories/odd/watched/releases/1.2.0`);
  await expect(page.getByRole("heading", { name: "1.2.0", level: 1 })).toBeVisible();
  const edit = (login: string, text: string) =>
    control("commit", {
      owner: "odd",
      name: "watched",
      branch: BRANCH,
      from: "main",
      files: { "CHANGELOG.md": text },
      message: "docs: put a word right",
      login,
    });
  const file = git("odd/watched", "show", `${BRANCH}:CHANGELOG.md`);
  await edit("demo-lead", file.replace("Grease", "Oil"));
  const sha = head("watched").slice(0, 7);
  const alarm = page.getByText(`CHANGELOG.md was edited by hand in ${sha} by demo-lead on ${BRANCH}; the tool will overwrite it.`);
  await expect(alarm).toBeVisible();
  await expectFits(page, "alarm");
  await page.goto(stack.url + NOTES("watched"));
  await expect(alarm).toBeVisible();
  await expectAccessible(page);
  await edit("demo-outsider", file);
  await expect(alarm).toHaveCount(0);
  const events = await query(`select sentence from "Event" where type = 'changelog.generated-file-edited' and data->>'sha' like $1`, [
    `${sha}%`,
  ]);
  expect(events).toHaveLength(1);
});
