/** Milliseconds of each run, by candidate. */
export type Times<Name extends string> = Record<Name, number[]>;

/** A figure that is promised; the bench fails when it is missed. */
export interface Goal {
  name: string;
  value: number;
  atMost?: number;
  atLeast?: number;
}

/** Runs the candidates one after the other, round by round, so that noise of the machine meets all of them. */
export function interleave<Name extends string>(rounds: number, candidates: Record<Name, () => unknown>): Times<Name> {
  const names = Object.keys(candidates) as Name[]; // the keys of the record itself
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Times<Name>;
  for (const name of names) candidates[name]();
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const start = performance.now();
      candidates[name]();
      times[name].push(performance.now() - start);
    }
  return times;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Prints the medians and every goal with what was reached; ends with exit code 1 when one is missed. */
export function report(measured: Record<string, Times<string>>, goals: Goal[]): void {
  for (const [what, times] of Object.entries(measured))
    for (const [name, values] of Object.entries(times))
      console.log(`${what.padEnd(16)} ${name.padEnd(10)} ${median(values).toFixed(2).padStart(9)} ms  (median of ${values.length})`);
  let isMissed = false;
  for (const { name, value, atMost, atLeast } of goals) {
    const isMet = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
    isMissed ||= !isMet;
    const goal = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    console.log(`${isMet ? "met   " : "MISSED"} ${name}: ${value.toFixed(2)} (goal: ${goal})`);
  }
  if (isMissed) process.exitCode = 1;
}
