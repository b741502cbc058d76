import { parse } from "yaml";

/** What local-github reads of a workflow file; commands are never executed, only named. */
export interface WorkflowFile {
  name: string;
  /** `run-name`, with its expressions. */
  runName: string | null;
  triggers: Record<string, Trigger>;
  /** What `workflow_dispatch` asks for. */
  inputs: Record<string, DispatchInput>;
  jobs: WorkflowJob[];
}

export interface DispatchInput {
  isRequired: boolean;
  /** Empty when there is none. */
  default: string;
  /** Null when any value will do. */
  options: string[] | null;
}

export interface Trigger {
  branches: string[] | null;
  tags: string[] | null;
}

export interface WorkflowJob {
  key: string;
  name: string;
  needs: string[];
  isAllowedToFail: boolean;
  runsAlways: boolean;
  /** The environment it deploys to; one with reviewers holds it until one of them approves. */
  environment: string | null;
  steps: WorkflowStep[];
}

export interface WorkflowStep {
  name: string;
  runsAlways: boolean;
  /** What it would run, for the log. */
  command: string | null;
  /** The artifact it uploads. */
  artifact: string | null;
}

type Tree = Record<string, unknown>;

/** Reads a workflow file; null when it is none that GitHub would list. Matrix jobs become one job a cell. */
export function readWorkflowFile(text: string, path: string): WorkflowFile | null {
  let tree: unknown;
  try {
    tree = parse(text, { merge: true });
  } catch {
    return null;
  }
  if (!isTree(tree) || !isTree(tree.jobs)) return null;
  return {
    name: typeof tree.name === "string" ? tree.name : path,
    runName: typeof tree["run-name"] === "string" ? tree["run-name"] : null,
    triggers: readTriggers(tree.on ?? tree.true),
    inputs: readInputs(tree.on ?? tree.true),
    jobs: Object.entries(tree.jobs).flatMap(([key, job]) => (isTree(job) ? expandJob(key, job) : [])),
  };
}

/** GitHub's filter patterns: `*` within a name, `**` across slashes, `?`, `!` negates, later ones win. */
export function matchesPattern(name: string, patterns: string[]): boolean {
  let isMatch = patterns.every((pattern) => pattern.startsWith("!"));
  for (const pattern of patterns) {
    const isNegative = pattern.startsWith("!");
    if (globToRegex(isNegative ? pattern.slice(1) : pattern).test(name)) isMatch = !isNegative;
  }
  return isMatch;
}

function globToRegex(pattern: string): RegExp {
  const source = pattern.replace(/\*\*|\*|\?|[.+^${}()|\\]/g, (token) =>
    token === "**" ? ".*" : token === "*" ? "[^/]*" : token === "?" ? "[^/]" : `\\${token}`,
  );
  return new RegExp(`^${source}$`);
}

/** True when a push of this ref starts the workflow (GitHub: "on.push.<branches|tags>"). */
export function startsOnPush(file: WorkflowFile, ref: string): boolean {
  const trigger = file.triggers.push;
  if (!trigger) return false;
  if (ref.startsWith("refs/tags/")) {
    if (trigger.tags) return matchesPattern(ref.slice(10), trigger.tags);
    return trigger.branches === null;
  }
  if (trigger.branches) return matchesPattern(ref.slice(11), trigger.branches);
  return trigger.tags === null;
}

/** True when a pull request to this base starts the workflow. */
export function startsOnPullRequest(file: WorkflowFile, base: string): boolean {
  const trigger = file.triggers.pull_request;
  return Boolean(trigger && (trigger.branches === null || matchesPattern(base, trigger.branches)));
}

function readTriggers(on: unknown): Record<string, Trigger> {
  if (typeof on === "string") return { [on]: { branches: null, tags: null } };
  if (Array.isArray(on)) return Object.fromEntries(on.map((name) => [String(name), { branches: null, tags: null }]));
  if (!isTree(on)) return {};
  return Object.fromEntries(
    Object.entries(on).map(([name, value]) => [
      name,
      { branches: isTree(value) ? list(value.branches) : null, tags: isTree(value) ? list(value.tags) : null },
    ]),
  );
}

function readInputs(on: unknown): Record<string, DispatchInput> {
  const dispatch = isTree(on) ? on.workflow_dispatch : null;
  const inputs = isTree(dispatch) && isTree(dispatch.inputs) ? dispatch.inputs : {};
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const { required, default: value, type, options } = isTree(input) ? input : ({} as Tree);
      return [
        name,
        { isRequired: required === true, default: String(value ?? ""), options: type === "choice" ? (list(options) ?? []) : null },
      ];
    }),
  );
}

function expandJob(key: string, job: Tree): WorkflowJob[] {
  const base: WorkflowJob = {
    key,
    name: typeof job.name === "string" ? job.name : key,
    needs: typeof job.needs === "string" ? [job.needs] : (list(job.needs) ?? []),
    isAllowedToFail: job["continue-on-error"] === true,
    runsAlways: typeof job.if === "string" && job.if.includes("always()"),
    environment: readEnvironment(job.environment),
    steps: (Array.isArray(job.steps) ? job.steps : []).filter(isTree).map((step) => ({
      name: stepName(step),
      runsAlways: typeof step.if === "string" && step.if.includes("always()"),
      command: typeof step.run === "string" ? step.run : null,
      artifact: artifactOf(step),
    })),
  };
  const cells = matrixCells(isTree(job.strategy) ? job.strategy.matrix : null);
  if (cells.length === 0) return [base];
  return cells.map((cell) => {
    const filled = base.name.replace(/\$\{\{\s*matrix\.(\w+)\s*\}\}/g, (_, name: string) => String(cell[name] ?? ""));
    return { ...base, name: filled === base.name ? `${base.name} (${Object.values(cell).map(String).join(", ")})` : filled };
  });
}

function readEnvironment(environment: unknown): string | null {
  const name = isTree(environment) ? environment.name : environment;
  return typeof name === "string" ? name : null;
}

function artifactOf({ uses, with: settings }: Tree): string | null {
  if (typeof uses !== "string" || !uses.startsWith("actions/upload-artifact@")) return null;
  return isTree(settings) && typeof settings.name === "string" ? settings.name : "artifact";
}

function matrixCells(matrix: unknown): Tree[] {
  if (!isTree(matrix)) return [];
  let cells: Tree[] = [{}];
  for (const [name, values] of Object.entries(matrix)) {
    if (name === "include" || name === "exclude" || !Array.isArray(values)) continue;
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value })));
  }
  return cells.filter((cell) => Object.keys(cell).length > 0).slice(0, 256);
}

function stepName(step: Tree): string {
  if (typeof step.name === "string") return step.name;
  if (typeof step.uses === "string") return `Run ${step.uses}`;
  return `Run ${
    String(step.run ?? "")
      .split("\n")[0]
      ?.trim() ?? ""
  }`;
}

const isTree = (value: unknown): value is Tree => value !== null && typeof value === "object" && !Array.isArray(value);
const list = (value: unknown): string[] | null => (Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : null);
