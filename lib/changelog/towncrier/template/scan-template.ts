import { isPythonSpace, stripText } from "@/lib/changelog/towncrier/python-text";
import type { TemplateToken } from "./library-nodes";
import { TemplateFault } from "./template-fault";
import { tokenizeTag } from "./tokenize-tag";

/** A piece of a template: text, or a tag with what stands between its marks. */
export type TemplatePiece =
  | { type: "text"; text: string; line: number }
  | { type: "statement" | "output"; tokens: TemplateToken[]; line: number };

/**
 * Cuts a template into text and tags with Jinja's rules for blanks as towncrier sets them (`trim_blocks`): a newline
 * behind a statement or comment goes, `-` strips, `+` keeps, and one newline at the end of the file goes.
 */
export function scanTemplate(template: string): TemplatePiece[] {
  const source = template.endsWith("\n") ? template.slice(0, -1) : template;
  const pieces: TemplatePiece[] = [];
  let at = 0;
  let line = 1;
  const advance = (to: number) => {
    for (let i = at; i < to; i++) if (source.charCodeAt(i) === 10) line++;
    at = to;
  };
  const pushText = (text: string) => {
    if (text !== "") pieces.push({ type: "text", text, line });
  };
  while (at < source.length) {
    const open = findTag(source, at);
    const sign = open < 0 ? "" : source.charAt(open + 2);
    const text = open < 0 ? source.slice(at) : source.slice(at, open);
    pushText(sign === "-" ? stripText(text, "right") : text);
    if (open < 0) return pieces;
    advance(open);
    const inner = open + (sign === "-" || sign === "+" ? 3 : 2);
    const mark = source.charAt(open + 1);
    if (mark === "#") advance(skipComment(source, inner, line));
    else if (mark === "{") {
      const { tokens, end } = tokenizeTag(source, inner, "}}", line);
      pieces.push({ type: "output", tokens, line });
      advance(afterClosing(source, end, false));
    } else {
      const raw = readRaw(source, open, line);
      if (raw) {
        advance(raw.start);
        pushText(raw.text);
        advance(raw.end);
        continue;
      }
      const { tokens, end } = tokenizeTag(source, inner, "%}", line);
      pieces.push({ type: "statement", tokens, line });
      advance(afterClosing(source, end, true));
    }
  }
  return pieces;
}

function findTag(source: string, from: number): number {
  for (let at = source.indexOf("{", from); at >= 0; at = source.indexOf("{", at + 1))
    if ("%{#".includes(source.charAt(at + 1) || " ")) return at;
  return -1;
}

/** Where the template goes on behind a closing mark that begins at `end`, perhaps with its sign. */
function afterClosing(source: string, end: number, trimsNewline: boolean): number {
  const sign = source.charAt(end);
  const isSigned = sign === "-" || sign === "+";
  const next = end + (isSigned ? 3 : 2);
  if (sign === "-") return skipBlanks(source, next);
  return trimsNewline && !isSigned && source.charAt(next) === "\n" ? next + 1 : next;
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (isPythonSpace(source.charAt(at))) at++;
  return at;
}

function skipComment(source: string, from: number, line: number): number {
  const end = source.indexOf("#}", from);
  if (end < 0) throw new TemplateFault("a comment is not closed with #}.", line);
  const sign = source.charAt(end - 1);
  return afterClosing(source, end > from && (sign === "-" || sign === "+") ? end - 1 : end, true);
}

/** `{% raw %}…{% endraw %}`: its text as it stands; null where another statement begins. */
function readRaw(source: string, open: number, line: number): { start: number; text: string; end: number } | null {
  const opening = wordTagAt(source, open, "raw");
  if (!opening) return null;
  const start = opening.sign === "-" ? skipBlanks(source, opening.end) : opening.end;
  for (let at = source.indexOf("{%", start); at >= 0; at = source.indexOf("{%", at + 2)) {
    const closing = wordTagAt(source, at, "endraw");
    if (!closing) continue;
    const text = source.slice(start, at);
    return {
      start,
      text: source.charAt(at + 2) === "-" ? stripText(text, "right") : text,
      end: afterClosing(source, closing.closeAt, true),
    };
  }
  throw new TemplateFault("a raw block is not closed with {% endraw %}.", line);
}

function wordTagAt(source: string, open: number, word: string): { end: number; closeAt: number; sign: string } | null {
  const isSigned = source.charAt(open + 2) === "-" || source.charAt(open + 2) === "+";
  const start = skipBlanks(source, open + (isSigned ? 3 : 2));
  if (!source.startsWith(word, start)) return null;
  const closeAt = skipBlanks(source, start + word.length);
  const sign = source.charAt(closeAt) === "-" || source.charAt(closeAt) === "+" ? source.charAt(closeAt) : "";
  return source.startsWith("%}", closeAt + sign.length) ? { end: closeAt + sign.length + 2, closeAt, sign } : null;
}
