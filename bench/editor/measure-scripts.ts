import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import type { Figure } from "../figures";

/** The scripts of the editor after gzip, against those of an empty page of the same build. */
export async function measureScripts(browser: Browser, page: Page, url: string, editor: string): Promise<Figure[]> {
  const { cookies } = await page.context().storageState();
  const sizeOf = async (address: string, isSignedIn: boolean): Promise<number> => {
    const context = await browser.newContext();
    if (isSignedIn) await context.addCookies(cookies);
    const own = await context.newPage();
    const scripts = new Map<string, Promise<Buffer>>();
    own.on("response", (response) => {
      if (response.request().resourceType() === "script" && response.ok()) scripts.set(response.url(), response.body());
    });
    await own.goto(address, { waitUntil: "networkidle" });
    const bodies = await Promise.all(scripts.values());
    await context.close();
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
  };
  const empty = await sizeOf(`${url}/there-is-nothing-here`, false);
  const own = await sizeOf(editor, true);
  return [
    { figure: "empty page, JavaScript kB gzip", values: [empty], isControl: true },
    { figure: "editor, JavaScript over the empty page kB gzip", values: [own - empty], atMost: 120 },
  ];
}
