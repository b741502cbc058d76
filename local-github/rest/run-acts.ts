import { type Ctx, HttpError, paginate, type Router, readBody } from "../http";
import type { Environment, Repository, Run } from "../state";
import type { World } from "../world";
import { findJob, findRun } from "./actions";
import { repositoryOf } from "./repositories";

/** What people do with runs: run again, cancel, approve; and the artifacts they leave behind. */
export function routeRunActs(router: Router, world: World) {
  const { store, shapes, actions } = world;
  const base = "/repos/:owner/:repo/actions";

  router.post(`${base}/runs/:id{[0-9]+}/rerun`, async (c) => {
    const { run, login } = runThatEnded(c);
    await actions.rerun(run, () => true, store.now(), login);
    return c.json({}, 201);
  });

  router.post(`${base}/runs/:id{[0-9]+}/rerun-failed-jobs`, async (c) => {
    const { run, login } = runThatEnded(c);
    if (run.conclusion === "success") throw new HttpError(403, "This workflow run has no failed jobs");
    await actions.rerunFailed(run, store.now(), login);
    return c.json({}, 201);
  });

  router.post(`${base}/jobs/:job{[0-9]+}/rerun`, async (c) => {
    const { job, run } = findJob(world, c, repositoryOf(world, c, "write"));
    if (run.status !== "completed") throw new HttpError(403, "The workflow run containing this job is already running");
    await actions.rerun(run, ({ id }) => id === job.id, store.now(), c.get("actor").login ?? undefined);
    return c.json({}, 201);
  });

  router.post(`${base}/runs/:id{[0-9]+}/cancel`, async (c) => {
    const run = findRun(world, c, repositoryOf(world, c, "write"));
    if (run.status === "completed") throw new HttpError(409, "Cannot cancel a workflow run that is completed.");
    await actions.cancel(run);
    return c.json({}, 202);
  });

  router.get(`${base}/runs/:id{[0-9]+}/pending_deployments`, (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    return c.json(actions.waitingEnvironments(run).map((environment) => pendingShape(c, repository, environment)));
  });

  router.post(`${base}/runs/:id{[0-9]+}/pending_deployments`, async (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    const { environment_ids: ids, state, comment } = await readBody(c);
    if (!Array.isArray(ids) || (state !== "approved" && state !== "rejected") || typeof comment !== "string")
      throw new HttpError(422, "Validation Failed");
    const chosen = actions.waitingEnvironments(run).filter(({ id }) => ids.includes(id));
    const login = c.get("actor").login ?? "";
    if (chosen.length !== ids.length) throw new HttpError(422, "There is no pending deployment for one of the environments");
    if (!chosen.every(({ reviewers }) => reviewers.includes(login))) throw new HttpError(403, "User is not a required reviewer");
    for (const environment of chosen) await actions.review(run, environment, state === "approved");
    return c.json(chosen.map((environment) => shapes.deployment(repository, run, environment.name, login)));
  });

  router.get("/repos/:owner/:repo/environments", (c) => {
    const repository = repositoryOf(world, c);
    const environments = store.state.environments.filter(({ repositoryId }) => repositoryId === repository.id);
    return c.json({
      total_count: environments.length,
      environments: paginate(c, environments).map((environment) => ({
        ...shapes.environment(repository, environment),
        created_at: repository.createdAt,
        updated_at: repository.createdAt,
        deployment_branch_policy: null,
        protection_rules: [],
      })),
    });
  });

  router.get(`${base}/runs/:id{[0-9]+}/artifacts`, (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    const artifacts = run.jobs.flatMap((job) =>
      job.steps
        .filter(({ artifact, conclusion }) => artifact && conclusion === "success")
        .map((step) => shapes.artifact(repository, run, job, step)),
    );
    return c.json({ total_count: artifacts.length, artifacts: paginate(c, artifacts) });
  });

  function runThatEnded(c: Ctx): { run: Run; login: string | undefined } {
    const run = findRun(world, c, repositoryOf(world, c, "write"));
    if (run.status !== "completed") throw new HttpError(403, "This workflow is already running");
    return { run, login: c.get("actor").login ?? undefined };
  }

  function pendingShape(c: Ctx, repository: Repository, environment: Environment) {
    return {
      environment: shapes.environment(repository, environment),
      wait_timer: 0,
      wait_timer_started_at: null,
      current_user_can_approve: environment.reviewers.includes(c.get("actor").login ?? ""),
      reviewers: environment.reviewers.map((login) => ({ type: "User", reviewer: shapes.user(store.account(login)) })),
    };
  }
}
