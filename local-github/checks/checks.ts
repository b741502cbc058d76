import { gitText, readCommit } from "../git/git";
import type { CheckRun, CheckSuite, CommitStatus, Job, ReportingApp, Repository, Run } from "../state";
import type { World } from "../world";
import { CheckShapes } from "./check-shapes";

/** What an App says of a check run; fields it leaves out stay as they were. */
export type Report = Partial<Pick<CheckRun, "name" | "status" | "conclusion" | "detailsUrl" | "startedAt" | "completedAt" | "output">> & {
  externalId?: string;
  annotations?: Record<string, unknown>[];
};

/** Checks and statuses of commits, and what GitHub tells the App of them. */
export class Checks {
  readonly shapes: CheckShapes;

  constructor(private readonly world: World) {
    this.shapes = new CheckShapes(world.store, world.shapes);
  }

  /** A new check run in the App's suite of the commit, which is made where it is missing. */
  async create(repository: Repository, app: ReportingApp, sha: string, report: Report & { name: string }): Promise<CheckRun> {
    const { store } = this.world;
    const suite = await this.ensureSuite(repository, app, sha);
    const run: CheckRun = {
      id: store.nextId(),
      repositoryId: repository.id,
      sha,
      suiteId: suite.id,
      app: app.slug,
      name: report.name,
      status: "queued",
      conclusion: null,
      externalId: "",
      detailsUrl: null,
      startedAt: store.nowIso(),
      completedAt: null,
      output: { title: null, summary: null, text: null },
      annotations: [],
    };
    store.state.checkRuns.push(run);
    this.takeOver(run, report);
    this.tell(repository, "check_run", "created", run);
    if (run.status === "completed") await this.tellCompleted(repository, run, suite);
    return run;
  }

  /** Of updates GitHub tells only that a check run has completed. */
  async update(repository: Repository, run: CheckRun, report: Report): Promise<void> {
    this.takeOver(run, report);
    const suite = this.world.store.state.checkSuites.find(({ id }) => id === run.suiteId);
    if (suite) suite.updatedAt = this.world.store.nowIso();
    if (suite && run.status === "completed") await this.tellCompleted(repository, run, suite);
  }

  /** The newest check run of each name, as GitHub lists them unless asked for all. */
  latest(runs: CheckRun[]): CheckRun[] {
    return runs.filter((run) => !runs.some(({ suiteId, name, id }) => suiteId === run.suiteId && name === run.name && id > run.id));
  }

  async setStatus(repository: Repository, status: Omit<CommitStatus, "id" | "repositoryId" | "createdAt">): Promise<CommitStatus> {
    const { store, shapes, webhooks } = this.world;
    const created: CommitStatus = { ...status, id: store.nextId(), repositoryId: repository.id, createdAt: store.nowIso() };
    store.state.statuses.push(created);
    store.changed();
    const { id, sha, state, context, description, targetUrl, creator, createdAt } = created;
    const url = `${shapes.api}/repos/${repository.owner}/${repository.name}/commits/${sha}`;
    webhooks.send("status", null, repository, {
      id,
      sha,
      name: `${repository.owner}/${repository.name}`,
      avatar_url: shapes.user(store.account(creator)).avatar_url,
      target_url: targetUrl,
      context,
      description,
      state,
      commit: shapes.commit(repository, await readCommit(store.gitFolder(repository), sha)),
      branches: (await this.branchesAt(repository, sha)).map((name) => ({ name, commit: { sha, url }, protected: false })),
      created_at: createdAt,
      updated_at: createdAt,
      ...this.world.commonPayload(repository, creator),
    });
    return created;
  }

  /** A job is told of as the check run it also is, and a finished run as its suite. */
  async announceRun(repository: Repository, run: Run, action: string, job: Job | null): Promise<void> {
    const common = this.world.commonPayload(repository, run.actor);
    if (job && action !== "in_progress")
      this.world.webhooks.send("check_run", action === "completed" ? "completed" : "created", repository, {
        check_run: this.shapes.job(repository, run, job),
        ...common,
      });
    if (job || action !== "completed") return;
    const head = await readCommit(this.world.store.gitFolder(repository), run.sha).catch(() => null);
    if (head)
      this.world.webhooks.send("check_suite", "completed", repository, {
        check_suite: this.shapes.suiteOfRun(repository, run, head),
        ...common,
      });
  }

  private takeOver(run: CheckRun, { annotations = [], ...report }: Report): void {
    const { store } = this.world;
    Object.assign(run, Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined)));
    run.annotations.push(...annotations);
    // A conclusion completes a check run; any other status takes it away again ("Update a check run").
    if (report.conclusion) run.status = "completed";
    if (run.status === "completed") run.completedAt = report.completedAt ?? run.completedAt ?? store.nowIso();
    else Object.assign(run, { conclusion: null, completedAt: null });
    store.changed();
  }

  private async tellCompleted(repository: Repository, run: CheckRun, suite: CheckSuite): Promise<void> {
    this.tell(repository, "check_run", "completed", run);
    const { store } = this.world;
    const runs = this.latest(store.state.checkRuns.filter(({ suiteId }) => suiteId === suite.id));
    if (runs.some(({ status }) => status !== "completed")) return;
    const head = await readCommit(store.gitFolder(repository), suite.sha);
    this.world.webhooks.send("check_suite", "completed", repository, {
      check_suite: this.shapes.suite(repository, suite, runs, head),
      ...this.world.commonPayload(repository, `${run.app}[bot]`),
    });
  }

  private tell(repository: Repository, event: string, action: string, run: CheckRun): void {
    this.world.webhooks.send(event, action, repository, {
      check_run: this.shapes.checkRun(repository, run),
      ...this.world.commonPayload(repository, `${run.app}[bot]`),
    });
  }

  private async ensureSuite(repository: Repository, app: ReportingApp, sha: string): Promise<CheckSuite> {
    const { store } = this.world;
    const { checkSuites } = store.state;
    const known = checkSuites.find((suite) => suite.repositoryId === repository.id && suite.sha === sha && suite.app === app.slug);
    if (known) return known;
    const [branch = null] = await this.branchesAt(repository, sha);
    const at = store.nowIso();
    const suite = { id: store.nextId(), repositoryId: repository.id, sha, branch, app: app.slug, createdAt: at, updatedAt: at };
    checkSuites.push(suite);
    return suite;
  }

  private async branchesAt(repository: Repository, sha: string): Promise<string[]> {
    const names = await gitText(this.world.store.gitFolder(repository), [
      "for-each-ref",
      `--points-at=${sha}`,
      "--format=%(refname:short)",
      "refs/heads/",
    ]);
    return names.split("\n").filter(Boolean);
  }
}
