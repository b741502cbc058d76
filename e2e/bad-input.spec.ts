import { control, expect, expectAccessible, git, letPass, query, signIn, stack, test } from "./slipway";

const NOTES = (repository: string, version: string) => `/repositories/${repository}/releases/${version}/changelog`;

for (const [name, title, way] of [
  ["odd/no-changelog", "release/1.2.0 has no changelog.", "Set the changelog’s path"],
  ["odd/odd-dialect", "Slipway does not understand the headings of CHANGELOG.md.", "Set another path"],
  ["odd/link", "CHANGELOG.md is a symbolic link.", "Set another path"],
  ["odd/submodule", "release/1.2.0 has no changelog.", "Set the changelog’s path"],
  ["odd/lfs", "CHANGELOG.md is kept in Git LFS.", "Set another path"],
  ["odd/utf-16", "CHANGELOG.md is written in UTF-16.", "Set another path"],
  ["odd/blank", "CHANGELOG.md is empty.", "Set another path"],
  ["odd/too-large", "CHANGELOG.md is larger than 100 MB.", "Set another path"],
  ["odd/no-section", "CHANGELOG.md on release/1.2.0 has no section for 1.2.0.", "See the candidates"],
] as const)
  test(`${name}: the page says what is wrong and what to do`, async ({ page }) => {
    await signIn(page, "demo-manager", NOTES(name, "1.2.0"));
    await expect(page.getByText(title)).toBeVisible();
    await expect(page.getByRole("link", { name: way })).toHaveAttribute("href", `/repositories/${name}`);
    await expectAccessible(page);
  });

for (const name of ["odd/twins", "odd/large"])
  test(`${name}: its notes are read from the right file, however large`, async ({ page }) => {
    await signIn(page, "demo-manager", NOTES(name, "1.2.0"));
    await expect(page.getByRole("button", { name: "Consolidate 4 entries" })).toBeVisible();
  });

test("reStructuredText is consolidated and shown as it will stand in the file", async ({ page }) => {
  await signIn(page, "demo-manager", NOTES("odd/rst", "1.2.0"));
  await page.getByRole("button", { name: "Consolidate 2 entries" }).click();
  const result = page.getByRole("region", { name: "Result", exact: true });
  await expect(result.getByText("reStructuredText")).toBeVisible();
  await expect(result).toContainText("Boat 1.2.0 (");
  await expect(result).toContainText("Features --------");
  await expect(result).toContainText("Seal the hull, better (#3)");
  await expect(result).not.toContainText("1.2.0rc");
  await expectAccessible(page);
});

test("a changelog at an unusual path is found once somebody names it", async ({ page }) => {
  await signIn(page, "demo-manager", "/repositories/odd/no-changelog");
  await page.getByLabel("Path").fill("../outside");
  await page.getByRole("button", { name: "Save the path" }).click();
  await expect(page.getByText("must be a path inside the repository")).toBeVisible();
  await page.getByLabel("Path").fill("README.md");
  await page.getByRole("button", { name: "Save the path" }).click();
  await expect(page.getByText("Saved. The changelog is read again now.")).toBeVisible();
  await expect(page.getByText("not understood")).toBeVisible();
});

test("a release is dated by the calendar of the repository's time zone", async ({ page }) => {
  await signIn(page, "demo-manager", "/repositories/odd/large");
  await page.getByLabel("Time zone of release dates").fill("Atlantis/Harbour");
  await page.getByRole("button", { name: "Save the time zone" }).click();
  await expect(page.getByText("must be a time zone such as Asia/Seoul")).toBeVisible();
  // Kiritimati is a day ahead of Honolulu, whatever the hour.
  const headings: string[] = [];
  for (const [repository, zone] of [
    ["odd/large", "Pacific/Kiritimati"],
    ["odd/twins", "Pacific/Honolulu"],
  ] as const) {
    await page.goto(`${stack.url}/repositories/${repository}`);
    await page.getByLabel("Time zone of release dates").fill(zone);
    await page.getByRole("button", { name: "Save the time zone" }).click();
    await expect(page.getByText("New drafts are dated in this time zone.").first()).toBeVisible();
    await page.goto(stack.url + NOTES(repository, "1.2.0"));
    await page.getByRole("button", { name: "Consolidate 4 entries" }).click();
    headings.push((await page.getByRole("heading", { name: /^1\.2\.0 \(\d{4}-\d{2}-\d{2}\)$/ }).textContent()) ?? "");
  }
  const [ahead, behind] = headings.map((heading) => Date.parse(heading.slice(7, 17)));
  expect((ahead ?? 0) - (behind ?? 0)).toBe(86_400_000);
});

test("an empty repository is no error", async ({ page }) => {
  await signIn(page, "demo-manager", "/repositories/odd/empty");
  await expect(page.getByRole("heading", { name: "No release is in flight." })).toBeVisible();
  await expectAccessible(page);
});

test("a version that is none, and a release that is not there, lead to a page with a way out", async ({ page }) => {
  await signIn(page, "demo-manager");
  for (const version of ["not-a-version", "9.9.9", "..%2F..%2Fetc", "x".repeat(300)]) {
    await page.goto(`${stack.url}/repositories/kestrel-harbor/berth/releases/${version}`);
    await expect(page.getByText("There is nothing at this address, or you may not see it.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Go to Home" })).toBeVisible();
  }
});

test("a branch that moved and one that was deleted: shown, nothing lost, and a way on", async ({ page }) => {
  const branch = "release/26.3.0";
  const file = git("odd/busy", "show", "release/1.2.0:CHANGELOG.md").replaceAll("## 1.2.0rc", "## 26.3.0rc");
  await push(branch, file, "26.3.0", "release: 26.3.0");
  await letPass(1);
  await signIn(page, "demo-manager", "/repositories/odd/busy");
  await expect(page.getByRole("link", { name: "26.3.0", exact: true }).first()).toBeVisible();
  await page.goto(stack.url + NOTES("odd/busy", "26.3.0"));
  await page.getByRole("button", { name: /^Consolidate \d+ entries/ }).click();
  await page.locator("[data-handle]").first().focus();
  await page.keyboard.press("n");
  await page.getByLabel("Title").fill("Kept through everything");
  await page.getByRole("button", { name: "Create it with 1 entry" }).click();
  await expect(page.locator("[data-save=saved]")).toBeVisible();

  await test.step("somebody pushes a new entry", async () => {
    await push(
      branch,
      file.replace(
        "### Features\n",
        "### Features\n* Arrived while you were editing ([#9001](https://github.example/kestrel-harbor/berth/issues/9001))\n",
      ),
      "26.3.0",
      "Add an entry",
    );
    await expect(page.getByText(/^release\/26\.3\.0 moved from/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Commit the notes…" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);
    const head = git("odd/busy", "rev-parse", "--short=7", branch).trim();
    await page.getByRole("button", { name: `Move my draft onto ${head}` }).click();
    await expect(page.getByText("all your changes fit")).toBeVisible();
    await expect(page.getByRole("article", { name: "Kept through everything" }).locator("[data-entry]")).toHaveCount(1);
    await expect(page.locator("[data-entry]", { hasText: "Arrived while you were editing" })).toBeVisible();
  });

  await test.step("the branch is deleted and comes back", async () => {
    const head = git("odd/busy", "rev-parse", branch).trim();
    await control("refs", { owner: "odd", name: "busy", ref: `refs/heads/${branch}`, sha: null, login: "demo-lead" });
    await expect(page.getByText(`The branch ${branch} is gone.`).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy as Markdown" })).toBeVisible();
    await expect(page.getByRole("article", { name: "Kept through everything" })).toBeVisible();
    await control("refs", { owner: "odd", name: "busy", ref: `refs/heads/${branch}`, sha: head, login: "demo-lead" });
    await expect(page.getByRole("button", { name: "Copy as Markdown" })).toHaveCount(0);
  });

  await test.step("as a new commit", async () => {
    const before = git("odd/busy", "rev-parse", branch).trim();
    await page.getByRole("button", { name: "Commit the notes…" }).click();
    await page.getByText("Add a commit", { exact: true }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("docs: write the notes of 26.3.0\n\nWith a body.");
    await page.getByRole("button", { name: `Add a commit to ${branch}` }).click();
    await page.waitForURL(/releases\/26\.3\.0$/);
    expect(git("odd/busy", "log", "-1", "--format=%P %an%n%B", branch).trim()).toBe(
      `${before} Demo Manager\ndocs: write the notes of 26.3.0\n\nWith a body.`,
    );
    expect(git("odd/busy", "diff", "--name-only", before, branch).trim()).toBe("CHANGELOG.md");
  });
});

test("a branch that moves in the very moment of committing is left alone", async ({ page }) => {
  const branch = "release/26.4.0";
  const file = git("odd/busy", "show", "release/1.2.0:CHANGELOG.md").replaceAll("## 1.2.0rc", "## 26.4.0rc");
  await push(branch, file, "26.4.0", "release: 26.4.0");
  await signIn(page, "demo-manager", "/repositories/odd/busy");
  await expect(page.getByRole("link", { name: "26.4.0", exact: true }).first()).toBeVisible();
  await page.goto(stack.url + NOTES("odd/busy", "26.4.0"));
  await page.getByRole("button", { name: /^Consolidate \d+ entries/ }).click();
  await page.getByRole("button", { name: "Commit the notes…" }).click();
  // Behind the page's back: no webhook tells of it.
  await control("webhooks", { muted: true });
  await push(branch, `${file}\n`, "26.4.0", "Moved meanwhile");
  const moved = git("odd/busy", "rev-parse", branch).trim();
  await page.getByRole("button", { name: /^Amend / }).click();
  await expect(page.getByText("Nothing was committed.")).toBeVisible();
  await expect(page.getByText(`${branch} moved to ${moved.slice(0, 7)} while you were editing.`)).toBeVisible();
  expect(git("odd/busy", "rev-parse", branch).trim()).toBe(moved);
  await control("webhooks", { muted: false });
});

test("T9 the commit pressed ten times at once makes one commit", async ({ page }) => {
  const branch = "release/26.5.0";
  const file = git("odd/busy", "show", "release/1.2.0:CHANGELOG.md").replaceAll("## 1.2.0rc", "## 26.5.0rc");
  await push(branch, file, "26.5.0", "release: 26.5.0");
  await signIn(page, "demo-manager", "/repositories/odd/busy");
  await expect(page.getByRole("link", { name: "26.5.0", exact: true }).first()).toBeVisible();
  await page.goto(stack.url + NOTES("odd/busy", "26.5.0"));
  await page.getByRole("button", { name: /^Consolidate \d+ entries/ }).click();
  await page.getByRole("button", { name: "Commit the notes…" }).click();
  const before = git("odd/busy", "rev-parse", branch).trim();
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined);
  await page.route("**/changelog", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: /^Amend / }).click();
  const request = await sent;
  const headers = Object.fromEntries(
    ["next-action", "content-type", "accept", "next-router-state-tree"].map((name) => [name, request.headers()[name] ?? ""]),
  );
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      page.request
        .post(request.url(), { headers: { ...headers, origin: stack.url }, data: request.postData() ?? "" })
        .then((response) => response.text()),
    ),
  );
  expect(answers.some((answer) => answer.includes('"ok":true'))).toBe(true);
  const head = git("odd/busy", "rev-parse", branch).trim();
  expect(head).not.toBe(before);
  expect(git("odd/busy", "log", "-1", "--format=%P", head)).toBe(git("odd/busy", "log", "-1", "--format=%P", before));
  const events = await query<{ count: string }>(`select count(*) from "Event" where type = 'changelog.committed' and data->>'after' = $1`, [
    head,
  ]);
  expect(events).toEqual([{ count: "1" }]);
  // One push made the branch, one amended it.
  const pushes = () =>
    query<{ count: string }>(`select count(*) from "Delivery" where event = 'push' and payload->>'ref' = $1`, [`refs/heads/${branch}`]);
  await expect.poll(pushes).toEqual([{ count: "2" }]);
});

test("a token that was revoked at GitHub asks to sign in again, and keeps the draft", async ({ page }) => {
  await signIn(page, "demo-lead", "/connect");
  await control("tokens/revoke", { login: "demo-lead" });
  await page.goto(`${stack.url}/connect`);
  await expect(page.getByText("GitHub asks you to sign in again.")).toBeVisible();
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await page.locator("button[value=demo-lead]").click();
  await expect(page.getByRole("heading", { name: "Connect a repository" })).toBeVisible();
});

/** Writes a commit with these files onto a branch, through local-github, as a push would. */
async function push(branch: string, changelog: string, version: string, message: string): Promise<void> {
  const files = { "CHANGELOG.md": changelog, VERSION: `${version}\n` };
  await control("commit", { owner: "odd", name: "busy", branch, from: "main", files, message, login: "demo-lead" });
}
