import { expect, test } from "vitest";
import { runShort } from "./run-short";

test("a change reaches a hundred pages about as fast as through a bare relay, in the short form of its bench", {
  timeout: 120_000,
  retry: 1,
}, () => {
  const reached = runShort("live");
  expect(reached("changes that a browser did not hear, %")).toBe(0);
  // The goals are 1.3 and 3. A busy machine moves them to twice that; asking for everybody's rights at each change moves both to 27.
  expect(reached("100 browsers, stream against bare relay")).toBeLessThan(4);
  expect(reached("100 browsers, webhook to page against bare node")).toBeLessThan(10);
});
