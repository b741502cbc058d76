import { execFileSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import pg from "pg";
import { type Stack, startSlipway } from "./start-slipway";

/** The Slipway under test, known while a test runs. */
export const stack = {} as Stack;
export { expect };

type Persona = "demo-manager" | "demo-lead" | "demo-qa" | "demo-administrator" | "demo-auditor" | "demo-outsider";

/** A test in which the browser is expected to complain. */
export const noisyTest = base.extend<object, { slipway: undefined }>({
  // One Slipway for all tests. Whatever fails takes it along: the next try, and all after it, have a new one.
  slipway: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
    async ({}, use) => {
      const running = await startSlipway();
      Object.assign(stack, running.stack);
      await use(undefined);
      await running.stop();
    },
    { scope: "worker", auto: true, timeout: 180_000 },
  ],
});

/** A test whose page must not log errors: a broken policy or a failed hydration is a failure. */
export const test = noisyTest.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use, info) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) problems.push(message.text());
      });
      await use(undefined);
      if (info.status === "passed") expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in at local-github as a persona and comes back to `path`. */
export async function signIn(page: Page, persona: Persona, path = "/"): Promise<void> {
  await page.goto(`${stack.url}${path}`);
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await page.locator(`button[value=${persona}]`).click();
  await page.waitForURL((url) => url.origin === stack.url && !url.pathname.startsWith("/signin"));
}

/** A second person beside the first, with cookies of their own. */
export async function openAs(browser: Browser, persona: Persona, path: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, persona, path);
  return { page, context };
}

/** Does something to local-github from outside, as its scenario would. */
export async function control(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${stack.githubUrl}/_local/${path}`, {
    method: "POST",
    headers: { "x-local-token": stack.controlToken, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

/** Asks GitHub itself as a persona, beside Slipway. */
export async function askGithub<Answer>(login: Persona, method: string, path: string, body?: object): Promise<Answer> {
  const { token } = (await control("tokens", { login })) as { token: string };
  const response = await fetch(`${stack.githubUrl}/api/v3${path}`, {
    method,
    headers: { authorization: `bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as Answer;
}

/** Lets scripted time pass. */
export const letPass = (seconds: number) => control("clock/advance", { seconds });

/** git on the bare repository itself: what really happened. */
export function git(repository: string, ...args: string[]): string {
  return execFileSync("git", ["-c", "safe.directory=*", ...args], {
    cwd: join(stack.githubFolder, `${repository}.git`),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Reads the database as its owner. */
export async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Sends a webhook as GitHub would; the secret may be another's. */
export function sendWebhook(
  event: string,
  payload: object,
  {
    secret = stack.webhookSecret,
    guid = randomUUID(),
    headers = {},
  }: { secret?: string; guid?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const body = JSON.stringify(payload);
  return fetch(`${stack.url}/hooks/github`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": guid,
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      ...headers,
    },
  });
}

/**
 * Takes something with the mouse by its handle, moves it to a place that is asked for once the drag has begun, and
 * keeps it there. It is taken when it stands still: lists around it get their true height only when they are seen.
 */
export async function drag(page: Page, handle: Locator, to: () => Promise<{ x: number; y: number }>): Promise<void> {
  await handle.hover();
  const from = await middleOf(handle);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 10, { steps: 4 });
  const target = await to();
  await page.mouse.move(target.x, target.y, { steps: 10 });
}

/** The middle of what is on screen. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where something is on screen. */
export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const at = await locator.boundingBox();
  if (!at) throw new Error("it is not on screen");
  return at;
}

/** axe-core, WCAG 2.0 to 2.2 A and AA: no violation in this state. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await listViolations(page);
  const isSize = (violation: string) => violation.startsWith("target-size");
  if (!found.some(isSize)) return expect(found).toEqual([]);
  // What sticks to an edge of the window half covers whatever is under it: a target that is too small stays so when the page moves.
  await page.evaluate(() => window.scrollBy(0, 96));
  const moved = await listViolations(page);
  await page.evaluate(() => window.scrollBy(0, -96));
  expect(found.filter((violation) => !isSize(violation) || moved.includes(violation))).toEqual([]);
}

/** In both themes, on the screen and on the phone: no violation, and nothing scrolls sideways. */
export async function expectGoodLooks(page: Page, pictured: (look: string) => Promise<unknown> = async () => {}): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1440, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await pictured(`${colorScheme}-${width}`);
    }
  if (before) await page.setViewportSize(before);
}

async function listViolations(page: Page): Promise<string[]> {
  // A colour on its way to another one is neither of them, and one may set out while axe looks.
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");
    document.adoptedStyleSheets = [still];
  });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
