import type { Page } from "@playwright/test";
import { p95 } from "../figures";
import { settle } from "./start-editor";

export interface Drops {
  /** Milliseconds until the draft is saved, not exceeded by 95 of 100. */
  saved: number;
  /** How many pictures were made that did not show the entry at its new place yet. */
  late: number;
}

/** Drops an entry on the first subsection and one of that back among the ungrouped, in turn, so that neither list runs dry. */
export async function measureDrops(page: Page, count: number): Promise<Drops> {
  const drops: { saved: number; late: number }[] = [];
  await page.evaluate(() => window.scrollTo(0, 0));
  await settle(page);
  for (let drop = 0; drop < count; drop++) {
    const lists = ["Ungrouped Features", "Work on Features"].map((name) => page.getByRole("article", { name, exact: true }));
    const [source, target] = drop % 2 === 0 ? lists : lists.reverse();
    const from = await source?.locator("[data-handle]").first().boundingBox();
    const to = await target?.locator("[data-entry]").first().boundingBox();
    if (!from || !to) throw new Error("both are on the screen");
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 3 });
    await page.mouse.move(to.x + 120, to.y + 4, { steps: 4 });
    const result = page.evaluate(watchDrop);
    await page.waitForTimeout(50);
    await page.mouse.up();
    drops.push(await result);
    await page.waitForTimeout(100);
  }
  return { saved: p95(drops.map(({ saved }) => saved)), late: Math.max(...drops.map(({ late }) => late)) };
}

/** In the page: from letting go to the entry at its new place, and to "Saved". */
function watchDrop(): Promise<{ saved: number; late: number }> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("nothing was dropped, or it was not saved within ten seconds")), 10_000);
    let start: number | null = null;
    let late = 0;
    let isMoved = false;
    let wasSaving = false;
    const board = document.querySelector("[data-board]");
    new MutationObserver((records) => {
      if (start === null) return;
      isMoved ||= records.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof HTMLElement && node.dataset.entry));
    }).observe(board ?? document.body, { childList: true, subtree: true });
    window.addEventListener("pointerup", ({ timeStamp }) => (start = timeStamp), { capture: true, once: true });
    const tick = () => {
      if (start !== null && !isMoved) late++;
      if (!isMoved) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const check = () => {
      const state = document.querySelector<HTMLElement>("[data-save]")?.dataset.save;
      wasSaving ||= start !== null && state !== "saved";
      if (start === null || !wasSaving || state !== "saved") return setTimeout(check, 4);
      resolve({ saved: performance.now() - start, late });
    };
    check();
  });
}
