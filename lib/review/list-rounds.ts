import type { StepView } from "./review-view";

export interface Round {
  number: number;
  steps: StepView[];
}

/** A66: each time somebody asks, a round begins; a verdict nobody asked for opens the first. */
export function listRounds(steps: StepView[]): Round[] {
  const rounds: Round[] = [];
  for (const step of steps) {
    const open = rounds.at(-1);
    if (open && step.kind !== "ask") open.steps.push(step);
    else rounds.push({ number: rounds.length + 1, steps: [step] });
  }
  return rounds;
}
