import { AppError } from "@/lib/errors/app-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** What the rules of a branch let this person do with it. */
export interface BranchRules {
  mayForce: boolean;
  /** False where changes come by pull request only. */
  mayPush: boolean;
}

interface RulesAnswer {
  repository: {
    ref: {
      refUpdateRule: { allowsForcePushes: boolean; viewerCanPush: boolean } | null;
      rules: { nodes: { type: string }[] } | null;
    } | null;
  };
}

/** Branch protection and rulesets as GitHub shows them to the person who asks; one request. */
export async function readBranchRules(octokit: Octokit, { owner, name }: RepositoryName, branch: string): Promise<BranchRules> {
  const { repository } = await octokit.graphql<RulesAnswer>(
    `query Rules($owner: String!, $name: String!, $ref: String!) { repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) {
      refUpdateRule { allowsForcePushes viewerCanPush } rules(first: 100) { nodes { type } } } } }`,
    { owner, name, ref: `refs/heads/${branch}` },
  );
  const rule = repository.ref?.refUpdateRule;
  const types = new Set(repository.ref?.rules?.nodes.map(({ type }) => type));
  return {
    mayForce: (rule?.allowsForcePushes ?? true) && !types.has("NON_FAST_FORWARD"),
    mayPush: (rule?.viewerCanPush ?? true) && !types.has("PULL_REQUEST") && !types.has("LOCK_BRANCH"),
  };
}

/** Whether GitHub refused because of branch protection or a ruleset (GH006, GH013), by its words. */
export function isRuleRefusal(error: unknown): boolean {
  const words = error instanceof Error ? error.message : "";
  return /protected (?:branch|tag|ref)|force-push|rule violations|GH006|GH013|being restricted|through a pull request|required status check/i.test(
    words,
  );
}

/** GitHub's refusal because of a branch's rules, as a sentence with the way out; null for any other error. */
export function explainRuleRefusal(error: unknown, branch: string): AppError | null {
  if (!isRuleRefusal(error)) return null;
  const what = /force/i.test(error instanceof Error ? error.message : "")
    ? `${branch} may not be rewritten`
    : `${branch} takes no direct commits`;
  return new AppError("blocked", `The rules of the repository say that ${what}. Nothing was changed; open a pull request instead.`, {
    cause: error,
    detail: { offer: "pull-request" },
  });
}

/** The same for a tag that somebody may not make. */
export function explainTagRefusal(error: unknown): AppError | null {
  if (!isRuleRefusal(error)) return null;
  return new AppError(
    "blocked",
    "The rules of the repository do not let you make this tag. It was not made; ask somebody who may, or have an administrator change the rules on GitHub.",
    { cause: error },
  );
}
