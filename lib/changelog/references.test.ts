import { expect, test } from "vitest";
import { entryText, trailingReferences } from "./references";

for (const [raw, labels, text] of [
  ["* Add a mast ([#1](https://x.example/1))", ["#1"], "Add a mast"],
  ["* Add a mast (#1, #2)", ["#1", "#2"], "Add a mast"],
  ["* Add a mast ([#1](x),\n  [#2](y))", ["#1", "#2"], "Add a mast"],
  ["* Add a mast ([\\#17](x))", ["#17"], "Add a mast"],
  ["* **hull:** seal it ([#24](x)) ([e15bc0c](y)), closes [#20](z)", ["#24", "e15bc0c", "#20"], "**hull:** seal it"],
  ["- Add a mast (`#1 <https://x.example/1>`_)", ["#1"], "Add a mast"],
  ["- Add a mast (:issue:`12`)", ["#12"], "Add a mast"],
  ["* Follow up on #12 with care", [], "Follow up on #12 with care"],
  ["* Undo what #12 did (#13)", ["#13"], "Undo what #12 did"],
  ["* There (other/boat#7)", ["other/boat#7"], "There"],
  ["* Upgrade to C#8", [], "Upgrade to C#8"],
  ["1. Numbered (#3).", ["#3"], "Numbered"],
  ["* ", [], ""],
] as const)
  test(`“${raw.replace(/\n/g, "⏎")}”`, () => {
    expect(trailingReferences(raw).map(({ label }) => label)).toEqual(labels);
    expect(entryText(raw)).toBe(text);
  });

test("a text without end takes no time without end", () => {
  const start = performance.now();
  for (const unit of ["a/", "[#1](", "#1 ", " ", "`#1 <", "a.b-c/d"]) {
    trailingReferences(unit.repeat(500_000));
    entryText(unit.repeat(500_000));
  }
  expect(performance.now() - start).toBeLessThan(3_000);
});
