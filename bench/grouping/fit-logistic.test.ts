import { expect, test } from "vitest";
import { fitLogistic, fitNonNegative } from "./fit-logistic";

/** A grid of points whose log odds are 1 + 2x − y. */
const examples = (() => {
  const features: Float64Array[] = [];
  const together: boolean[] = [];
  const weights: number[] = [];
  for (let x = -2; x <= 2; x += 0.25)
    for (let y = -2; y <= 2; y += 0.25) {
      const p = 1 / (1 + Math.exp(-(1 + 2 * x - y)));
      for (const outcome of [true, false]) {
        features.push(Float64Array.of(x, y));
        together.push(outcome);
        weights.push(outcome ? p : 1 - p);
      }
    }
  return { features, together, weights };
})();

test("finds the weights the examples were made with", () => {
  const { intercept, weights } = fitLogistic(examples, 0);
  expect([intercept, ...weights].map((value) => Math.round(value * 1000) / 1000)).toEqual([1, 2, -1]);
});

test("a penalty draws weights towards zero", () => {
  const [free = 0] = fitLogistic(examples, 0).weights;
  const [held = 0] = fitLogistic(examples, 50).weights;
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(free);
});

test("a similarity that speaks against pairs is left out", () => {
  const { weights } = fitNonNegative(examples, 0);
  expect(weights[0]).toBeGreaterThan(1);
  expect(weights[1]).toBe(0);
});
