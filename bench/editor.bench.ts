/**
 * The changelog editor with 100, 500 and 2,000 entries in Chromium, beside the same board on `@hello-pangea/dnd`, a plain text
 * field, and a page on which one box follows the pointer. Four rounds, each through everything.
 *
 *   npm run bench -- editor [--short]
 */
import { existsSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { type Drag, measureDrag } from "./editor/measure-drag";
import { type Drops, measureDrops } from "./editor/measure-drops";
import { measureKeys } from "./editor/measure-keys";
import { scriptFigures } from "./editor/script-figures";
import { servePeers } from "./editor/serve-peers";
import { notesPath, prepareNotes, settle, signIn, startEditor } from "./editor/start-editor";
import { type Figure, printFigures } from "./figures";

const COUNTS = [100, 500, 2_000];
const WORK_GOALS: Record<number, number> = { 100: 8, 500: 8, 2000: 16 };
const rounds = process.argv.includes("--short") ? 1 : 4;

const stack = await startEditor(COUNTS);
const executablePath = process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const drags = new Map<string, Drag[]>();
const keys = new Map<string, number[]>();
const drops = new Map<number, Drops[]>();

try {
  await signIn(page, stack.url);
  for (const count of COUNTS) await prepareNotes(page, stack.url, count);
  const styleSheets = await page.locator("link[rel=stylesheet]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const peers = await servePeers(styleSheets.flatMap((href) => (href ? new URL(href, stack.url).href : [])));
  for (let round = 0; round < rounds; round++) {
    await drag("empty", `${peers.url}/empty`);
    for (const count of COUNTS) {
      await drag(`${count} entries`, stack.url + notesPath(count));
      if (count === 2_000) await typeInto();
      keep(drops, count, await measureDrops(page, 6));
      await drag(`${count} entries, peer`, `${peers.url}/board?entries=${count}`);
    }
    await page.goto(`${peers.url}/textarea`);
    await settle(page);
    keep(keys, "textarea", await measureKeys(page, page.locator("textarea")));
  }
  const scripts = await scriptFigures(browser, page, stack.url, stack.url + notesPath(100));
  peers.stop();
  printFigures("editor", [
    ...COUNTS.flatMap(dragFigures),
    ...controlFigures(),
    ...peerFigures(),
    ...keyFigures(),
    ...dropFigures(),
    ...scripts,
  ]);
} finally {
  await browser.close();
  await stack.stop();
}

async function drag(name: string, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("[data-handle]").first().waitFor();
  await settle(page);
  keep(drags, name, await measureDrag(browser, page));
}

/** Every field of the editor that a person writes in, with 2,000 entries behind it. */
async function typeInto(): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  keep(keys, "find", await measureKeys(page, page.getByRole("textbox", { name: "Find an entry" })));
  await page.getByRole("textbox", { name: "Find an entry" }).press("Escape");
  await settle(page);
  await page
    .getByRole("button", { name: /^Edit: / })
    .first()
    .click();
  keep(keys, "entry", await measureKeys(page, page.getByLabel("Words, as Markdown")));
  await closeDialog(page);
  await page
    .getByRole("button", { name: /^Rename or describe/ })
    .first()
    .click();
  keep(keys, "description", await measureKeys(page, page.getByLabel("Description")));
  await closeDialog(page);
}

async function closeDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Keep / }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await settle(page);
}

function dragFigures(count: number): Figure[] {
  const own = drags.get(`${count} entries`) ?? [];
  return [
    { figure: `${count} entries, % of frames over 25 ms`, values: own.map(({ slow }) => slow), atMost: count === 2_000 ? 5 : 1 },
    { figure: `${count} entries, longest frame ms`, values: own.map(({ longest }) => longest), atMost: 50 },
    { figure: `${count} entries, work per frame p95 ms`, values: own.map(({ work }) => work), atMost: WORK_GOALS[count] },
  ];
}

function controlFigures(): Figure[] {
  const empty = drags.get("empty") ?? [];
  return [
    { figure: "empty page, % of frames over 25 ms", values: empty.map(({ slow }) => slow), isControl: true },
    { figure: "empty page, longest frame ms", values: empty.map(({ longest }) => longest), isControl: true },
    { figure: "empty page, work per frame p95 ms", values: empty.map(({ work }) => work), isControl: true },
  ];
}

function peerFigures(): Figure[] {
  return COUNTS.flatMap((count) => {
    const peer = drags.get(`${count} entries, peer`) ?? [];
    const ratios = (drags.get(`${count} entries`) ?? []).map(({ work }, round) => work / (peer[round]?.work ?? Number.NaN));
    return [
      { figure: `${count} entries, peer, % of frames over 25 ms`, values: peer.map(({ slow }) => slow), isControl: true },
      { figure: `${count} entries, peer, longest frame ms`, values: peer.map(({ longest }) => longest), isControl: true },
      { figure: `${count} entries, work vs peer`, values: ratios, ...(count === 2_000 && { atMost: 0.5 }) },
    ];
  });
}

function keyFigures(): Figure[] {
  const textarea = keys.get("textarea") ?? [];
  return ["find", "entry", "description"].flatMap((name) => {
    const own = keys.get(name) ?? [];
    return [
      { figure: `2000 entries, key to paint in ${name}, p95 ms`, values: own, atMost: 50 },
      {
        figure: `2000 entries, key to paint in ${name} vs textarea`,
        // Told, not judged: what a long page costs the browser itself is more (decision 51).
        values: own.map((value, round) => value / (textarea[round] ?? Number.NaN)),
      },
    ];
  });
}

function dropFigures(): Figure[] {
  return COUNTS.flatMap((count) => {
    const own = drops.get(count) ?? [];
    return [
      { figure: `${count} entries, drop to saved p95 ms`, values: own.map(({ saved }) => saved), atMost: 150 },
      { figure: `${count} entries, frames until the drop shows`, values: own.map(({ late }) => late), atMost: 1 },
    ];
  });
}

/** Keeps what a round measured, and tells it at once: the figures come at the end. */
function keep<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  console.error(`${key}: ${JSON.stringify(value)}`);
  map.set(key, [...(map.get(key) ?? []), value]);
}
