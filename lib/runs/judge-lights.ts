import { type CheckRule, classOf, requiredWorkflows } from "./check-rules";
import { type JudgedRun, judgeRun } from "./judge-run";

/** One outcome that counts for a candidate: of a workflow, or of what another App or tool says. */
export interface Light {
  id: bigint;
  /** Of a check its App and name. */
  workflowId: bigint | string;
  headSha: string;
  status: string;
  conclusion: string | null;
}

export interface RunFacts extends Light, JudgedRun {
  jobs: { name: string; status: string; conclusion: string | null }[];
}

export interface CheckFacts extends Light {
  name: string;
}

/**
 * What counts for the light of each commit under a repository's rules: what may fail and what is hidden does not, a run
 * whose only failures may fail has passed, and a required workflow that never began is waited for.
 */
export function judgeLights(runs: RunFacts[], checks: CheckFacts[], rules: CheckRule[], shas: string[]): Light[] {
  const counts = (name: string) => ["required", "blocking"].includes(classOf(rules, name));
  const judged = runs
    .filter(({ workflowName }) => counts(workflowName))
    .map(({ id, workflowId, headSha, ...run }): Light => {
      const isForgiven = run.conclusion !== "success" && judgeRun(run, run.jobs, rules).state === "passed";
      return { id, workflowId, headSha, status: run.status, conclusion: isForgiven ? "success" : run.conclusion };
    });
  const said = checks.filter(({ name }) => counts(name)).map(({ name: _, ...light }): Light => light);
  const missing = requiredWorkflows(rules).flatMap((name) =>
    shas
      .filter((sha) => !isThere(name, sha))
      .map((sha): Light => ({ id: 0n, workflowId: `required/${name}`, headSha: sha, status: "queued", conclusion: null })),
  );
  return [...judged, ...said, ...missing];

  function isThere(name: string, sha: string): boolean {
    const isSame = (other: string) => other.toLowerCase() === name.toLowerCase();
    return (
      runs.some(({ headSha, workflowName }) => headSha === sha && isSame(workflowName)) ||
      checks.some(({ headSha, name: other }) => headSha === sha && isSame(other))
    );
  }
}
