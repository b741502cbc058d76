import { readCommit, resolveRef } from "../git/git";
import { type Ctx, HttpError, notFound, paginate, type Router, readBody, stringField } from "../http";
import type { Job, Repository, Run } from "../state";
import type { World } from "../world";
import { repositoryOf } from "./repositories";

/** Lists lag behind what has begun. */
export const isVisible = ({ visibleAt = 0 }: Run) => visibleAt <= Date.now();

/** The run a route is about. */
export function findRun({ store }: World, c: Ctx, repository: Repository): Run {
  const run = store.state.runs.find(({ id, repositoryId }) => id === Number(c.req.param("id")) && repositoryId === repository.id);
  if (!run || !isVisible(run)) throw notFound();
  return run;
}

/** Every attempt of every job, with its run. */
export const listJobs = (runs: Run[]): { job: Job; run: Run; attempt: number }[] =>
  runs.flatMap((run) => [...run.earlierAttempts, run].flatMap(({ jobs, attempt }) => known(jobs).map((job) => ({ job, run, attempt }))));

/** GitHub knows a job from the moment on at which nothing that it needs is under way. */
const known = (jobs: Job[]) => jobs.filter(({ createdAt }) => createdAt !== "");

/** The job a route is about. */
export function findJob({ store }: World, c: Ctx, repository: Repository): { job: Job; run: Run; attempt: number } {
  const id = Number(c.req.param("job"));
  const own = store.state.runs.filter(({ repositoryId }) => repositoryId === repository.id);
  const found = listJobs(own).find(({ job }) => job.id === id);
  if (!found) throw notFound();
  return found;
}

export function routeActions(router: Router, world: World) {
  const { store, shapes } = world;
  const base = "/repos/:owner/:repo/actions";

  router.get(`${base}/workflows`, (c) => {
    const repository = repositoryOf(world, c);
    const workflows = store.state.workflows.filter(({ repositoryId }) => repositoryId === repository.id);
    return c.json({
      total_count: workflows.length,
      workflows: paginate(c, workflows).map((workflow) => shapes.workflow(repository, workflow)),
    });
  });

  router.get(`${base}/runs`, (c) => answerRuns(c, repositoryOf(world, c), () => true));

  router.get(`${base}/workflows/:workflow`, (c) => {
    const repository = repositoryOf(world, c);
    return c.json(shapes.workflow(repository, findWorkflow(c, repository)));
  });

  router.get(`${base}/workflows/:workflow/runs`, (c) => {
    const repository = repositoryOf(world, c);
    const { id } = findWorkflow(c, repository);
    return answerRuns(c, repository, ({ workflowId }) => workflowId === id);
  });

  router.get(`${base}/runs/:id{[0-9]+}`, async (c) => {
    const repository = repositoryOf(world, c);
    return c.json(await runShape(repository, findRun(world, c, repository)));
  });

  router.get(`${base}/runs/:id{[0-9]+}/jobs`, (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    const attempts = c.req.query("filter") === "all" ? [...run.earlierAttempts, run] : [run];
    const jobs = attempts.flatMap(({ attempt, jobs: list }) => known(list).map((job) => jobShape(repository, run, job, attempt)));
    return c.json({ total_count: jobs.length, jobs: paginate(c, jobs) });
  });

  router.get(`${base}/runs/:id{[0-9]+}/attempts/:attempt{[0-9]+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    const attempt = Number(c.req.param("attempt"));
    const earlier = run.earlierAttempts.find((candidate) => candidate.attempt === attempt);
    if (!earlier && attempt !== run.attempt) throw notFound();
    return c.json(await runShape(repository, earlier ? { ...run, ...earlier, status: "completed" } : run));
  });

  router.get(`${base}/runs/:id{[0-9]+}/attempts/:attempt{[0-9]+}/jobs`, (c) => {
    const repository = repositoryOf(world, c);
    const run = findRun(world, c, repository);
    const attempt = Number(c.req.param("attempt"));
    const found = attempt === run.attempt ? run : run.earlierAttempts.find((candidate) => candidate.attempt === attempt);
    if (!found) throw notFound();
    const jobs = known(found.jobs).map((job) => jobShape(repository, run, job, attempt));
    return c.json({ total_count: jobs.length, jobs: paginate(c, jobs) });
  });

  router.get(`${base}/jobs/:job{[0-9]+}`, (c) => {
    const repository = repositoryOf(world, c);
    const { job, run, attempt } = findJob(world, c, repository);
    return c.json(jobShape(repository, run, job, attempt));
  });

  router.post(`${base}/workflows/:workflow/dispatches`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const workflow = findWorkflow(c, repository);
    const body = await readBody(c);
    const ref = stringField(body, "ref", "Workflow").replace(/^refs\/(?:heads|tags)\//, "");
    const sha = await resolveRef(store.gitFolder(repository), ref);
    if (!sha) throw new HttpError(422, `No ref found for: ${ref}`);
    const inputs = Object.fromEntries(Object.entries((body.inputs ?? {}) as object).map(([name, value]) => [name, String(value)]));
    const run = await world.actions.dispatch(repository, workflow, { ref, sha, actor: c.get("actor").login ?? "ghost", inputs });
    if (body.return_run_details !== true) return c.body(null, 204);
    const url = `${shapes.api}/repos/${repository.owner}/${repository.name}/actions/runs/${run.id}`;
    return c.json({
      workflow_run_id: run.id,
      run_url: url,
      html_url: `${shapes.web}/${repository.owner}/${repository.name}/actions/runs/${run.id}`,
    });
  });

  function findWorkflow(c: Ctx, repository: Repository) {
    const key = c.req.param("workflow") ?? "";
    const workflow = store.state.workflows.find(
      ({ repositoryId, id, path }) => repositoryId === repository.id && (String(id) === key || path.endsWith(`/${key}`)),
    );
    if (!workflow) throw notFound();
    return workflow;
  }

  async function answerRuns(c: Ctx, repository: Repository, isWanted: (run: Run) => boolean) {
    const { head_sha: sha, branch, event, status, actor } = c.req.query();
    const runs = store.state.runs
      .filter(
        (run) =>
          run.repositoryId === repository.id &&
          isVisible(run) &&
          isWanted(run) &&
          (!sha || run.sha === sha) &&
          (!branch || run.branch === branch) &&
          (!event || run.event === event) &&
          (!actor || run.actor === actor) &&
          (!status || run.status === status || run.conclusion === status),
      )
      .sort((a, b) => b.id - a.id);
    return c.json({
      total_count: runs.length,
      workflow_runs: await Promise.all(paginate(c, runs).map((run) => runShape(repository, run))),
    });
  }

  const workflowOf = (run: Run) => {
    const workflow = store.state.workflows.find(({ id }) => id === run.workflowId);
    if (!workflow) throw notFound();
    return workflow;
  };

  const jobShape = (repository: Repository, run: Run, job: Run["jobs"][number], attempt: number) =>
    shapes.job(repository, workflowOf(run), run, job, attempt);

  async function runShape(repository: Repository, run: Run) {
    const head = await readCommit(store.gitFolder(repository), run.sha).catch(() => null);
    return shapes.run(repository, workflowOf(run), run, head);
  }
}
