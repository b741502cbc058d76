import { expect, test } from "vitest";
import { scanMarkdown } from "./scan-markdown";

/** Blocks as `kind: first words`, headings with their level. */
const shape = (text: string) =>
  scanMarkdown(text).blocks.map(({ kind, level, title, start, end }) =>
    kind === "heading" ? `h${level} ${title}` : `${kind} ${text.slice(start, end).trim().replace(/\s+/g, " ").slice(0, 24).trim()}`,
  );

for (const [name, text, expected] of [
  ["ATX headings with closing marks", "# A #\n##  B ## \n###\tC", ["h1 A", "h2 B", "h3 C"]],
  ["an empty heading", "##\nx", ["h2 ", "passage x"]],
  ["no heading: seven marks, no space, four spaces in", "####### a\n\n#b\n\n    # c", ["passage ####### a", "passage #b", "passage # c"]],
  ["setext headings of one line", "Title\n=====\n\nSub\n---\n", ["h1 Title", "h2 Sub"]],
  ["no setext heading under a paragraph of two lines", "one\ntwo\n---\n", ["passage one two", "rule ---"]],
  ["a rule is no bullet and no heading", "- - -\n\n***\n\n_ _ _\n", ["rule - - -", "rule ***", "rule _ _ _"]],
  ["bullets of every kind", "* a\n- b\n+ c\n1. d\n2) e\n", ["entry * a", "entry - b", "entry + c", "entry 1. d", "entry 2) e"]],
  [
    "nested bullets, continued and lazy lines",
    "* a\n  - b\n  more\nlazy\n\n  after a blank\n* c",
    ["entry * a - b more lazy after", "entry * c"],
  ],
  ["a heading that is indented under a bullet belongs to it", "* a\n\n  ## b\n* c", ["entry * a ## b", "entry * c"]],
  ["a paragraph after a blank line ends the bullet", "* a\n\nb\n", ["entry * a", "passage b"]],
  ["headings in a fence are text", "```\n## a\n```\n## b", ["passage ``` ## a ```", "h2 b"]],
  ["a shorter fence does not close a longer one", "````\n```\n## a\n````\n## b", ["passage ```` ``` ## a ````", "h2 b"]],
  ["an unclosed fence takes the rest", "~~~\n## a\n\n* b", ["passage ~~~ ## a * b"]],
  ["a fence in a bullet ends with the bullet", "* a\n  ```\n  ## x\n* b", ["entry * a ``` ## x", "entry * b"]],
  ["back ticks with a back tick after them open nothing", "``` a`b\n## c", ["passage ``` a`b", "h2 c"]],
  ["headings in a comment are text", "<!--\n## a\n\n-->\n## b", ["passage <!-- ## a -->", "h2 b"]],
  ["a comment on one line", "<!-- a --> b\n## c", ["passage <!-- a --> b", "h2 c"]],
  ["a table in HTML ends with a blank line", "<table>\n## a\n</table>\n\n## b", ["passage <table> ## a </table>", "h2 b"]],
  ["pre goes on over blank lines", "<pre>\n\n## a\n</pre>\n## b", ["passage <pre> ## a </pre>", "h2 b"]],
  ["indented code is a passage", "a\n\n    ## b\n", ["passage a", "passage ## b"]],
  ["link definitions", "* a\n\n[1]: x\n[b c]: y\n", ["entry * a", "definition [1]: x", "definition [b c]: y"]],
  ["a label in brackets is no definition", "[a] b\n", ["passage [a] b"]],
  ["front matter", "---\ntitle: x\n---\n# a", ["passage --- title: x ---", "h1 a"]],
  ["a rule at the top is no front matter", "---\n\n# a\n\n---\n", ["rule ---", "h1 a", "rule ---"]],
  ["a quote is one passage", "> ## a\n> b\n", ["passage > ## a > b"]],
  ["a BOM stands before the first heading", "\ufeff# a", ["h1 a"]],
  ["CR, LF and CRLF", "# a\r# b\n# c\r\n# d", ["h1 a", "h1 b", "h1 c", "h1 d"]],
  ["U+2028 and NUL are no line ends", "# a\u2028# b\u0000c", ["h1 a\u2028# b\u0000c"]],
  [
    "merge markers are passages",
    "<<<<<<< a\n* b\n=======\n* c\n>>>>>>> d",
    ["passage <<<<<<< a", "entry * b =======", "entry * c >>>>>>> d"],
  ],
  ["nothing at all", "", []],
] as const)
  test(name, () => expect(shape(text)).toEqual(expected));

test("offsets: a block ends before its line end, and the next line begins after it", () => {
  const [heading, entry] = scanMarkdown("# a\r\n* b\r\n  c\r\n\r\n").blocks;
  expect(heading).toMatchObject({ start: 0, end: 3, next: 5 });
  expect(entry).toMatchObject({ start: 5, end: 13, next: 15 });
});

for (const [name, text, expected] of [
  ["a fence", "# a\n```\nb", 4],
  ["a comment", "<!-- a", 0],
  ["nothing that a blank line would end", "<table>\na", null],
  ["nothing", "```\na\n```", null],
] as const)
  test(`what is never closed is told: ${name}`, () => expect(scanMarkdown(text).unclosedAt).toBe(expected));
