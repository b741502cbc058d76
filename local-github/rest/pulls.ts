import { resolve } from "../git/git";
import { HttpError, notFound, paginate, type Router, readBody, stringField } from "../http";
import type { PullRequest, Repository } from "../state";
import type { World } from "../world";
import { diffFiles, repositoryOf } from "./repositories";

/** Open and read pull requests; merging comes with the screens that merge. */
export function routePulls(router: Router, world: World) {
  const { store } = world;

  router.get("/repos/:owner/:repo/pulls", async (c) => {
    const repository = repositoryOf(world, c);
    const state = c.req.query("state") ?? "open";
    const head = c.req.query("head")?.split(":").at(-1);
    const pulls = store.state.pullRequests
      .filter((pull) => pull.repositoryId === repository.id && (state === "all" || pull.state === state) && (!head || pull.head === head))
      .sort((a, b) => b.number - a.number);
    return c.json(await Promise.all(paginate(c, pulls).map((pull) => world.pullShape(repository, pull))));
  });

  router.get("/repos/:owner/:repo/pulls/:number{[0-9]+}", async (c) => {
    const repository = repositoryOf(world, c);
    const pull = find(repository, Number(c.req.param("number")));
    const shape = await world.pullShape(repository, pull);
    const files = await diffFiles(world, repository, shape.base.sha, shape.head.sha);
    return c.json({
      ...shape,
      merged: false,
      mergeable: null,
      rebaseable: null,
      mergeable_state: "unknown",
      merged_by: null,
      comments: 0,
      review_comments: 0,
      maintainer_can_modify: false,
      commits: 1,
      additions: files.reduce((sum, file) => sum + file.additions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      changed_files: files.length,
    });
  });

  router.post("/repos/:owner/:repo/pulls", async (c) => {
    const repository = repositoryOf(world, c, "read");
    const body = await readBody(c);
    const head = stringField(body, "head", "PullRequest").split(":").at(-1) ?? "";
    const base = stringField(body, "base", "PullRequest");
    const folder = store.gitFolder(repository);
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
    const shape = await world.pullShape(repository, pull);
    return c.json({ ...shape, ...NOT_COUNTED, merged_by: null }, 201);
  });

  function find(repository: Repository, number: number): PullRequest {
    const pull = store.state.pullRequests.find((candidate) => candidate.repositoryId === repository.id && candidate.number === number);
    if (!pull) throw notFound();
    return pull;
  }
}

const NOT_COUNTED = {
  merged: false,
  mergeable: null,
  mergeable_state: "unknown",
  comments: 0,
  review_comments: 0,
  maintainer_can_modify: false,
  commits: 1,
  additions: 0,
  deletions: 0,
  changed_files: 0,
};
