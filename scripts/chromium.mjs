// A browser for the tests: CHROMIUM_PATH, else Playwright's own, else the distribution's, installed where that is possible.
import { existsSync } from "node:fs";
import { execute } from "./processes.mjs";
import { say } from "./say.mjs";

const DISTRIBUTION = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** True when a browser is there; else null-safe: the reason, with the one line to run, is said. */
export async function ensureChromium() {
  if (await find()) return true;
  say("Installing Chromium for the browser tests");
  await execute(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { isQuiet: true }).catch(() => {});
  if (await find()) return true;
  if (process.platform === "linux" && existsSync("/usr/bin/apt-get") && process.getuid() === 0) {
    await execute("apt-get", ["update", "-q"], { isQuiet: true }).catch(() => {});
    await execute("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], {
      isQuiet: true,
      env: { DEBIAN_FRONTEND: "noninteractive" },
    }).catch((error) => say(error.message));
  }
  if (await find()) return true;
  say(
    "There is no Chromium, and it could not be installed. Run this once, then the tests again:\n\n    sudo apt-get install -y chromium\n\nor set CHROMIUM_PATH to a Chromium of your own.",
  );
  return false;
}

async function find() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH);
  const { chromium } = await import("@playwright/test");
  try {
    if (existsSync(chromium.executablePath())) return true;
  } catch {
    // Playwright has no build for this platform.
  }
  return DISTRIBUTION.some(existsSync);
}
