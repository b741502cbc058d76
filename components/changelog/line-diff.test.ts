import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "./line-diff";

const file = fc.array(fc.constantFrom("* a\n", "* b\n", "* c\n", "## d\n", "\n"), { maxLength: 30 }).map((lines) => lines.join(""));

test("what is same and removed was before, what is same and added comes after", () =>
  fc.assert(
    fc.property(file, file, (before, after) => {
      const { lines, firstLine } = diffLines(before, after);
      const side = (kind: "added" | "removed") => lines.filter((line) => line.kind === "same" || line.kind === kind);
      const isAt = (text: string, kind: "added" | "removed") => {
        const own = text.split("\n");
        return side(kind).every(({ text: line }, index) => own[firstLine - 1 + index] === line);
      };
      expect(isAt(before, "removed")).toBe(true);
      expect(isAt(after, "added")).toBe(true);
    }),
  ));

test("of two thousand lines that changed places, those that kept their order stay", () => {
  const lines = Array.from({ length: 2000 }, (_, index) => `* Mend plank ${index}\n`);
  const halves = [...lines.filter((_, index) => index % 2 === 0), ...lines.filter((_, index) => index % 2 === 1)];
  const { added, removed } = diffLines(lines.join(""), halves.join(""));
  expect([added, removed]).toEqual([999, 999]);
});
