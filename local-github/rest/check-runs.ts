import { annotationsOf } from "../actions/job-annotations";
import type { Report } from "../checks/checks";
import { readCommit, resolveRef } from "../git/git";
import { type Ctx, HttpError, notFound, paginate, type Router, readBody, stringField } from "../http";
import type { CheckRun, Job, ReportingApp, Repository, Run } from "../state";
import type { World } from "../world";
import { repositoryOf } from "./repositories";

const STATUSES = ["queued", "in_progress", "completed", "waiting", "requested", "pending"];
const CONCLUSIONS = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"];

/** Check runs and suites: anybody who may read sees them, and only the App that made one writes it. */
export function routeCheckRuns(router: Router, world: World) {
  const { store, checks } = world;
  const { shapes } = checks;
  const base = "/repos/:owner/:repo";

  router.post(`${base}/check-runs`, async (c) => {
    const repository = repositoryOf(world, c);
    const app = reporterOf(c);
    const body = await readBody(c);
    const sha = await resolveRef(store.gitFolder(repository), stringField(body, "head_sha", "CheckRun"));
    if (!sha) throw new HttpError(422, `No commit found for SHA: ${String(body.head_sha)}`);
    const report = { ...toReport(body), name: stringField(body, "name", "CheckRun") };
    return c.json(shapes.checkRun(repository, await checks.create(repository, app, sha, report)), 201);
  });

  router.patch(`${base}/check-runs/:id{[0-9]+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const app = reporterOf(c);
    const run = store.state.checkRuns.find(({ id, repositoryId }) => id === Number(c.req.param("id")) && repositoryId === repository.id);
    if (!run) throw notFound();
    if (run.app !== app.slug)
      throw new HttpError(403, `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`);
    await checks.update(repository, run, toReport(await readBody(c)));
    return c.json(shapes.checkRun(repository, run));
  });

  router.get(`${base}/check-runs/:id{[0-9]+}`, (c) => {
    const repository = repositoryOf(world, c);
    const { check, job } = find(c, repository);
    return c.json(check ? shapes.checkRun(repository, check) : shapes.job(repository, job.run, job.job));
  });

  router.get(`${base}/check-runs/:id{[0-9]+}/annotations`, (c) => {
    const repository = repositoryOf(world, c);
    const { check, job } = find(c, repository);
    const files = `${world.shapes.web}/${repository.owner}/${repository.name}/blob/${check ? check.sha : job.run.sha}`;
    return c.json(
      paginate(c, check ? check.annotations : annotationsOf(job.job)).map((note) => ({
        ...note,
        blob_href: `${files}/${String(note.path)}`,
      })),
    );
  });

  router.get(`${base}/commits/:ref{.+}/check-runs`, async (c) => {
    const repository = repositoryOf(world, c);
    const sha = await commitOf(c, repository);
    const { check_name: name, app_id: appId, status, filter } = c.req.query();
    const reported = store.state.checkRuns.filter((run) => run.repositoryId === repository.id && run.sha === sha);
    const isAll = filter === "all";
    const all = [
      ...(isAll ? reported : checks.latest(reported)).map((run) => shapes.checkRun(repository, run)),
      ...jobsAt(repository, sha, isAll).map(({ run, job }) => shapes.job(repository, run, job)),
    ];
    const found = all
      .filter((run) => (!name || run.name === name) && (!appId || run.app.id === Number(appId)) && (!status || run.status === status))
      .sort((a, b) => b.id - a.id);
    return c.json({ total_count: found.length, check_runs: paginate(c, found) });
  });

  router.get(`${base}/commits/:ref{.+}/check-suites`, async (c) => {
    const repository = repositoryOf(world, c);
    const sha = await commitOf(c, repository);
    const head = await readCommit(store.gitFolder(repository), sha);
    const suites = [
      ...store.state.checkSuites
        .filter((suite) => suite.repositoryId === repository.id && suite.sha === sha)
        .map((suite) => shapes.suite(repository, suite, runsOf(suite.id), head)),
      ...runsAt(repository, sha).map((run) => shapes.suiteOfRun(repository, run, head)),
    ].sort((a, b) => b.id - a.id);
    return c.json({ total_count: suites.length, check_suites: paginate(c, suites) });
  });

  router.get(`${base}/check-suites/:id{[0-9]+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const isIt = ({ id, repositoryId }: { id: number; repositoryId: number }) =>
      id === Number(c.req.param("id")) && repositoryId === repository.id;
    const suite = store.state.checkSuites.find(isIt);
    const run = store.state.runs.find(isIt);
    const sha = suite?.sha ?? run?.sha;
    if (!sha) throw notFound();
    const head = await readCommit(store.gitFolder(repository), sha);
    if (suite) return c.json(shapes.suite(repository, suite, runsOf(suite.id), head));
    if (run) return c.json(shapes.suiteOfRun(repository, run, head));
    throw notFound();
  });

  const runsOf = (suiteId: number) => checks.latest(store.state.checkRuns.filter((run) => run.suiteId === suiteId));
  const runsAt = (repository: Repository, sha: string) =>
    store.state.runs.filter((run) => run.repositoryId === repository.id && run.sha === sha);

  /** Jobs that exist for GitHub: those whose needs have ended. */
  function jobsAt(repository: Repository, sha: string, isAll: boolean): { run: Run; job: Job }[] {
    return runsAt(repository, sha).flatMap((run) => {
      const newest = run.jobs.map(({ id }) => id);
      const earlier = isAll ? run.earlierAttempts.flatMap(({ jobs }) => jobs.filter(({ id }) => !newest.includes(id))) : [];
      return [...run.jobs, ...earlier].filter(({ createdAt }) => createdAt !== "").map((job) => ({ run, job }));
    });
  }

  function find(c: Ctx, repository: Repository): { check: CheckRun; job: null } | { check: null; job: { run: Run; job: Job } } {
    const wanted = Number(c.req.param("id"));
    const check = store.state.checkRuns.find(({ id, repositoryId }) => id === wanted && repositoryId === repository.id);
    if (check) return { check, job: null };
    for (const { sha } of store.state.runs.filter(({ repositoryId }) => repositoryId === repository.id)) {
      const job = jobsAt(repository, sha, true).find((candidate) => candidate.job.id === wanted);
      if (job) return { check: null, job };
    }
    throw notFound();
  }

  async function commitOf(c: Ctx, repository: Repository): Promise<string> {
    const ref = decodeURIComponent(c.req.param("ref") ?? "");
    const sha = await resolveRef(store.gitFolder(repository), ref);
    if (!sha) throw new HttpError(422, `No commit found for SHA: ${ref}`);
    return sha;
  }
}

function reporterOf(c: Ctx): ReportingApp {
  const { kind, reportsAs } = c.get("actor");
  if (kind !== "installation") throw new HttpError(403, "You must authenticate via a GitHub App.");
  if (!reportsAs) throw new HttpError(403, "Resource not accessible by integration");
  return reportsAs;
}

function toReport(body: Record<string, unknown>): Report {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const invalid = (field: string) => new HttpError(422, "Validation Failed", [{ resource: "CheckRun", field, code: "invalid" }]);
  const { title, summary, text: words, annotations } = (body.output ?? {}) as Record<string, unknown>;
  const [status, conclusion] = [text(body.status), text(body.conclusion)];
  if (status && !STATUSES.includes(status)) throw invalid("status");
  if (conclusion && !CONCLUSIONS.includes(conclusion)) throw invalid("conclusion");
  if (status === "completed" && !conclusion) throw invalid("conclusion");
  return {
    name: text(body.name),
    status,
    conclusion,
    externalId: text(body.external_id),
    detailsUrl: text(body.details_url),
    startedAt: text(body.started_at),
    completedAt: text(body.completed_at),
    output: body.output ? { title: text(title) ?? null, summary: text(summary) ?? null, text: text(words) ?? null } : undefined,
    annotations: (Array.isArray(annotations) ? annotations : []).map((annotation: Record<string, unknown>) => ({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
    })),
  };
}
