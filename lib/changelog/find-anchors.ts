/** Positions of lines that stand once before and once after, as many as keep one order on both sides (patience diff). */
export function findAnchors(before: string[], after: string[]): (readonly [before: number, after: number])[] {
  const positions = findOnce(after);
  const pairs = [...findOnce(before)].flatMap(([line, at]) => {
    const other = positions.get(line);
    return other === undefined ? [] : [[at, other] as const];
  });
  return longestIncreasing(pairs);
}

/** Lines that occur exactly once, with their position, in order. */
function findOnce(lines: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return new Map(lines.flatMap((line, at) => (counts.get(line) === 1 ? [[line, at] as const] : [])));
}

interface Link {
  pair: readonly [number, number];
  previous: Link | null;
}

/** Of pairs in the order of their first numbers, the most whose second numbers increase as well. */
function longestIncreasing(pairs: (readonly [number, number])[]): (readonly [number, number])[] {
  // For every length, the chain that ends lowest; a new pair goes after the longest chain it can follow.
  const ends: Link[] = [];
  for (const pair of pairs) {
    let [from, to] = [0, ends.length];
    while (from < to) {
      const half = (from + to) >> 1;
      if ((ends[half]?.pair[1] ?? 0) < pair[1]) from = half + 1;
      else to = half;
    }
    ends[from] = { pair, previous: ends[from - 1] ?? null };
  }
  const chain: (readonly [number, number])[] = [];
  for (let link = ends.at(-1) ?? null; link; link = link.previous) chain.push(link.pair);
  return chain.reverse();
}
