import { isDecimal, parsePythonInteger, stripText } from "./python-text";

export interface FragmentName {
  /** `12`, `gh-3`; it still has its orphan mark. */
  issue: string;
  type: string;
  /** Tells apart several fragments of one issue and type: 1 in `12.fix.1.md`. */
  counter: number;
}

/**
 * Reads `issue.type[.counter][.extension]`; the last part that names a type is the type, everything before it the
 * issue. Null for a name without a type.
 */
export function parseFragmentName(name: string, types: ReadonlySet<string>): FragmentName | null {
  const parts = name.split(".");
  for (let i = parts.length - 1; i > 0; i--) {
    const type = parts[i] ?? "";
    if (!types.has(type)) continue;
    const issue = stripText(parts.slice(0, i).join("."));
    const counter = parts[i + 1] ?? "";
    return {
      issue: isDecimal(issue) ? `${parsePythonInteger(issue)}` : issue,
      type,
      counter: isDecimal(counter) ? Number(parsePythonInteger(counter)) : 0,
    };
  }
  return null;
}
