import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "slipway-start-"));
// The database's own user must reach it, or its data would lie elsewhere.
chmodSync(folder, 0o755);
const squatters: Server[] = [];

/** Holds a port, as another program would. */
function squat(port: number): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer();
    // Somebody else holds it already: just as good.
    server.once("error", () => resolve());
    server.listen(port, "127.0.0.1", () => resolve());
    squatters.push(server);
  });
}

beforeAll(async () => {
  await squat(3000);
  await squat(4010);
});

afterAll(async () => {
  for (const server of squatters) server.close();
  for (const { pid } of ourProcesses()) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  seconds: number;
}

function start(): Promise<Started> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, SLIPWAY_FOLDER: folder, DATABASE_URL: "", GITHUB_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const began = Date.now();
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Slipway is at {2}(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (url) resolve({ child, url, seconds: (Date.now() - began) / 1000 });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

/** Processes that belong to this folder: their command line or working directory names it. */
function ourProcesses(): { pid: number; line: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const isOurs = (line + readFileSync(`/proc/${name}/environ`, "utf8")).includes(folder);
        // One that has ended and waits to be reaped has no command line any more.
        return isOurs && line !== "" && Number(name) !== process.pid ? [{ pid: Number(name), line }] : [];
      } catch {
        return [];
      }
    });
}

const ended = (child: ChildProcess) =>
  new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(child.exitCode)));

test.skipIf(process.platform !== "linux")(
  "starts with its ports taken, starts again after kill -9, and Ctrl-C leaves nothing",
  async () => {
    const first = await start();
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
    expect(new URL(first.url).port).not.toBe("3000");

    // A second start from the same place says so instead of taking the first one's database away.
    await expect(start()).rejects.toThrow(/already runs from this folder/);

    first.child.kill("SIGKILL");
    await ended(first.child);
    // Orphans end by themselves; only the database stays, for the next start to adopt.
    const orphans = () => ourProcesses().filter(({ line }) => line.includes("dist/"));
    await expect.poll(orphans, { timeout: 15_000 }).toEqual([]);

    const second = await start();
    expect((await fetch(`${second.url}/api/health`)).status).toBe(200);
    expect(second.seconds).toBeLessThan(10);

    second.child.kill("SIGINT");
    await ended(second.child);
    expect(second.child.exitCode).toBe(0);
    expect(ourProcesses()).toEqual([]);
  },
  90_000,
);
