import type { ConventionalCommit } from "./commit";

export interface Subject {
  type: string;
  scope: string | null;
  isBreaking: boolean;
  description: string;
}

/** The types that Release Please knows by default; only these start a further commit inside a message. */
export const KNOWN_TYPES = [
  "feat",
  "feature",
  "fix",
  "perf",
  "deps",
  "revert",
  "docs",
  "style",
  "chore",
  "refactor",
  "test",
  "build",
  "ci",
];

const TYPE = /^[^\s():!]{1,50}/;
const LONGEST_SCOPE = 200;

/**
 * Reads `type(scope)!: description` (Conventional Commits 1.0.0, 1–5, 13, 15); null when the line is none.
 * A missing space after the colon is accepted for known types, as Release Please does.
 */
export function readSubject(line: string): Subject | null {
  const type = TYPE.exec(line)?.[0];
  if (!type) return null;
  let at = type.length;
  let scope: string | null = null;
  if (line[at] === "(") {
    const close = line.slice(at, at + LONGEST_SCOPE).indexOf(")");
    if (close < 0) return null;
    const inside = line.slice(at + 1, at + close);
    if (inside.includes("(")) return null;
    scope = inside.trim() || null;
    at += close + 1;
  }
  const isBreaking = line[at] === "!";
  if (isBreaking) at++;
  if (line[at] !== ":") return null;
  const rest = line.slice(at + 1);
  const description = rest.trim();
  const isSpaced = rest.startsWith(" ") || rest.startsWith("\t");
  if (description === "" || !(isSpaced || KNOWN_TYPES.includes(type.toLowerCase()))) return null;
  return { type: type.toLowerCase(), scope, isBreaking, description };
}

/** The subject as a conventional commit writes it. */
export function subjectOf({ type, scope, isBreaking, breakingNotes, description }: ConventionalCommit): string {
  if (type === null) return description;
  const mark = isBreaking && breakingNotes.length === 0 ? "!" : "";
  return `${type}${scope ? `(${scope})` : ""}${mark}: ${description}`;
}
