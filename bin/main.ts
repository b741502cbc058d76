import { AppError } from "@/lib/errors/app-error";
import { EXIT, UsageError } from "./exit";
import { HELP, helpFor } from "./help";

type Command = (args: string[]) => Promise<number>;

/** Loaded when asked for: starting stays quick. */
const CHANGELOG: Record<string, () => Promise<Command>> = {
  check: async () => (await import("./changelog-check")).checkChangelogs,
  render: async () => (await import("./changelog-render")).renderFile,
  consolidate: async () => (await import("./changelog-consolidate")).consolidateFile,
  suggest: async () => (await import("./changelog-suggest")).suggestForFile,
  towncrier: async () => (await import("./changelog-towncrier")).buildTowncrier,
  stats: async () => (await import("./changelog-stats")).printStats,
};
const AREAS: Record<string, Record<string, () => Promise<Command>>> = {
  changelog: CHANGELOG,
  decision: { verify: async () => (await import("./decision-verify")).verifyDecision },
};

/** Runs one command line and answers with its exit code: 0 ok, 1 usage or crash, 2 a check failed. */
export async function main(args: string[]): Promise<number> {
  // A reader that closes early, such as `head`, ends the writing and is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const [area = "", name = "", ...rest] = args;
  try {
    if (args.length === 0) throw new UsageError("Name a command. “slipway --help” lists them.");
    if (area === "--help" || area === "-h" || area === "help") return print(HELP);
    const commands = Object.hasOwn(AREAS, area) ? AREAS[area] : undefined;
    if (!commands) throw new UsageError(`There is no command “${area}”. “slipway --help” lists them.`);
    if (name === "" || name === "--help" || name === "-h") return print(HELP);
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new UsageError(`There is no command “${area} ${name}”. Known are ${Object.keys(commands).join(", ")}.`);
    if (rest.includes("--help") || rest.includes("-h")) return print(helpFor(area, name));
    return await (await load())(rest);
  } catch (error) {
    const usage = error instanceof UsageError && name !== "" ? `\nSee “slipway ${area} ${name} --help”.` : "";
    const isKnown = error instanceof UsageError || error instanceof AppError;
    const text = isKnown ? error.message : `This should not happen: ${error instanceof Error ? error.stack : error}`;
    process.stderr.write(`slipway: ${text}${usage}\n`);
    return EXIT.failed;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}
