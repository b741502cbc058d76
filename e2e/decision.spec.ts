import type { Browser, Page } from "@playwright/test";
import { control, expect, expectAccessible, expectGoodLooks, git, letPass, openAs, query, signIn, test } from "./slipway";

const OWNER = "kestrel-harbor";
const NAME = "gantry";
const BASE = `/repositories/${OWNER}/${NAME}`;
const VERSION = "0.10.0";
const BRANCH = `release/${VERSION}`;
const QUESTION = "Can an operator tell from the notes what changed?";
const picture = async (page: Page, name: string, isWhole = true) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: isWhole });
};

const notes = (words: string) =>
  `# Changelog\n\n## [${VERSION}] (2026-11-20)\n\n### Features\n\n* **queue:** ${words} (#21)\n* **api:** name the crane of a lift (#22)\n`;

/** Somebody commits the notes to the release branch, past Slipway. */
const commitNotes = (words: string) =>
  control("commit", {
    owner: OWNER,
    name: NAME,
    branch: BRANCH,
    from: "main",
    login: "demo-manager",
    message: `chore: release ${VERSION}`,
    files: { "CHANGELOG.md": notes(words), "package.json": JSON.stringify({ name: NAME, version: VERSION }) },
  });

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`);
const ownVote = (page: Page) => page.getByRole("region", { name: "Your vote" });
/** The head of what is decided on, in its first seven digits. */
const head = () => git(`${OWNER}/${NAME}`, "rev-parse", `refs/heads/${BRANCH}`).trim().slice(0, 7);

/** Somebody with a telephone. */
async function openPhoneAs(browser: Browser, persona: "demo-qa", path: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await context.newPage();
  await signIn(page, persona, path);
  return { page, context };
}

/** Both themes, wide and narrow. */
const expectGood = (page: Page, name: string) => expectGoodLooks(page, (look) => picture(page, `${name}-${look}`));

test("a decision: asked, stopped, voted, void when the notes move, voted again, tagged and published", async ({ page, browser }) => {
  await commitNotes("explain why a lift waits");
  await test.step("an administrator says who decides", async () => {
    const { page: administrator, context } = await openAs(browser, "demo-administrator", `${BASE}/decisions`);
    await expect(administrator.getByText("As Slipway proposes it; nobody has changed it here.")).toBeVisible();
    const lead = administrator.getByRole("group", { name: "Release lead" });
    await lead.getByLabel("Add to Release lead").selectOption("person");
    await lead.getByLabel("Login on GitHub").fill("demo-nobody");
    await lead.getByRole("button", { name: "Add" }).click();
    await administrator.getByRole("button", { name: "Add a slot" }).click();
    const added = administrator.getByRole("group", { name: "New slot" });
    await expect(administrator.getByRole("button", { name: /^Save who decides/ })).toHaveAccessibleDescription("Slot 2: Needs a name.");
    await added.getByLabel("Name of the slot").fill("Quality");
    const quality = administrator.getByRole("group", { name: "Quality" });
    await quality.getByLabel("Add to Quality").selectOption("team");
    await quality.getByLabel("Short name of the team").fill("quality");
    await quality.getByRole("button", { name: "Add" }).click();
    for (const number of [3, 2]) await administrator.getByRole("button", { name: `Remove question ${number}` }).click();
    await administrator.getByRole("button", { name: "Save who decides on finals" }).click();
    await expect(administrator.getByText("GitHub knows nobody called demo-nobody.").first()).toBeVisible();
    await lead.getByRole("button", { name: "Take demo-nobody out of Release lead" }).click();
    await lead.getByLabel("Login on GitHub").fill("demo-lead");
    await lead.getByLabel("Login on GitHub").press("Enter");
    await administrator.getByRole("button", { name: "Save who decides on finals" }).click();
    await expect(administrator.getByText("As Slipway proposes it")).toHaveCount(0);
    await expectAccessible(administrator);
    await administrator.emulateMedia({ colorScheme: "dark" });
    await administrator.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(administrator);
    await picture(administrator, "decision-settings");
    await context.close();
  });

  await signIn(page, "demo-manager", `${BASE}/releases/${VERSION}`);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  await test.step("the manager asks, and sees who is asked", async () => {
    await page.getByRole("button", { name: "Ask for a go/no-go…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("region", { name: "Who is asked" }).getByRole("listitem")).toHaveText([
      /Release lead.*demo-lead/,
      /Quality.*team quality/,
    ]);
    await dialog.getByLabel(/What to know before voting/).fill("The queue explains itself now.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: `Ask for a go/no-go on ${head()}` }).click();
    await page.waitForURL(/go-no-go/);
    await expect(
      page.getByRole("heading", { level: 2, name: `Publish gantry ${VERSION} from exactly this commit with exactly these notes?` }),
    ).toBeVisible();
    await page.getByRole("button", { name: `Answer… ${QUESTION}` }).click();
    await page.getByRole("button", { name: "Answer yes" }).click();
    await expect(page.locator("[data-answer=yes]")).toBeVisible();
    await expect(page.getByRole("button", { name: "Create tag v0.10.0" })).toHaveAccessibleDescription(/no GO yet/);
  });
  const room = new URL(page.url()).pathname;

  const phone = await openPhoneAs(browser, "demo-qa", "/inbox");
  await test.step("on a phone: NO-GO takes words and stops it, for everybody at once", async () => {
    await expect(phone.page.locator("[data-inbox-count='1']").filter({ visible: true })).toHaveCount(1);
    await phone.page.getByRole("link", { name: /asks for your vote as Quality/ }).click();
    await ownVote(phone.page).getByRole("button", { name: "Vote NO-GO" }).click();
    const dialog = phone.page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: `Vote NO-GO on ${head()}` })).toHaveAccessibleDescription(
      "Why not: a few words are needed.",
    );
    await dialog.getByLabel("Why not").fill("The crane of a lift has no name.");
    await expectAccessible(phone.page);
    await dialog.getByRole("button", { name: `Vote NO-GO on ${head()}` }).click();
    await expect(page.locator("[data-decision=no-go]")).toBeVisible();
    await expect(page.getByText("Quality: NO-GO by Demo QA: The crane of a lift has no name.")).toBeVisible();
    await picture(phone.page, "decision-phone-no-go", false);
  });
  await test.step("GO instead, in one tap and a confirmation", async () => {
    await ownVote(phone.page)
      .getByRole("button", { name: `Vote GO on ${head()}` })
      .click();
    await phone.page
      .getByRole("dialog")
      .getByRole("button", { name: `Vote GO on ${head()}` })
      .click();
    await expect(slot(page, "Quality")).toHaveAttribute("data-state", "go");
    await expect(slot(page, "Quality").getByRole("button", { name: "1 earlier vote" })).toBeVisible();
  });

  const lead = await openAs(browser, "demo-lead", room);
  await test.step("the lead says GO, and everybody sees it", async () => {
    await ownVote(lead.page)
      .getByRole("button", { name: `Vote GO on ${head()}` })
      .click();
    const dialog = lead.page.getByRole("dialog");
    await expect(dialog).toContainText("2 entries");
    await dialog.getByRole("button", { name: `Vote GO on ${head()}` }).click();
    for (const one of [page, lead.page, phone.page]) await expect(one.locator("[data-decision=go]")).toHaveCount(1);
  });

  await test.step("the notes move: every GO is void, with what changed", async () => {
    const old = head();
    await commitNotes("explain in words why a lift waits");
    await expect(slot(lead.page, "Release lead").locator("[data-standing=stale]")).toContainText(
      `the candidate moved from ${old} to ${head()}`,
    );
    await expect(lead.page.getByRole("alert").filter({ hasText: "Your GO is void" })).toHaveText(
      /The branch moved from .* Your GO is void/,
    );
    const changes = lead.page.getByRole("region", { name: "What changed since your GO" });
    await expect(changes.locator("[data-line=reworded]")).toHaveCount(1);
    await expect(changes.locator("ins")).toHaveText("added: in words ");
    await expect(lead.page.locator("[data-decision=needs-person]")).toHaveText("0 of 2 slots say GO");
    await expectGood(lead.page, "decision-void");
  });

  await test.step("by keyboard alone: GO again", async () => {
    const button = ownVote(lead.page).getByRole("button", { name: `Vote GO again on ${head()}` });
    await expect(button).not.toHaveAttribute("aria-disabled", "true");
    await button.focus();
    await lead.page.keyboard.press("Enter");
    const confirm = lead.page.getByRole("dialog").getByRole("button", { name: `Vote GO again on ${head()}` });
    for (let tabs = 0; tabs < 12 && !(await confirm.evaluate((element) => element === document.activeElement)); tabs++)
      await lead.page.keyboard.press("Tab");
    await lead.page.keyboard.press("Enter");
    await expect(slot(lead.page, "Release lead")).toHaveAttribute("data-state", "go");
  });
  await test.step("on the phone: what changed is opened, then GO, then the confirmation", async () => {
    const go = ownVote(phone.page).getByRole("button", { name: `Vote GO again on ${head()}` });
    await expect(go).toHaveAccessibleDescription("Look at what changed first; then GO can be voted on it.");
    for (const target of await ownVote(phone.page).getByRole("button").all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await picture(phone.page, "decision-phone-void", false);
    await ownVote(phone.page).getByRole("button", { name: "Show what changed" }).click();
    await go.click();
    await picture(phone.page, "decision-phone-go", false);
    await phone.page
      .getByRole("dialog")
      .getByRole("button", { name: `Vote GO again on ${head()}` })
      .click();
    await expect(page.locator("[data-decision=go]")).toHaveText("GO");
    await phone.context.close();
  });

  await test.step("the tag is created once its name is typed: git agrees", async () => {
    await page.getByRole("button", { name: "Create tag v0.10.0" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Create tag v0.10.0" })).toHaveAccessibleDescription("Type v0.10.0 first.");
    await expectAccessible(page);
    await picture(page, "decision-tag", false);
    await dialog.getByLabel("Type v0.10.0 to create it").fill("v0.10.0");
    // The tag would name another record than the one that is looked at.
    const changed = `update "Vote" set "words" = 'Said in other words.' where "decisionId" = $1 and "isCurrent" and "kind" = 'go'`;
    await query(changed, [room.split("/").at(-1)]);
    await dialog.getByRole("button", { name: "Create tag v0.10.0" }).click();
    await expect(dialog.getByText("What the tag will say changed after you looked")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Show it as it is now" }).click();
    const digest = await dialog.locator("[data-tag-message]").textContent();
    await dialog.getByLabel("Type v0.10.0 to create it").fill("v0.10.0");
    await dialog.getByRole("button", { name: "Create tag v0.10.0" }).click();
    await expect(page.locator("[data-tag='v0.10.0']")).toBeVisible();
    expect(git(`${OWNER}/${NAME}`, "cat-file", "-t", "v0.10.0").trim()).toBe("tag");
    expect(git(`${OWNER}/${NAME}`, "rev-parse", "v0.10.0^{commit}").trim().slice(0, 7)).toBe(head());
    const [record] = await query<{ recordDigest: string }>(`select "recordDigest" from "Decision" where id = $1`, [room.split("/").at(-1)]);
    const message = git(`${OWNER}/${NAME}`, "tag", "-l", "--format=%(contents)", "v0.10.0").trim();
    expect(message).toBe(`Release v0.10.0\n\nDecision: sha256:${record?.recordDigest}`);
    expect(digest?.trim()).toBe(message);
    await expect(page.locator("[data-record-digest]")).toHaveText(record?.recordDigest ?? "");
  });
  await test.step("the run it started is there by itself; the GitHub Release is published", async () => {
    await letPass(1);
    await expect(page.getByRole("region", { name: "Runs that the tag started" }).getByRole("link")).toHaveText(/Checks/);
    await page.getByRole("button", { name: "Publish the GitHub Release…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("article", { name: "Its text" })).toContainText("explain in words why a lift waits");
    const publish = dialog.getByRole("button", { name: "Publish the GitHub Release" });
    await expect(publish).toHaveAccessibleDescription("Type v0.10.0 first.");
    await dialog.getByLabel("Type v0.10.0 to publish it").fill("v0.10.0");
    await publish.click();
    await expect(page.getByText("The GitHub Release is published.")).toBeVisible();
    await expect(page.getByText("Its digest stands in the message of the tag")).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the record" }).click();
    expect((await download).suggestedFilename()).toBe("go-no-go-gantry-0.10.0-round-1.json");
    await expectAccessible(page);
    await picture(page, "decision-tagged");
  });
  await test.step("on paper there is the decision, and nothing to press", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
    await expect(page.getByRole("navigation").first()).toBeHidden();
    await expect(slot(page, "Quality").locator("[data-vote=no-go]")).toBeVisible();
    for (const button of await page.getByRole("button").all()) await expect(button).toBeHidden();
    await picture(page, "decision-print");
  });
  await lead.context.close();
});

test("what is rarer: GitHub's own gate, an override, an end and a new round, a lent slot, two administrators at once", async ({
  page,
  browser,
}) => {
  await control("environments", { owner: OWNER, name: NAME, environments: { staging: ["demo-manager"] } });
  await control("commit", {
    owner: OWNER,
    name: NAME,
    branch: "release/0.11.0",
    from: "main",
    login: "demo-lead",
    message: "chore: release 0.11.0",
    files: {
      "CHANGELOG.md": "# Changelog\n\n## [0.11.0] (2026-11-20)\n\n### Features\n\n* one (#1)\n",
      "package.json": '{"version":"0.11.0"}',
      ".github/workflows/staging.yml":
        "name: Staging\non: push\njobs:\n  stage:\n    runs-on: ubuntu-latest\n    environment: staging\n    steps:\n      - run: make stage\n",
    },
  });
  await signIn(page, "demo-manager", BASE);
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /gantry 0.11.0/ })
    .click();
  await page.getByRole("button", { name: "Ask for a go/no-go…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ask somebody else as well" }).click();
  await dialog.getByLabel("Name of the slot").fill("Second look");
  await dialog.getByLabel("Add to Second look").selectOption("person");
  await dialog.getByLabel("Login on GitHub").fill("demo-auditor");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByRole("button", { name: /^Ask for a go\/no-go on/ }).click();
  await page.waitForURL(/go-no-go/);
  const room = new URL(page.url()).pathname;
  await expect(page.locator("[data-slot='Second look']")).toContainText("demo-auditor");
  await expect(page.locator("[data-gate=Staging]")).toContainText("waits for somebody to let it into an environment");
  await page.getByRole("button", { name: "Approve staging" }).click();
  await expect(page.getByRole("button", { name: "Approve staging" })).toHaveCount(0);
  await letPass(60);
  await expect(page.locator("[data-gate=Staging]")).toHaveCount(0);
  const admin = await openAs(browser, "demo-administrator", room);
  await page.getByRole("button", { name: "Ask for an override…" }).click();
  await dialog.getByLabel("Why it cannot wait, in a full sentence").fill("It closes a hole that is being used right now.");
  await dialog.getByLabel("Type 0.11.0").fill("0.11.0");
  await dialog.getByRole("button", { name: "Ask for the override" }).click();
  await expect(page.locator("[data-override=asked]")).toBeVisible();
  await admin.page.getByRole("button", { name: "Agree to the override…" }).click();
  await admin.page.getByRole("dialog").getByLabel("Type 0.11.0").fill("0.11.0");
  await admin.page.getByRole("dialog").getByRole("button", { name: "Override the decision" }).click();
  await expect(page.locator("[data-override=agreed]")).toBeVisible();
  await expect(page.locator("[data-decision=overridden]")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "decision-override");
  await page.getByRole("button", { name: "Take the override back" }).click();
  await expect(page.locator("[data-override]")).toHaveCount(0);
  await page.getByLabel("A remark, as plain text").fill("Taken back.");
  await page.getByRole("button", { name: "Say it" }).click();
  await expect(admin.page.getByText("Taken back.")).toBeVisible();
  await page
    .getByRole("button", { name: /^Remind/ })
    .first()
    .click();
  await expect(page.getByText(/^reminded/).first()).toBeVisible();
  await page.getByRole("button", { name: "End this round…" }).click();
  await dialog.getByLabel("Why").fill("Another fix has to be in.");
  await dialog.getByRole("button", { name: "End this round" }).click();
  await expect(page.getByText("This round was ended by Demo Manager.")).toBeVisible();
  await picture(page, "decision-closed");
  await page.getByRole("button", { name: "Ask for a new round…" }).click();
  await dialog.getByRole("button", { name: /^Ask for a go\/no-go on/ }).click();
  await expect(page.getByText("round 2", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: /Round 1/ })).toBeVisible();
  // Nothing of it waits in anybody's inbox when other tests look.
  await page.getByRole("button", { name: "End this round…" }).click();
  await dialog.getByLabel("Why").fill("It was a test.");
  await dialog.getByRole("button", { name: "End this round" }).click();
  await expect(page.locator("[data-decision=ended]")).toBeVisible();
  await page.goto(page.url().replace(/\/releases.*/, "/decisions"));
  await page.getByRole("button", { name: "Lend my slot…" }).click();
  await dialog.getByLabel("To whom, by login on GitHub").fill("demo-lead");
  await dialog.getByRole("button", { name: "Lend it to demo-lead" }).click();
  await expect(page.getByText("every slot, until")).toBeVisible();
  await page.getByRole("button", { name: /^End it/ }).click();
  await expect(page.getByText("Nobody has lent a slot.")).toBeVisible();
  const path = `${BASE}/decisions`;
  await admin.page.goto(new URL(path, admin.page.url()).href);
  await admin.page.getByLabel("GO takes typing the version").check();
  const other = await openAs(browser, "demo-administrator", path);
  await other.page.getByLabel("People may vote GO on their own work").check();
  await other.page.getByRole("button", { name: "Save who decides on finals" }).click();
  await expect(admin.page.getByText("Somebody else changed these settings while you did.")).toBeVisible();
  await admin.page.getByRole("button", { name: "Go on with mine" }).click();
  await admin.page.getByRole("button", { name: "Save who decides on finals" }).click();
  await expect(other.page.getByLabel("GO takes typing the version")).toBeChecked();
  await expect(other.page.getByLabel("People may vote GO on their own work")).not.toBeChecked();
  for (const { context } of [admin, other]) await context.close();
});

test("who may not change who decides reads it, and reads why; who sees nothing learns what an inbox is", async ({ page, browser }) => {
  await signIn(page, "demo-lead", `${BASE}/decisions`);
  await expect(
    page.getByText(/^To change who decides on releases of kestrel-harbor\/gantry you need the role admin on GitHub/),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^Save/ })).toHaveCount(0);
  await expectAccessible(page);
  const { page: outsider, context } = await openAs(browser, "demo-outsider", "/inbox");
  await expect(outsider.getByRole("heading", { name: "Nothing waits for you." })).toBeVisible();
  await expectAccessible(outsider);
  await context.close();
});
