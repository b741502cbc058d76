import { expect, expectAccessible, git, noisyTest, openAs, query, signIn, stack, test } from "./slipway";

const BERTH = "/repositories/kestrel-harbor/berth";

test("an outsider sees neither the list, nor the pages, nor the data of a private repository", async ({ page }) => {
  await signIn(page, "demo-outsider");
  await expect(page.getByRole("heading", { name: "No repository that you can see is connected." })).toBeVisible();
  await expectAccessible(page);
  const [run] = await query<{ id: string; job: string }>(
    `select r.id, j.id as job from "WorkflowRun" r join "WorkflowJob" j on j."runId" = r.id join "Repository" o on o.id = r."repositoryId" where o.name = 'berth' limit 1`,
  );
  for (const path of [
    BERTH,
    `${BERTH}/releases/26.2.0`,
    `${BERTH}/releases/26.2.0/changelog`,
    `${BERTH}/runs`,
    `${BERTH}/runs/${run?.id}`,
  ]) {
    await page.goto(stack.url + path);
    await expect(page.getByText("There is nothing at this address, or you may not see it.")).toBeVisible();
    expect(await page.content()).not.toContain("Fair Share");
  }
  const drafts = await query<{ id: string }>(`select id from "Draft" limit 1`);
  for (const path of [
    "/api/repositories/kestrel-harbor/berth",
    "/api/repositories/kestrel-harbor/berth/releases/26.2.0",
    ...["runs", `runs/${run?.id}`, `runs/${run?.id}/remains`, `runs/${run?.id}/jobs/${run?.job}/log`, "workflows?ref=main"].map(
      (rest) => `/api/repositories/kestrel-harbor/berth/${rest}`,
    ),
    ...drafts.flatMap(({ id }) => [
      `/api/drafts/${id}`,
      `/api/drafts/${id}/source`,
      `/api/drafts/${id}/review`,
      `/api/drafts/${id}/review/${id}`,
    ]),
  ]) {
    const response = await page.request.get(stack.url + path);
    expect([path, response.status()]).toEqual([path, 404]);
  }
  expect(await (await page.request.get(`${stack.url}/api/home`)).json()).toEqual([]);
});

test("nobody sees anything without signing in", async ({ request }) => {
  for (const path of ["/api/home", "/api/repositories/kestrel-harbor/berth", "/live"]) {
    const response = await request.get(stack.url + path);
    expect([path, response.status()]).toEqual([path, 401]);
  }
  const page = await request.get(stack.url + BERTH, { maxRedirects: 0 });
  expect(page.status()).toBe(307);
  expect(page.headers().location).toContain("/signin?callbackUrl=");
});

test("a reader sees the notes and cannot open or commit them, although the server could", async ({ page, browser }) => {
  const head = git("kestrel-harbor/berth", "rev-parse", "release/26.2.0").trim();
  // Somebody who may has a draft open; its id is no secret to the reader.
  const { page: manager, context } = await openAs(browser, "demo-manager", `${BERTH}/releases/26.2.0/changelog`);
  const start = manager.getByRole("button", { name: /^(Consolidate|Edit) \d+/ });
  if (await start.isVisible()) await start.click();
  await expect(manager.getByRole("region", { name: "Ledger" })).toBeVisible();
  const draft = manager.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/changes"));
  await manager.getByRole("button", { name: "New subsection in Features" }).click();
  await manager.getByLabel("Title").fill("Made by the manager");
  await manager.getByRole("button", { name: "Create the subsection" }).click();
  const allowed = await draft;

  await signIn(page, "demo-auditor", `${BERTH}/releases/26.2.0/changelog`);
  await expect(
    page.getByText("To edit the notes of kestrel-harbor/berth you need the role write on GitHub; you have read.").first(),
  ).toBeVisible();
  const commit = page.getByRole("button", { name: "Commit the notes…" });
  await expect(commit).toHaveAttribute("aria-disabled", "true");
  // Pressed in vain it says why, for those who have no title to hover.
  await commit.click({ force: true });
  await expect(page.locator("[data-sonner-toast]")).toContainText("you need the role write on GitHub");
  await expect(page.locator("[data-handle]").first()).toBeDisabled();
  await expectAccessible(page);

  // The same request, replayed with the reader's session: refused by the server, not only by the page.
  const before = await query<{ count: string }>(`select count(*) from "DraftOperation"`);
  const response = await page.request.post(allowed.url(), {
    headers: { ...pick(allowed.headers(), ["content-type", "accept"]), origin: stack.url },
    data: allowed.postData() ?? "",
  });
  expect(await response.text()).toContain("you need the role write on GitHub; you have read");
  const foreign = { headers: { "content-type": "application/json", origin: "https://evil.example" }, data: allowed.postData() ?? "" };
  expect((await manager.request.post(allowed.url(), foreign)).status()).toBe(403);
  expect(await query(`select count(*) from "DraftOperation"`)).toEqual(before);
  expect(git("kestrel-harbor/berth", "rev-parse", "release/26.2.0").trim()).toBe(head);
  await context.close();
});

test("T29 an action without an Origin, or with a foreign one, changes nothing", async ({ page }) => {
  await signIn(page, "demo-manager");
  for (const origin of [undefined, "https://evil.example", "null"]) {
    const response = await page.request.post(`${stack.url}/`, {
      headers: { "next-action": "x", ...(origin ? { origin } : {}) },
      data: "[]",
    });
    expect(response.status()).toBe(403);
  }
});

test("tokens never reach the browser, sessions are kept as hashes only, tokens are sealed", async ({ page }) => {
  const seen: string[] = [];
  page.on("response", async (response) => {
    if (response.url().startsWith(stack.url)) seen.push(await response.text().catch(() => ""));
  });
  await signIn(page, "demo-lead", BERTH);
  await expect(page.getByRole("heading", { name: "berth" })).toBeVisible();
  expect(seen.join("\n")).not.toMatch(/gh[usrpo]_[0-9a-f]/);
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes("session-token"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const dump = JSON.stringify([await query(`select * from "Session"`), await query(`select * from "Account"`)]);
  expect(dump).not.toContain(cookie?.value ?? "missing");
  expect(dump).not.toMatch(/gh[usrpo]_/);
  expect(dump).toMatch(/v1\.[0-9a-f]{8}\./);
});

test("signing in as somebody else ends the first session; signing out ends the second", async ({ page }) => {
  await signIn(page, "demo-lead");
  const sessionOf = async () => (await page.context().cookies()).find(({ name }) => name.includes("session-token"))?.value;
  const first = await sessionOf();
  await page.goto(`${stack.url}/signin?again=1`);
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await page.locator("button[value=demo-auditor]").click();
  await page.waitForURL(`${stack.url}/`);
  expect(await sessionOf()).not.toBe(first);
  const users = await query<{ login: string; accounts: string }>(
    `select u.login, count(a.id) as accounts from "User" u left join "Account" a on a."userId" = u.id group by u.login`,
  );
  for (const { login, accounts } of users) expect([login, accounts]).toEqual([login, "1"]);
  await page.getByRole("button", { name: "Demo Auditor: theme and sign out" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in with GitHub" })).toBeVisible();
  expect(await page.request.get(`${stack.url}/api/home`).then((response) => response.status())).toBe(401);
});

test("a GitHub token that ends is renewed without a word, once, however many pages ask", async ({ page }) => {
  await signIn(page, "demo-manager", "/connect");
  const tokens = () =>
    query<{ accessToken: string; refreshToken: string }>(
      `select a."accessToken", a."refreshToken" from "Account" a join "User" u on u.id = a."userId" where u.login = 'demo-manager'`,
    );
  const before = await tokens();
  await query(`update "Account" set "expiresAt" = now() - interval '1 minute'`);
  const answers = await Promise.all(Array.from({ length: 4 }, () => page.request.get(`${stack.url}/connect`)));
  for (const answer of answers) expect(await answer.text()).toContain("kestrel-harbor/berth");
  const after = await tokens();
  expect(after[0]?.accessToken).not.toBe(before[0]?.accessToken);
  expect(after[0]?.refreshToken).not.toBe(before[0]?.refreshToken);
});

noisyTest("every page carries its security headers and a policy that blocks foreign scripts", async ({ page }) => {
  await signIn(page, "demo-manager");
  const response = await page.goto(`${stack.url}/`);
  const headers = response?.headers() ?? {};
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  });
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+';/);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.pwned = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<img src="x" onerror="window.pwned = true">`);
  });
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

function pick(headers: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}
