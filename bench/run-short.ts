import { spawnSync } from "node:child_process";

/**
 * Runs the short form of a bench to its end; answers with what each of its figures reached. Tests of it measure a second time
 * before they fail: others use the machine as well, and a mistake is there both times.
 */
export function runShort(bench: string): (figure: string) => number {
  const { stdout, stderr } = spawnSync(process.execPath, ["scripts/bench.mjs", bench, "--short", "--json"], { encoding: "utf8" });
  return (figure) => {
    const line = stdout.split("\n").find((text) => text.includes(`"figure":"${figure}"`));
    if (!line) throw new Error(`${bench} has no figure "${figure}":\n${stderr}`);
    return (JSON.parse(line) as { value: number }).value;
  };
}
