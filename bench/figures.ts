import { loadavg } from "node:os";
import { median } from "./measure";

/** One promised or informative figure: a value for each round of the same run. */
export interface Figure {
  figure: string;
  values: number[];
  atMost?: number;
  /** What a goal is not set for, but is needed to judge one that is. */
  isControl?: boolean;
}

/** Prints one line of JSON for each figure, then the load of the machine; exit code 2 when a goal is missed. */
export function printFigures(bench: string, figures: Figure[]): void {
  for (const { figure, values, atMost, isControl } of figures) {
    const value = round(median(values));
    const isMet = atMost === undefined || value <= atMost;
    if (!isMet) process.exitCode = 2;
    const goal = atMost === undefined ? (isControl ? "control" : "none") : `<=${atMost}`;
    const spread = [Math.min(...values), Math.max(...values)].map(round);
    console.log(JSON.stringify({ bench, figure, value, goal, spread, ...(isMet ? {} : { missed: true }) }));
  }
  console.log(JSON.stringify({ bench, figure: "load average of a minute", value: round(loadavg()[0] ?? Number.NaN), goal: "control" }));
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
