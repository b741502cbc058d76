import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { control, expect, letPass, signIn, stack, test } from "./slipway";

const children: ChildProcess[] = [];
// A test that fails half-way must not leave its process behind.
test.afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A second Slipway process on the same database, with other settings. */
async function startProcess(settings: Record<string, string>): Promise<{ url: string; child: ChildProcess; output: () => string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    env: { ...process.env, ...stack.appEnv, SLIPWAY_URL: url, SLIPWAY_PORT: String(port), SLIPWAY_CONNECT: "", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output.includes("Slipway is ready") || child.exitCode !== null, { timeout: 20_000 }).toBe(true);
  return { url, child, output: () => output };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function end(child: ChildProcess): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGTERM");
  return exited;
}

test("a web process without a worker follows what the worker of another process learns, and ends cleanly with streams open", async ({
  page,
}) => {
  await signIn(page, "demo-manager");
  const web = await startProcess({ SLIPWAY_ROLE: "web" });
  // A session belongs to the database, not to a process.
  await page.goto(`${web.url}/repositories/kestrel-harbor/berth/releases/26.2.0`);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  const count = await page.locator("[data-run]").count();
  await control("dispatch", { owner: "kestrel-harbor", name: "berth", workflow: "ci.yml", ref: "release/26.2.0", login: "demo-lead" });
  await expect(page.locator("[data-run]")).toHaveCount(count + 1);
  await letPass(200);
  await expect(page.locator("[data-run]").first()).toHaveAttribute("data-state", "passed");
  expect(await end(web.child)).toBe(0);
});

test("a worker alone opens no port and ends cleanly", async () => {
  const worker = await startProcess({ SLIPWAY_ROLE: "worker" });
  expect(
    await fetch(worker.url).then(
      () => "answers",
      () => "silent",
    ),
  ).toBe("silent");
  expect(await end(worker.child)).toBe(0);
});

test("a wrong GitHub address is said on the sign-in page, with what to do", async ({ page }) => {
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const lost = await startProcess({ SLIPWAY_ROLE: "web", GITHUB_URL: nowhere });
  await page.goto(`${lost.url}/signin`);
  await expect(page.getByText(`GitHub at ${nowhere} does not answer. Check GITHUB_URL`)).toBeVisible();
  expect(await end(lost.child)).toBe(0);
});

test("a wrong setting stops the start with a sentence that names it", async () => {
  const broken = await startProcess({ SLIPWAY_KEY: "short" });
  expect(broken.child.exitCode).toBe(1);
  expect(broken.output()).toContain("SLIPWAY_KEY must be 32 bytes in base64: openssl rand -base64 32");
  const unsafe = await startProcess({ SLIPWAY_DEMO: "0" });
  expect(unsafe.output()).toContain("an address of this machine, and this is a production start");
});
