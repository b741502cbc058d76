/** One line of a text, by offsets: content is `[start, end)`, the line end is `[end, next)`. */
export interface Line {
  start: number;
  end: number;
  next: number;
}

/** Splits at LF, CRLF and lone CR, as Markdown does; U+2028 and NUL are ordinary characters. */
export function* linesOf(text: string, from = 0, to = text.length): Generator<Line> {
  const ends = lineEnds(text);
  let start = from;
  while (start < to) {
    const end = Math.min(ends.endOf(start), to);
    const next = Math.min(ends.nextOf(end), to);
    yield { start, end, next };
    start = next;
  }
}

/** Finds line ends by native search, each character looked at once; to be asked from the front to the back. */
export function lineEnds(text: string): { endOf(start: number): number; nextOf(end: number): number } {
  let lf = -1;
  let cr = -1;
  const find = (mark: string, start: number) => {
    const at = text.indexOf(mark, start);
    return at < 0 ? text.length : at;
  };
  return {
    endOf(start) {
      if (lf < start) lf = find("\n", start);
      if (cr < start) cr = find("\r", start);
      return lf < cr ? lf : cr;
    },
    nextOf(end) {
      if (end >= text.length) return text.length;
      return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    },
  };
}

/** The line end most lines of a text use; LF for a text of one line. */
export function dominantLineEnd(text: string): "\n" | "\r\n" | "\r" {
  if (!text.includes("\r")) return "\n";
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
