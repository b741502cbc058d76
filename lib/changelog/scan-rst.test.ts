import { expect, test } from "vitest";
import { scanRst } from "./scan-rst";

const shape = (text: string) =>
  scanRst(text).map(({ kind, level, title, start, end }) =>
    kind === "heading" ? `h${level} ${title}` : `${kind} ${text.slice(start, end).replace(/\s+/g, " ").slice(0, 34)}`,
  );

for (const [name, text, expected] of [
  [
    "levels are the order in which underlines appear",
    "1.0\n===\n\nA\n---\n\nB\n~~~\n\nC\n---\n\n0.9\n===\n",
    ["h1 1.0", "h2 A", "h3 B", "h2 C", "h1 0.9"],
  ],
  ["an overline makes another level", "=====\nTitle\n=====\n\n1.0\n=====\n", ["h1 Title", "h2 1.0"]],
  ["an underline may be longer than its title", "1.0\n==========\n", ["h1 1.0"]],
  ["a text with a line of two marks under it is no heading", "Some words\n--\n", ["passage Some words --"]],
  ["bullets with what is indented under them", "- a\n  b\n\n  - c\n\n- d\n", ["entry - a b - c", "entry - d"]],
  [
    "a comment takes its indented body",
    ".. towncrier release notes start\n\n.. note::\n\n   a\n\n   b\n\nc\n",
    ["passage .. towncrier release notes start", "passage .. note:: a b", "passage c"],
  ],
  ["a literal block belongs to its paragraph", "a::\n\n    1.0\n    ===\n\nb\n", ["passage a:: 1.0 ===", "passage b"]],
  ["a transition", "a\n\n----\n\nb\n", ["passage a", "rule ----", "passage b"]],
  ["a paragraph of two lines", "a\nb\n\nc", ["passage a b", "passage c"]],
  ["CRLF", "1.0\r\n===\r\n\r\n* a\r\n", ["h1 1.0", "entry * a"]],
  ["nothing at all", "", []],
] as const)
  test(name, () => expect(shape(text)).toEqual(expected));
