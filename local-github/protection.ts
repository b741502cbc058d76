import { isAncestor, ZERO } from "./git/git";
import type { BranchProtection, Repository } from "./state";
import type { World } from "./world";

/** The rule that protects a branch, if one does. */
export function protectionOf(world: World, repository: Repository, ref: string): BranchProtection | null {
  return (
    world.store.state.protections.find(({ repositoryId, branch }) => repositoryId === repository.id && ref === `refs/heads/${branch}`) ??
    null
  );
}

/** What GitHub's API says to a move that a protection rule forbids; null when it may go on. A `git push` is not judged here. */
export async function refusalByRule(
  world: World,
  repository: Repository,
  { ref, before, after }: { ref: string; before: string; after: string },
): Promise<string | null> {
  const rule = protectionOf(world, repository, ref);
  if (!rule) return null;
  if (rule.requiresPullRequest) return "Changes must be made through a pull request.";
  const isForced = before !== ZERO && after !== ZERO && !(await isAncestor(world.store.gitFolder(repository), before, after));
  return isForced && !rule.allowsForcePushes ? "Cannot force-push to this protected branch" : null;
}
