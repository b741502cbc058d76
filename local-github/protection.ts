import { isAncestor, ZERO } from "./git/git";
import type { Actor } from "./identity/actor";
import type { BranchProtection, Repository } from "./state";
import type { World } from "./world";

/** The rule that protects a branch, if one does. */
export function protectionOf(world: World, repository: Repository, ref: string): BranchProtection | null {
  return (
    world.store.state.protections.find(({ repositoryId, branch }) => repositoryId === repository.id && ref === `refs/heads/${branch}`) ??
    null
  );
}

/**
 * What GitHub's API says to a move that a rule forbids; null when it may go on. A `git push` is not judged here. Whether
 * GitHub judges a ref that is named and stays where it is, is not known; here it does, which is the harder case.
 */
export async function refusalByRule(
  world: World,
  repository: Repository,
  { ref, before, after }: { ref: string; before: string; after: string },
  actor: Actor,
): Promise<string | null> {
  if (before === ZERO && isTagKept(world, repository, ref) && actor.roleOn(repository) !== "admin")
    return `Repository rule violations found for ${ref}.\n\nCannot create ref due to creations being restricted.`;
  const rule = protectionOf(world, repository, ref);
  if (!rule) return null;
  if (rule.requiresPullRequest) return "Changes must be made through a pull request.";
  const isForced = before !== ZERO && after !== ZERO && !(await isAncestor(world.store.gitFolder(repository), before, after));
  return isForced && !rule.allowsForcePushes ? "Cannot force-push to this protected branch" : null;
}

const isTagKept = ({ store }: World, { id }: Repository, ref: string) =>
  store.state.tagRules.some(({ repositoryId, prefix }) => repositoryId === id && ref.startsWith(`refs/tags/${prefix}`));
