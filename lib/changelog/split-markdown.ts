const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^#{1,6} /;
const BULLET = /^[*+-] /;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,999}\]:/;

/**
 * Cuts Markdown into parts that read the same one after the other: before headings, and in long lists before bullets chosen
 * by their own words. So an entry that moves changes the part it leaves and the one it enters, and no other.
 */
export function splitMarkdown(text: string): string[] {
  // A definition counts for the whole text, so its parts cannot be read alone.
  const lines = text.split(/(?<=\n)/);
  if (lines.some((line) => DEFINITION.test(line))) return [text];
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  let isFenced = false;
  for (const line of lines) {
    if (FENCE.test(line)) isFenced = !isFenced;
    if (at > start && !isFenced && (HEADING.test(line) || (BULLET.test(line) && isCut(line)))) {
      parts.push(text.slice(start, at));
      start = at;
    }
    at += line.length;
  }
  return [...parts, text.slice(start)];
}

/** True for about one line of 24, and always for the same. */
function isCut(line: string): boolean {
  let sum = 0;
  for (let index = 0; index < line.length; index++) sum = (sum * 31 + line.charCodeAt(index)) >>> 0;
  return sum % 24 === 0;
}
