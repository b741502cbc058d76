import { resolve, resolveRef } from "../git/git";
import { type Ctx, HttpError, paginate, type Router, readBody, requireRole } from "../http";
import type { CommitStatus, Repository } from "../state";
import type { World } from "../world";
import { repositoryOf } from "./repositories";

const STATES = ["error", "failure", "pending", "success"];

/** Commit statuses: nothing is changed, each is one more, and the last of a context counts. */
export function routeStatuses(router: Router, world: World) {
  const { store, checks } = world;
  const base = "/repos/:owner/:repo";

  router.post(`${base}/statuses/:sha`, async (c) => {
    const repository = repositoryOf(world, c);
    const { kind, reportsAs, login } = c.get("actor");
    // Slipway's own installation may read statuses, and no more.
    if (kind === "installation" && !reportsAs) throw new HttpError(403, "Resource not accessible by integration");
    if (!reportsAs) requireRole(c.get("actor"), repository, "write");
    const body = await readBody(c);
    const given = c.req.param("sha");
    const sha = await resolve(store.gitFolder(repository), given);
    if (!sha || !/^[0-9a-f]{40}$/.test(given)) throw new HttpError(422, `No commit found for SHA: ${given}`);
    const state = String(body.state);
    if (!STATES.includes(state)) throw new HttpError(422, "Validation Failed", [{ resource: "Status", field: "state", code: "invalid" }]);
    const status = await checks.setStatus(repository, {
      sha,
      state,
      context: typeof body.context === "string" ? body.context : "default",
      description: typeof body.description === "string" ? body.description : null,
      targetUrl: typeof body.target_url === "string" ? body.target_url : null,
      creator: login ?? "ghost",
    });
    return c.json(checks.shapes.status(repository, status), 201);
  });

  router.get(`${base}/commits/:ref{.+}/statuses`, async (c) => {
    const repository = repositoryOf(world, c);
    const all = statusesOf(repository, await commitOf(c, repository));
    return c.json(paginate(c, all).map((status) => checks.shapes.status(repository, status)));
  });

  router.get(`${base}/commits/:ref{.+}/status`, async (c) => {
    const repository = repositoryOf(world, c);
    const sha = await commitOf(c, repository);
    const all = statusesOf(repository, sha);
    const latest = all.filter(({ context }, index) => all.findIndex((other) => other.context === context) === index);
    const url = `${world.shapes.api}/repos/${repository.owner}/${repository.name}/commits/${sha}`;
    return c.json({
      state: addUp(latest),
      statuses: paginate(c, latest).map((status) => checks.shapes.simpleStatus(repository, status)),
      sha,
      total_count: latest.length,
      repository: world.shapes.minimalRepository(repository),
      commit_url: url,
      url: `${url}/status`,
    });
  });

  /** Newest first. */
  const statusesOf = (repository: Repository, sha: string) =>
    store.state.statuses.filter((status) => status.repositoryId === repository.id && status.sha === sha).sort((a, b) => b.id - a.id);

  async function commitOf(c: Ctx, repository: Repository): Promise<string> {
    const ref = decodeURIComponent(c.req.param("ref") ?? "");
    const sha = await resolveRef(store.gitFolder(repository), ref);
    if (!sha) throw new HttpError(422, `No commit found for SHA: ${ref}`);
    return sha;
  }
}

/** GitHub's rule: any failure fails, anything pending or nothing at all is pending. */
function addUp(latest: CommitStatus[]): string {
  if (latest.some(({ state }) => state === "failure" || state === "error")) return "failure";
  return latest.length === 0 || latest.some(({ state }) => state === "pending") ? "pending" : "success";
}
