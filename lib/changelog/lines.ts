/** One line of a text, by offsets: content is `[start, end)`, the line end is `[end, next)`. */
export interface Line {
  start: number;
  end: number;
  next: number;
}

/** Splits at LF, CRLF and lone CR, as Markdown does; U+2028 and NUL are ordinary characters. */
export function* linesOf(text: string, from = 0, to = text.length): Generator<Line> {
  let start = from;
  while (start < to) {
    let end = start;
    while (end < to) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13) break;
      end++;
    }
    const next = end >= to ? to : text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 && end + 1 < to ? end + 2 : end + 1;
    yield { start, end, next };
    start = next;
  }
}

/** The line end most lines of a text use; LF for a text of one line. */
export function dominantLineEnd(text: string): "\n" | "\r\n" | "\r" {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (const { end, next } of linesOf(text)) {
    if (next - end === 2) crlf++;
    else if (next > end) text.charCodeAt(end) === 13 ? cr++ : lf++;
  }
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

/** True for a line of nothing but spaces and tabs. */
export function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}
