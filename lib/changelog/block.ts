/** How a changelog marks its headings. */
export type Markup = "markdown" | "rst";

/**
 * One piece of a changelog's text, by offsets. `heading`, `entry` (a bullet with all that hangs under it),
 * `definition` (a link definition), `rule` (a line across the page), `passage` (anything else a person wrote).
 * Blank lines lie between blocks and belong to none, so text and blocks together hold every byte.
 */
export interface Block {
  kind: "heading" | "entry" | "passage" | "rule" | "definition";
  start: number;
  /** Before the line end of its last line. */
  end: number;
  /** After that line end: where the following line begins. */
  next: number;
  /** Level of a heading from 1; 0 for everything else. */
  level: number;
  /** Words of a heading without its marks; empty for everything else. */
  title: string;
}

/** Width of the white space between two offsets; a tab goes on to the next multiple of four (CommonMark 2.2). */
export function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let i = start; i < end; i++) width += text.charCodeAt(i) === 9 ? 4 - (width % 4) : 1;
  return width;
}

/** The first offset in `[from, to)` that is no space and no tab; `to` when there is none. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) break;
    at++;
  }
  return at;
}
