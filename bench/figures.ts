import { loadavg } from "node:os";
import { median } from "./measure";

/** One promised or informative figure: a value for each round of the same run. */
export interface Figure {
  figure: string;
  values: number[];
  atMost?: number;
  atLeast?: number;
  /** What a goal is not set for, but is needed to judge one that is. */
  isControl?: boolean;
}

/** Prints one line of JSON for each figure, then the load of the machine; exit code 2 when a goal is missed. */
export function printFigures(bench: string, figures: Figure[]): void {
  for (const { figure, values, atMost, atLeast, isControl } of figures) {
    const value = round(median(values));
    const isMet = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
    if (!isMet) process.exitCode = 2;
    const goal = atMost !== undefined ? `<=${atMost}` : atLeast !== undefined ? `>=${atLeast}` : isControl ? "control" : "none";
    const spread = [Math.min(...values), Math.max(...values)].map(round);
    console.log(JSON.stringify({ bench, figure, value, goal, spread, ...(isMet ? {} : { missed: true }) }));
  }
  console.log(JSON.stringify({ bench, figure: "load average of a minute", value: round(loadavg()[0] ?? Number.NaN), goal: "control" }));
}

/** The value that 95 of 100 do not exceed. */
export const p95 = (values: number[]) => percentile(values, 0.95);

/** The value that 99 of 100 do not exceed. */
export const p99 = (values: number[]) => percentile(values, 0.99);

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
