/** True when a path fits a pattern of `*`, `?` and `**` (whole folders). Takes at most pattern × path steps. */
export function matchPath(pattern: string, path: string): boolean {
  return matchList(pattern.split("/"), path.split("/"), "**", matchName);
}

function matchName(pattern: string, name: string): boolean {
  return matchList([...pattern], [...name], "*", (one, other) => one === "?" || one === other);
}

/** Goes back only to the last wild card, which is enough: an earlier one can take no more than it has to. */
function matchList(pattern: string[], parts: string[], wild: string, fits: (one: string, other: string) => boolean): boolean {
  let at = 0;
  let index = 0;
  let retry: { at: number; index: number } | null = null;
  while (index < parts.length) {
    const expected = pattern[at];
    if (expected === wild) {
      retry = { at: ++at, index };
    } else if (expected !== undefined && fits(expected, parts[index] ?? "")) {
      at++;
      index++;
    } else if (retry) {
      retry.index++;
      ({ at, index } = retry);
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === wild);
}
