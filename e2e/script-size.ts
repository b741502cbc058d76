import { gzipSync } from "node:zlib";
import type { Browser, Cookie } from "@playwright/test";

export interface ScriptSize {
  /** kB after gzip of what the document itself names: all that comes before the page can be used. */
  first: number;
  /** kB after gzip of everything until the network rests, what is fetched later included. */
  all: number;
}

/** The scripts of a page as they travel, opened in a browser that has none of them yet. */
export async function measureScripts(browser: Browser, url: string, cookies: Cookie[] = []): Promise<ScriptSize> {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" && response.ok()) scripts.set(new URL(response.url()).pathname, response.body());
  });
  const response = await page.goto(url, { waitUntil: "networkidle" });
  const html = (await response?.text()) ?? "";
  const size = { first: 0, all: 0 };
  for (const [path, body] of scripts) {
    const kilobytes = gzipSync(await body).length / 1024;
    size.all += kilobytes;
    if (html.includes(path)) size.first += kilobytes;
  }
  await context.close();
  return size;
}
