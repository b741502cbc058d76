#!/usr/bin/env node
// npm run pictures: takes the pictures of README and docs from the running demo.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { wait } from "./processes.mjs";
import { Problem, run, say } from "./say.mjs";
import { startStack } from "./stack.mjs";

const BERTH = "/repositories/kestrel-harbor/berth";
const PICTURES = [
  { name: "home", path: "/" },
  { name: "repository", path: BERTH },
  { name: "release", path: `${BERTH}/releases/26.2.0` },
  { name: "changelog", path: `${BERTH}/releases/26.2.0/changelog`, prepare: openNotes },
  { name: "go-no-go", path: `${BERTH}/releases/26.2.0`, prepare: openRoom },
];

run(async () => {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  await ensureBuilt();
  if (!(await ensureChromium())) throw new Problem("Pictures need a browser.");
  const { chromium } = await import("@playwright/test");
  const folder = mkdtempSync(join(tmpdir(), "slipway-pictures-"));
  const stack = await startStack({ folder, ports: { app: 0, github: 0 }, say });
  const executablePath = process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    // The demo starts a run on the candidate after a few seconds; the pictures show it alive.
    await wait(14_000);
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
      await page.goto(stack.url);
      await page.getByRole("button", { name: "Sign in with GitHub" }).click();
      await page.locator("button[value=demo-manager]").click();
      await page.waitForURL(`${stack.url}/`);
      for (const { name, path, prepare } of PICTURES) {
        await page.goto(stack.url + path);
        await page.locator("h1").waitFor();
        await prepare?.(page);
        await page.waitForTimeout(600);
        await page.screenshot({ path: `docs/pictures/${name}-${colorScheme}.png` });
      }
      await page.close();
    }
    say("Pictures are in docs/pictures");
  } finally {
    await browser.close();
    await stack.stop();
    for (const path of [stack.databaseHome, folder]) rmSync(path, { recursive: true, force: true });
  }
});

/** Opens the draft and groups a few entries, so that the picture shows what the editor is for. */
async function openNotes(page) {
  const start = page.getByRole("button", { name: /^Consolidate \d+/ });
  await Promise.race([start.waitFor(), page.getByRole("region", { name: "Ledger" }).waitFor()]);
  if (!(await start.isVisible())) return;
  await start.click();
  await page.getByRole("region", { name: "Ledger" }).waitFor();
  await page.locator("[data-entry]", { hasText: "Persist fair share usage" }).locator("[data-handle]").press("n");
  await page.getByLabel("Title").fill("Fair Share Scheduler");
  await page.getByLabel("Description").fill("Introduced usage-based scheduling, so that busy projects no longer starve quiet ones.");
  await page.getByRole("button", { name: "Create it with 1 entry" }).click();
  for (const text of [
    "Add a fair share policy with half-life decay",
    "Show the fair share factor of each project",
    "Add fair share to the project page",
    "Add GraphQL mutations for fair share weights",
  ]) {
    await page.locator("[data-entry]", { hasText: text }).locator("[data-handle]").press("m");
    await page.getByPlaceholder("Find a subsection").fill("Fair Share");
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "Fair Share Scheduler" }).getByText(text).waitFor();
  }
  // Each act leads to its entry; the picture begins at the top, where the ledger is.
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
}

/** Asks for a go/no-go, or comes back to the one that was asked for. */
async function openRoom(page) {
  const known = page.getByRole("link", { name: /^Open the go\/no-go/ });
  const ask = page.getByRole("button", { name: "Ask for a go/no-go…" });
  await Promise.race([known.waitFor(), ask.waitFor()]);
  if (await known.isVisible()) return known.click().then(() => page.getByRole("heading", { level: 2 }).first().waitFor());
  await ask.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/What to know before voting/).fill("Fair share is behind a flag. The notes are as reviewed.");
  await dialog.getByRole("button", { name: /^Ask for a go\/no-go on/ }).click();
  await page.waitForURL(/go-no-go/);
  const answered = page.locator("[data-answer=yes]");
  const questions = await page.getByRole("button", { name: /^Answer…/ }).count();
  for (let given = 0; given < questions; given++) {
    await page
      .getByRole("button", { name: /^Answer…/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Answer yes" }).click();
    await answered.nth(given).waitFor();
  }
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
}
