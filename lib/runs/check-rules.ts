/**
 * What the outcome of a check means for a release. `required`: it must have passed, and one that never began is missing.
 * `blocking`: its failure holds up, its absence does not. `allowed-to-fail`: it is shown and holds up nothing. `hidden`: it is left out.
 */
export const CHECK_CLASSES = ["required", "blocking", "allowed-to-fail", "hidden"] as const;
export type CheckClass = (typeof CHECK_CLASSES)[number];

/** One line of a repository's settings; the first that matches counts. */
export interface CheckRule {
  /** A workflow (`CI`) or one of its jobs (`CI / test*`); `*` stands for any characters. */
  pattern: string;
  class: CheckClass;
}

export const MAXIMUM_RULES = 100;

/** The class of a workflow, or of a job in it; a job that no rule names is what its workflow is, and that is blocking unless said otherwise. */
export function classOf(rules: CheckRule[], workflow: string, job?: string): CheckClass {
  const find = (name: string) => rules.find(({ pattern }) => matches(pattern, name))?.class;
  return (job === undefined ? undefined : find(`${workflow} / ${job}`)) ?? find(workflow) ?? "blocking";
}

/** Workflows that must have passed and are named without a star: what is missing is known by name. */
export function requiredWorkflows(rules: CheckRule[]): string[] {
  return rules
    .map(({ pattern, class: own }) => (own === "required" ? pattern : ""))
    .filter((pattern) => pattern !== "" && !pattern.includes("*") && !pattern.includes(" / "));
}

/** A workflow, or a job of one, or what another App reports: whatever has begun on a commit and has a name. */
export interface BegunCheck {
  workflow: string;
  job?: string;
}

/** Patterns that must have passed and that nothing which has begun and is required answers to. */
export function listMissingPatterns(rules: CheckRule[], begun: BegunCheck[]): string[] {
  const required = begun
    .filter(({ workflow, job }) => classOf(rules, workflow, job) === "required")
    .map(({ workflow, job }) => (job === undefined ? workflow : `${workflow} / ${job}`));
  const patterns = rules.flatMap(({ pattern, class: own }) => (own === "required" ? [pattern] : []));
  return [...new Set(patterns)].filter((pattern) => !required.some((name) => matches(pattern, name)));
}

/** Whole names, whatever their case; every part between stars is looked for once, so that no pattern is slow. */
export function matches(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? "";
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
