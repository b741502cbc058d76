import { gitText, resolve } from "../git/git";
import { type Ctx, HttpError, notFound, paginate, type Router, readBody, stringField } from "../http";
import type { PullRequest, Repository } from "../state";
import type { World } from "../world";
import { diffFiles, repositoryOf } from "./repositories";

/** Open, list and read pull requests. */
export function routePulls(router: Router, world: World) {
  const { store } = world;

  router.get("/repos/:owner/:repo/pulls", async (c) => {
    const repository = repositoryOf(world, c);
    const state = c.req.query("state") ?? "open";
    const head = c.req.query("head")?.split(":").at(-1);
    const base = c.req.query("base");
    const pulls = store.state.pullRequests
      .filter((pull) => pull.repositoryId === repository.id && (state === "all" || pull.state === state))
      .filter((pull) => (!head || pull.head === head) && (!base || pull.base === base))
      .sort((a, b) => b.number - a.number);
    return c.json(await Promise.all(paginate(c, pulls).map((pull) => world.pullShape(repository, pull))));
  });

  router.get("/repos/:owner/:repo/pulls/:number{[0-9]+}", async (c) => {
    const repository = repositoryOf(world, c);
    return c.json(await fullPullShape(world, repository, findPull(world, repository, c)));
  });

  /** In the order in which they were given. */
  router.get("/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews", (c) => {
    const repository = repositoryOf(world, c);
    const pull = findPull(world, repository, c);
    const reviews = store.state.reviews.filter(({ pullId }) => pullId === pull.id);
    return c.json(paginate(c, reviews).map((review) => world.shapes.review(repository, pull, review)));
  });

  router.post("/repos/:owner/:repo/pulls", async (c) => {
    const repository = repositoryOf(world, c, "read");
    const body = await readBody(c);
    const head = stringField(body, "head", "PullRequest").split(":").at(-1) ?? "";
    const base = stringField(body, "base", "PullRequest");
    const folder = store.gitFolder(repository);
    // GitHub: "body is too long (maximum is 65536 characters)".
    if (typeof body.body === "string" && body.body.length > LONGEST_BODY)
      throw new HttpError(422, "Validation Failed", [{ resource: "Issue", field: "body", code: "custom", message: BODY_TOO_LONG }]);
    for (const [field, name] of [
      ["head", head],
      ["base", base],
    ] as const)
      if (!(await resolve(folder, `refs/heads/${name}`)))
        throw new HttpError(422, "Validation Failed", [{ resource: "PullRequest", field, code: "invalid" }]);
    if (
      store.state.pullRequests.some(
        (pull) => pull.repositoryId === repository.id && pull.state === "open" && pull.head === head && pull.base === base,
      )
    )
      throw new HttpError(422, "Validation Failed", [
        { resource: "PullRequest", code: "custom", message: `A pull request already exists for ${repository.owner}:${head}.` },
      ]);
    const pull = await world.openPullRequest(repository, {
      title: stringField(body, "title", "PullRequest"),
      body: typeof body.body === "string" ? body.body : "",
      head,
      base,
      isDraft: body.draft === true,
      author: c.get("actor").login ?? `${store.state.app?.slug ?? "app"}[bot]`,
      labels: [],
    });
    return c.json(await fullPullShape(world, repository, pull), 201);
  });
}

const LONGEST_BODY = 65_536;
const BODY_TOO_LONG = "body is too long (maximum is 65536 characters)";

/** The pull request a route is about. */
export function findPull(world: World, repository: Repository, c: Ctx): PullRequest {
  const number = Number(c.req.param("number"));
  const pull = world.store.state.pullRequests.find((candidate) => candidate.repositoryId === repository.id && candidate.number === number);
  if (!pull) throw notFound();
  return pull;
}

/** A pull request as "Get a pull request" answers it, with its counts. */
export async function fullPullShape(world: World, repository: Repository, pull: PullRequest) {
  const shape = await world.pullShape(repository, pull);
  const folder = world.store.gitFolder(repository);
  const merge = pull.closed?.merge ?? null;
  const mergeBase = await gitText(folder, ["merge-base", shape.base.sha, shape.head.sha]).catch(() => shape.base.sha);
  const files = await diffFiles(world, repository, mergeBase, shape.head.sha).catch(() => []);
  const commits = await gitText(folder, ["rev-list", "--count", `${mergeBase}..${shape.head.sha}`]).catch(() => "0");
  return {
    ...shape,
    merged: merge !== null,
    // GitHub works it out later and says null until then.
    mergeable: null,
    rebaseable: null,
    mergeable_state: "unknown",
    merged_by: merge && world.shapes.user(world.store.account(merge.by)),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: Number(commits),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
