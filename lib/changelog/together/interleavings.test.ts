import fc from "fast-check";
import { expect, test } from "vitest";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { judgeOperation } from "@/lib/changelog/judge-operation";
import { type Act, STEPS } from "./steps";
import { type Judge, World } from "./world";

interface Step {
  who: number;
  what: keyof typeof STEPS;
  pick: number;
  other: number;
}

/** What a server without the rule would do: the last writer wins. */
const applyBlindly: Judge = (notes, operation) => {
  const applied = applyOperation(notes, operation);
  return applied.ok ? applied : { ...applied, conflict: null };
};

/** What conflicts are made of, and ended with, happens more often than chance would have it. */
const OFTEN = ["edit", "edit", "describe", "push", "push", "move", "reconnect", "reconnect", "decide", "decide", "undo"] as const;

const anyStep: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[]), ...OFTEN),
  pick: fc.nat(30),
  other: fc.nat(30),
});

function play(steps: Step[], judge: Judge): void {
  const world = new World(judge);
  for (const { who, what, pick, other } of steps) {
    const editor = world.editors[who];
    const act: Act = STEPS[what];
    if (editor) act(world, editor, pick, other);
  }
  for (const editor of world.editors) STEPS.reconnect(world, editor);
  world.move();
  world.check();
}

test("T14 two editors with queues, a foreign push and regenerations, 1,000 interleavings: nothing lost, nothing overwritten silently", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 10, maxLength: 80, size: "max" }), (steps) => play(steps, judgeOperation)),
    { numRuns: 1000 },
  );
});

/** What a property run found once, cut down to what it takes. */
const FOUND: [string, [who: number, what: Step["what"], pick?: number][]][] = [
  [
    "one lets words go that lost their place, while the other had put new words there, which lost it too",
    [
      [0, "describe"],
      [0, "reconnect"],
      // Another description in the changelog: the words wait, and both see it.
      [0, "push", 1],
      [0, "move"],
      [1, "reconnect"],
      [0, "reconnect"],
      // One chooses new words while the other, offline, deletes the subsection and so finds the words without a place.
      [1, "decide", 2],
      [0, "remove"],
      [1, "reconnect"],
      // Another title in the changelog: the new words wait without a place as well.
      [0, "push", 0],
      [0, "move"],
      [0, "decide"],
    ],
  ],
];

for (const [name, steps] of FOUND)
  test(`T14 found once: ${name}`, () =>
    play(
      steps.map(([who, what, pick = 0]) => ({ who, what, pick, other: 0 })),
      judgeOperation,
    ));

test("T14 the same with the last writer winning is caught", { timeout: 60_000 }, () => {
  const outcome = fc.check(
    fc.property(fc.array(anyStep, { minLength: 10, maxLength: 80, size: "max" }), (steps) => play(steps, applyBlindly)),
    { numRuns: 1000 },
  );
  expect(outcome.failed).toBe(true);
  expect(String(outcome.errorInstance)).toMatch(/was overwritten silently/);
});
