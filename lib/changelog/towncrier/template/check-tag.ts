import type { TemplateToken } from "./library-nodes";
import { TemplateFault } from "./template-fault";

/** Words that are operators; any other word is a name. */
export const WORD_OPERATORS = new Set(["and", "or", "not", "in", "is", "if", "else"]);
const OPERANDS = new Set(["Identifier", "NumericLiteral", "StringLiteral"]);
const CLOSERS = new Set(["CloseParen", "CloseSquareBracket", "CloseCurlyBracket"]);
const OPENERS = new Set(["OpenParen", "OpenSquareBracket", "OpenCurlyBracket"]);

interface Segment {
  comparisons: number;
  hasTilde: boolean;
  hasSum: boolean;
}

/**
 * Refuses what the library's parser reads otherwise than Jinja: two operands without an operator between them, chained
 * comparisons, and `~` beside `+` or `-`. `tokens` is what stands behind the statement's own word.
 */
export function checkTag(tokens: TemplateToken[]): void {
  const segments: Segment[] = [newSegment()];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    checkNeighbours(before, token, tokens[index + 1]);
    checkTestName(tokens, index);
    if (token.type === "Pipe") checkFilterEnd(tokens, index + 2);
    if (OPENERS.has(token.type)) segments.push(newSegment());
    if (CLOSERS.has(token.type)) segments.pop();
    const segment = segments.at(-1) ?? newSegment();
    if (endsSegment(token)) segments[segments.length - 1] = newSegment();
    else if (isComparison(token, tokens[index - 1])) {
      segment.comparisons++;
      segment.hasTilde = segment.hasSum = false;
      if (segment.comparisons > 1) throw new TemplateFault("chained comparisons are not supported. Write a < b and b < c.", token.line);
    } else if (token.type === "AdditiveBinaryOperator" && before && endsOperand(before)) {
      if (token.value === "~") segment.hasTilde = true;
      else segment.hasSum = true;
      if (segment.hasTilde && segment.hasSum) throw new TemplateFault("~ stands beside + or -. Put the sum in brackets.", token.line);
    }
  }
}

const newSegment = (): Segment => ({ comparisons: 0, hasTilde: false, hasSum: false });

function checkNeighbours(before: TemplateToken | undefined, token: TemplateToken, after: TemplateToken | undefined): void {
  if (!before || !endsOperand(before)) return;
  if (token.type === "Identifier" && token.value === "not" && after?.value !== "in")
    throw new TemplateFault("not is not expected here.", token.line);
  const isText = token.type === "StringLiteral" && before.type === "StringLiteral";
  if (beginsOperand(token) && !isText)
    throw new TemplateFault(`${token.value.slice(0, 40)} is not expected after ${before.value.slice(0, 40)}.`, token.line);
}

/** Jinja takes the word behind a test's name for an argument of the test, so that `a is string if b` is no choice. */
function checkTestName(tokens: TemplateToken[], index: number): void {
  const place = tokens[index - 1]?.value === "not" ? index - 2 : index - 1;
  const is = tokens[place];
  const next = tokens[index + 1];
  const name = tokens[index];
  if (is?.value !== "is" || is.type !== "Identifier" || !next || !name || name.value === "not") return;
  const isArgument = (OPERANDS.has(next.type) && !["else", "or", "and"].includes(next.value)) || OPENERS.has(next.type);
  if (isArgument)
    throw new TemplateFault(`the test ${name.value.slice(0, 40)} cannot have an argument. Put the test in brackets.`, name.line);
}

/** Behind a filter nothing of it can be picked; the library's parser would begin another list item there. */
function checkFilterEnd(tokens: TemplateToken[], from: number): void {
  let at = from;
  for (let depth = 0; at < tokens.length && (depth > 0 || (at === from && tokens[at]?.type === "OpenParen")); at++) {
    const type = tokens[at]?.type ?? "";
    if (OPENERS.has(type)) depth++;
    if (CLOSERS.has(type)) depth--;
    if (depth === 0) {
      at++;
      break;
    }
  }
  const next = tokens[at];
  if (next && (next.type === "OpenSquareBracket" || next.type === "OpenParen" || next.type === "Dot"))
    throw new TemplateFault(`${next.value} is not expected after a filter. Put the filter in brackets.`, next.line);
}

/** A choice in `{% if … %}` needs brackets, as in Jinja. */
export function checkCondition(tokens: TemplateToken[]): void {
  let depth = 0;
  for (const { type, value, line } of tokens) {
    if (OPENERS.has(type)) depth++;
    if (CLOSERS.has(type)) depth--;
    if (depth === 0 && type === "Identifier" && value === "if")
      throw new TemplateFault("a choice in {% if … %} needs brackets around it.", line);
  }
}

const endsOperand = (token: TemplateToken) => (OPERANDS.has(token.type) && !isWordOperator(token)) || CLOSERS.has(token.type);
const beginsOperand = (token: TemplateToken) => (OPERANDS.has(token.type) && !isWordOperator(token)) || token.type === "OpenCurlyBracket";
const isWordOperator = (token: TemplateToken) => token.type === "Identifier" && WORD_OPERATORS.has(token.value);

function endsSegment(token: TemplateToken): boolean {
  if (token.type === "Comma" || token.type === "Equals" || token.type === "Colon") return true;
  return token.type === "Identifier" && ["and", "or", "if", "else"].includes(token.value);
}

function isComparison(token: TemplateToken, before: TemplateToken | undefined): boolean {
  if (token.type === "ComparisonBinaryOperator") return true;
  return token.type === "Identifier" && token.value === "in" && before?.value !== "is";
}
