import type { Browser, Page } from "@playwright/test";
import { measureScripts } from "@/e2e/script-size";
import type { Figure } from "../figures";

/** The scripts of the editor after gzip, against those of an empty page of the same build. */
export async function scriptFigures(browser: Browser, page: Page, url: string, editor: string): Promise<Figure[]> {
  const { cookies } = await page.context().storageState();
  const empty = await measureScripts(browser, `${url}/there-is-nothing-here`);
  const own = await measureScripts(browser, editor, cookies);
  return [
    { figure: "empty page, JavaScript kB gzip", values: [empty.first], isControl: true },
    { figure: "editor, JavaScript over the empty page kB gzip", values: [own.first - empty.first], atMost: 120 },
    { figure: "editor, JavaScript that follows the page kB gzip", values: [own.all - own.first], isControl: true },
  ];
}
