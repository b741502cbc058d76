/** True where a file name matches a shell pattern of `*`, `?` and `[…]` (Python's `fnmatch`), in linear space. */
export function matchesFileNamePattern(name: string, pattern: string): boolean {
  const characters = Array.from(name);
  const pieces = parsePattern(pattern);
  let at = 0;
  let piece = 0;
  let retryPiece = -1;
  let retryAt = 0;
  while (at < characters.length) {
    const current = pieces[piece];
    if (current === "any") {
      retryPiece = piece++;
      retryAt = at;
    } else if (current?.(characters[at] ?? "")) {
      piece++;
      at++;
    } else if (retryPiece >= 0) {
      piece = retryPiece + 1;
      at = ++retryAt;
    } else return false;
  }
  return pieces.slice(piece).every((rest) => rest === "any");
}

type Piece = "any" | ((character: string) => boolean);

function parsePattern(pattern: string): Piece[] {
  const characters = Array.from(pattern);
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? "";
    const end = character === "[" ? closingBracket(characters, i) : -1;
    if (character === "*") pieces.push("any");
    else if (character === "?") pieces.push(() => true);
    else if (end > 0) {
      pieces.push(characterSet(characters.slice(i + 1, end)));
      i = end;
    } else pieces.push((other) => other === character);
  }
  return pieces;
}

function closingBracket(characters: string[], open: number): number {
  const first = characters[open + 1] === "!" ? open + 2 : open + 1;
  return characters.indexOf("]", characters[first] === "]" ? first + 1 : first);
}

function characterSet(members: string[]): (character: string) => boolean {
  const isNegated = members[0] === "!";
  const rest = isNegated ? members.slice(1) : members;
  const ranges: [string, string][] = [];
  for (let i = 0; i < rest.length; i++) {
    const from = rest[i] ?? "";
    const to = rest[i + 1] === "-" ? rest[i + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) i += 2;
  }
  return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== isNegated;
}
