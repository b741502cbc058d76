import { parse } from "@huggingface/jinja";
import { toUniversalNewlines } from "@/lib/changelog/towncrier/python-text";
import { checkCondition, checkTag } from "./check-tag";
import { checkTree } from "./check-tree";
import type { TemplateNode, TemplateToken } from "./library-nodes";
import { scanTemplate, type TemplatePiece } from "./scan-template";
import { TemplateFault } from "./template-fault";

const MAX_LENGTH = 200_000;
const MAX_BLOCKS = 40;
const BLOCKS = new Set(["if", "for", "macro", "set"]);

interface OpenBlock {
  word: string;
  line: number;
  /** How many `elif` it had: each is written for the parser as an `if` in the `else`, which keeps its line. */
  elifs: number;
}

/**
 * Parses a Jinja template to a tree in which a Comment before each tag holds the tag's line. Statements other than
 * if, for, set, macro and raw are a {@link TemplateFault}, as is a block that is not closed.
 */
export function parseTemplate(template: string): TemplateNode {
  if (template.length > MAX_LENGTH) throw new TemplateFault(`the template is longer than ${MAX_LENGTH} characters.`, 1);
  const blocks: OpenBlock[] = [];
  const tokens = scanTemplate(toUniversalNewlines(template)).flatMap((piece) => toTokens(piece, blocks));
  const open = blocks.at(-1);
  if (open) throw new TemplateFault(`{% ${open.word} %} is not closed with {% end${open.word} %}.`, open.line);
  const tree = parseTokens(tokens);
  checkTree(tree);
  return tree;
}

function toTokens(piece: TemplatePiece, blocks: OpenBlock[]): TemplateToken[] {
  const { line } = piece;
  if (piece.type === "text") return [{ type: "Text", value: piece.text, line }];
  if (piece.type === "output") {
    checkTag(piece.tokens);
    return [place(line), { type: "OpenExpression", value: "{{", line }, ...piece.tokens, { type: "CloseExpression", value: "}}", line }];
  }
  const [first, ...rest] = piece.tokens;
  const word = first?.type === "Identifier" ? first.value : "";
  if (!isKnown(word))
    throw new TemplateFault(
      word === "" ? "a statement begins with a word." : `the statement ${word} is not supported. Known are if, for, set, macro and raw.`,
      line,
    );
  checkTag(word === "for" ? rest.slice(rest.findIndex(({ value }) => value === "in") + 1) : rest);
  if (word === "if" || word === "elif") checkCondition(rest);
  const statement = (name: string, inner: TemplateToken[] = []): TemplateToken[] => [
    place(line),
    { type: "OpenStatement", value: "{%", line },
    { type: "Identifier", value: name, line },
    ...inner,
    { type: "CloseStatement", value: "%}", line },
  ];
  if (BLOCKS.has(word)) {
    if (word !== "set" || !rest.some(({ type }) => type === "Equals")) openBlock(blocks, { word, line, elifs: 0 });
    return statement(word, rest);
  }
  const block = blocks.at(-1);
  if (word === "elif" && block?.word === "if") {
    block.elifs++;
    return [...statement("else"), ...statement("if", rest)];
  }
  if (word === "else" && (block?.word === "if" || block?.word === "for")) return statement("else", rest);
  if (block && word === `end${block.word}`) {
    blocks.pop();
    return [...statement(word, rest), ...Array.from({ length: block.elifs }, () => statement(word)).flat()];
  }
  throw new TemplateFault(
    block ? `{% ${word} %} does not fit the open {% ${block.word} %} of line ${block.line}.` : `{% ${word} %} closes nothing.`,
    line,
  );
}

/** Line marks reach the interpreter through the tree, whose nodes have no place of their own. */
const place = (line: number): TemplateToken => ({ type: "Comment", value: String(line), line });

function openBlock(blocks: OpenBlock[], block: OpenBlock): void {
  const depth = blocks.reduce((sum, { elifs }) => sum + 1 + elifs, 0);
  if (depth >= MAX_BLOCKS * 5 || blocks.length >= MAX_BLOCKS)
    throw new TemplateFault(`blocks stand more than ${MAX_BLOCKS} deep.`, block.line);
  blocks.push(block);
}

const isKnown = (word: string) =>
  BLOCKS.has(word) || word === "elif" || word === "else" || (word.startsWith("end") && BLOCKS.has(word.slice(3)));

/** The parser throws without a place; the last token it looked at is where it stopped. */
function parseTokens(tokens: TemplateToken[]): TemplateNode {
  let reached = 0;
  const watched = new Proxy(tokens, {
    get(target, key, receiver) {
      const index = typeof key === "string" ? Number(key) : Number.NaN;
      if (index > reached) reached = index;
      return Reflect.get(target, key, receiver);
    },
  });
  try {
    // The package declares its nodes without their fields; library-nodes.ts lists those of the version in use.
    return parse(watched) as unknown as TemplateNode;
  } catch (error) {
    const token = tokens[Math.min(reached, tokens.length - 1)];
    if (error instanceof RangeError) throw new TemplateFault("the template is nested too deep.", token?.line ?? 1);
    throw new TemplateFault(`the tag cannot be read near ${JSON.stringify(token?.value.slice(0, 40) ?? "its end")}.`, token?.line ?? 1);
  }
}
