// Starting and ending child processes so that none is left behind.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { Problem } from "./say.mjs";

/** Runs a command to its end; its output goes to ours, or is kept and shown only when it fails. */
export function execute(command, args, { env = {}, isQuiet = false, cwd = process.cwd() } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: isQuiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Problem(`${output}\n${command} ${args.join(" ")} ended with ${signal ?? code}.`));
    });
  });
}

/**
 * Starts a process of our own that ends when we end: it gets its own group, so that Ctrl-C reaches us first and we
 * stop it in order, and it ends by itself when its standard input closes, should we be killed.
 */
export function startChild(name, command, args, { env = {}, onLine = () => {} } = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env, SLIPWAY_END_WITH_STDIN: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let tail = "";
  const read = (stream) => {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      tail = (tail + chunk).slice(-8000);
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  };
  read(child.stdout);
  read(child.stderr);
  child.stdin.on("error", () => {});
  const exited = new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(signal ?? code));
    child.on("error", (error) => resolve(error.message));
  });
  return {
    name,
    child,
    exited,
    tail: () => tail,
    /** SIGTERM, then SIGKILL when it has not ended in time. */
    async stop(milliseconds = 8000) {
      if (child.exitCode !== null || child.signalCode) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** The wanted port when it is free, else one that is. */
export async function freePort(wanted) {
  const listen = (port) =>
    new Promise((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(null));
      server.listen(port, "127.0.0.1", () => {
        const { port: found } = server.address();
        server.close(() => resolve(found));
      });
    });
  return (wanted ? await listen(wanted) : null) ?? (await listen(0));
}

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
