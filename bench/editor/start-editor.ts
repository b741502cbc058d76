import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { importScript } from "@/bench/import-script";
import { makeClone } from "@/e2e/start-slipway";
import { GROUPED, makeChangelog } from "./changelogs";

export interface EditorStack {
  url: string;
  stop: () => Promise<void>;
}

/** The whole of Slipway as it is built, with a repository for each number of entries. */
export async function startEditor(counts: number[]): Promise<EditorStack> {
  const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
  const repos = counts.map((count) => {
    const path = join(folder, "clones", `entries-${count}`);
    mkdirSync(path, { recursive: true });
    makeClone(path, { "CHANGELOG.md": makeChangelog(count) }, "release/1.2.0", "release: 1.2.0");
    return `${path}=bench/entries-${count}`;
  });
  const { ensureBuilt } = await importScript<{ ensureBuilt: () => Promise<void> }>("build");
  await ensureBuilt();
  const { startStack } = await importScript<{ startStack: (options: object) => Promise<EditorStack & { databaseHome: string }> }>("stack");
  const stack = await startStack({ folder, repos, isScripted: true, ports: { app: 0, github: 0 } });
  return {
    url: stack.url,
    stop: async () => {
      await stack.stop();
      for (const path of [stack.databaseHome, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await page.locator("button[value=demo-manager]").click();
  await page.waitForURL(`${url}/`);
}

export const notesPath = (count: number) => `/repositories/bench/entries-${count}/releases/1.2.0/changelog`;

/** Opens a draft of the notes and makes the subsections that are dragged into. */
export async function prepareNotes(page: Page, url: string, count: number): Promise<void> {
  const start = page.getByRole("button", { name: `Consolidate ${count} entries` });
  // A repository is read in the background after it was connected.
  for (let attempt = 0; attempt < 60 && !(await start.isVisible()); attempt++) {
    await page.waitForTimeout(500);
    await page.goto(url + notesPath(count), { waitUntil: "networkidle" });
  }
  await start.click();
  await page.locator("[data-board]").waitFor({ timeout: 60_000 });
  for (const title of GROUPED) {
    const first = page.getByRole("region", { name: title, exact: true }).locator("[data-handle]").first();
    await first.press("n");
    await page.getByLabel("Title").fill(`Work on ${title}`);
    await page.getByRole("button", { name: "Create it with 1 entry" }).click();
    await page.getByRole("article", { name: `Work on ${title}`, exact: true }).waitFor();
  }
  await page.locator("[data-save=saved]").waitFor({ timeout: 60_000 });
}

/** Waits until the page has nothing left to do: half a second of even frames. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const until = performance.now() + 20_000;
    let calm = 0;
    let last = performance.now();
    while (calm < 30 && performance.now() < until) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      calm = now - last < 25 ? calm + 1 : 0;
      last = now;
    }
  });
}
