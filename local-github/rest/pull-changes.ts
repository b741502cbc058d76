import { GitError, gitText, readCommit, writeCommit } from "../git/git";
import { HttpError, type Router, readBody } from "../http";
import type { PullRequest, Repository } from "../state";
import type { World } from "../world";
import { findPull, fullPullShape } from "./pulls";
import { repositoryOf } from "./repositories";

/** Change, close, open again and merge pull requests: real merges, with GitHub's guards. */
export function routePullChanges(router: Router, world: World) {
  router.patch("/repos/:owner/:repo/pulls/:number{[0-9]+}", async (c) => {
    const repository = repositoryOf(world, c, "write");
    const pull = findPull(world, repository, c);
    const { title, body, state } = await readBody(c);
    const login = c.get("actor").login ?? "ghost";
    if (pull.closed?.merge && state === "open")
      throw new HttpError(422, "Validation Failed", [{ resource: "PullRequest", code: "invalid" }]);
    const words = { ...(typeof title === "string" ? { title } : {}), ...(typeof body === "string" ? { body } : {}) };
    if (Object.keys(words).length > 0 || (state === "open" && pull.state === "closed"))
      await world.changePullRequest(repository, pull, login, { ...words, ...(state === "open" ? { state: "open" as const } : {}) });
    if (state === "closed" && pull.state === "open") await world.closePullRequest(repository, pull, login, null);
    return c.json(await fullPullShape(world, repository, pull));
  });

  router.put("/repos/:owner/:repo/pulls/:number{[0-9]+}/merge", async (c) => {
    const repository = repositoryOf(world, c, "write");
    const pull = findPull(world, repository, c);
    const { merge_method: method = "merge", sha: expected } = await readBody(c);
    if (pull.state === "closed" || pull.isDraft) throw new HttpError(405, "Pull Request is not mergeable");
    if (method === "rebase") throw new HttpError(501, "local-github does not merge by rebase");
    const head = await world.branchHead(repository, pull.head);
    if (typeof expected === "string" && expected !== head)
      throw new HttpError(409, "Head branch was modified. Review and try the merge again.");
    const login = c.get("actor").login ?? "ghost";
    const sha = await merge(world, repository, pull, { isSquash: method === "squash", login });
    return c.json({ sha, merged: true, message: "Pull Request successfully merged" });
  });
}

async function merge(world: World, repository: Repository, pull: PullRequest, how: { isSquash: boolean; login: string }): Promise<string> {
  const folder = world.store.gitFolder(repository);
  const [head, base] = await Promise.all([world.branchHead(repository, pull.head), world.branchHead(repository, pull.base)]);
  if (!head || !base) throw new HttpError(405, "Pull Request is not mergeable");
  const tree = await gitText(folder, ["merge-tree", "--write-tree", base, head]).catch((error: unknown) => {
    // git says what conflicts on its standard output and ends with 1.
    if (error instanceof GitError) throw new HttpError(405, "Pull Request is not mergeable");
    throw error;
  });
  const { name, email } = world.store.account(how.login);
  const person = { name, email, date: world.store.nowIso() };
  const first = await readCommit(folder, head);
  const sha = await writeCommit(folder, {
    tree,
    parents: how.isSquash ? [base] : [base, head],
    // A squash keeps the author of what it squashes.
    author: how.isSquash ? { ...first.author, date: person.date } : person,
    committer: person,
    message: how.isSquash
      ? `${pull.title} (#${pull.number})\n`
      : `Merge pull request #${pull.number} from ${repository.owner}/${pull.head}\n\n${pull.title}\n`,
  });
  await world.moveRefs(repository, [{ ref: `refs/heads/${pull.base}`, before: base, after: sha }], how.login);
  await world.closePullRequest(repository, pull, how.login, { sha, baseSha: base });
  return sha;
}
