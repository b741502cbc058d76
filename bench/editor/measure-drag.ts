import type { Browser, Page } from "@playwright/test";
import { p95 } from "../figures";
import { readFrameWork } from "./read-trace";
import { settle } from "./start-editor";

/** One drag of about four seconds over everything that can be seen, to the lower edge and back. */
export interface Drag {
  /** Percent of frames that took longer than 25 ms. */
  slow: number;
  /** Milliseconds of the longest frame. */
  longest: number;
  /** Milliseconds of main-thread work in a frame that 95 of 100 do not exceed. */
  work: number;
}

export async function measureDrag(browser: Browser, page: Page): Promise<Drag> {
  const box = await page
    .locator("[data-handle]")
    .nth(await middleHandle(page))
    .boundingBox();
  if (!box) throw new Error("a handle is on the screen");
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
  // That the trace begins costs the page a frame of its own.
  await settle(page);
  await page.evaluate(startTicking);
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  for (const { x, y } of path(box.x)) {
    await page.mouse.move(x, y);
    await page.waitForTimeout(10);
  }
  const intervals = await page.evaluate(stopTicking);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  const work = readFrameWork(JSON.parse((await browser.stopTracing()).toString()));
  return {
    slow: (100 * intervals.filter((interval) => interval > 25).length) / intervals.length,
    longest: Math.max(...intervals),
    work: p95(work),
  };
}

/** The handle nearest to the middle of the screen, so that there is somewhere to drag to. */
function middleHandle(page: Page): Promise<number> {
  return page.locator("[data-handle]").evaluateAll((handles) => {
    const distance = (element: Element) => Math.abs(element.getBoundingClientRect().top - 450);
    return handles.reduce((best, element, index) => (distance(element) < distance(handles[best] ?? element) ? index : best), 0);
  });
}

function path(left: number): { x: number; y: number }[] {
  const sweep = (from: number, to: number, steps: number) =>
    Array.from({ length: steps }, (_, step) => ({ x: left + 60 + (step % 40) * 8, y: from + ((to - from) * step) / steps }));
  return [...sweep(450, 800, 40), ...sweep(800, 220, 60), ...sweep(220, 800, 60), ...sweep(870, 885, 30), ...sweep(800, 450, 30)];
}

/** In the page: notes how long each frame takes. */
function startTicking(): void {
  const ticks: number[] = [];
  Object.assign(window, { benchTicks: ticks });
  const tick = (now: number) => {
    ticks.push(now);
    if ("benchTicks" in window) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function stopTicking(): number[] {
  const ticks: number[] = Reflect.get(window, "benchTicks");
  Reflect.deleteProperty(window, "benchTicks");
  return ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? tick));
}
