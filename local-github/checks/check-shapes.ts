import { annotationsOf } from "../actions/job-annotations";
import type { Commit } from "../git/git";
import type { Shapes } from "../rest/shapes";
import type { CheckRun, CheckSuite, CommitStatus, Job, Repository, Run, Store } from "../state";

/** GitHub's own App, whose check runs are the jobs of workflows. */
export const ACTIONS_APP = {
  id: 15368,
  slug: "github-actions",
  name: "GitHub Actions",
  account: "github",
  createdAt: "2018-07-30T09:30:17Z",
};

/** Bodies of check runs, check suites and commit statuses; checked against the description as all others. */
export class CheckShapes {
  constructor(
    private readonly store: Store,
    private readonly shapes: Shapes,
  ) {}

  /** An App as it stands in what it reports. */
  app(slug: string) {
    const app = slug === ACTIONS_APP.slug ? ACTIONS_APP : this.store.state.reportingApps.find((candidate) => candidate.slug === slug);
    if (!app) throw new Error(`no App is called ${slug}`);
    const page = `${this.shapes.web}/apps/${slug}`;
    return {
      id: app.id,
      slug,
      client_id: `Iv1.${slug}`,
      node_id: `A_${app.id}`,
      owner: this.shapes.user(this.store.account(app.account)),
      name: app.name,
      description: "",
      external_url: page,
      html_url: page,
      created_at: app.createdAt,
      updated_at: app.createdAt,
      permissions: { checks: "write", metadata: "read", statuses: "write" },
      events: [],
    };
  }

  checkRun(repository: Repository, run: CheckRun) {
    const html = `${this.shapes.web}/${repository.owner}/${repository.name}/runs/${run.id}`;
    return {
      ...this.common(repository, run),
      external_id: run.externalId,
      html_url: html,
      details_url: run.detailsUrl ?? html,
      status: run.status,
      conclusion: run.conclusion,
      started_at: run.startedAt,
      completed_at: run.completedAt,
      output: { ...run.output, ...this.annotations(repository, run.id, run.annotations.length) },
      name: run.name,
      check_suite: { id: run.suiteId },
      app: this.app(run.app),
    };
  }

  /** A job as the check run it also is: with the same id, of the App that GitHub runs workflows as. */
  job(repository: Repository, run: Run, job: Job) {
    const html = `${this.shapes.web}/${repository.owner}/${repository.name}/actions/runs/${run.id}/job/${job.id}`;
    return {
      ...this.common(repository, { id: job.id, sha: run.sha }),
      external_id: `${job.id}`,
      html_url: html,
      details_url: html,
      status: job.status,
      conclusion: job.conclusion,
      started_at: job.startedAt ?? job.createdAt,
      completed_at: job.completedAt,
      output: { title: null, summary: null, text: null, ...this.annotations(repository, job.id, annotationsOf(job).length) },
      name: job.name,
      check_suite: { id: run.id },
      app: this.app(ACTIONS_APP.slug),
    };
  }

  suite(repository: Repository, suite: CheckSuite, runs: CheckRun[], head: Commit) {
    return this.anySuite(repository, suite, { ...addUp(runs), count: runs.length }, head);
  }

  /** Every workflow run has a suite of its own. */
  suiteOfRun(repository: Repository, run: Run, head: Commit) {
    const { id, sha, branch, createdAt, updatedAt, status, conclusion } = run;
    const suite = { id, repositoryId: repository.id, sha, branch, app: ACTIONS_APP.slug, createdAt, updatedAt };
    const count = run.jobs.filter((job) => job.createdAt !== "").length;
    return this.anySuite(repository, suite, { status, conclusion, count }, head);
  }

  status(repository: Repository, status: CommitStatus) {
    return { ...this.simpleStatus(repository, status), creator: this.shapes.user(this.store.account(status.creator)) };
  }

  simpleStatus(repository: Repository, { id, sha, state, context, description, targetUrl, creator, createdAt }: CommitStatus) {
    return {
      url: `${this.shapes.api}/repos/${repository.owner}/${repository.name}/statuses/${sha}`,
      avatar_url: this.shapes.user(this.store.account(creator)).avatar_url,
      id,
      node_id: `SC_${id}`,
      state,
      description,
      target_url: targetUrl,
      context,
      created_at: createdAt,
      updated_at: createdAt,
    };
  }

  private common(repository: Repository, { id, sha }: { id: number; sha: string }) {
    return {
      id,
      node_id: `CR_${id}`,
      head_sha: sha,
      url: `${this.shapes.api}/repos/${repository.owner}/${repository.name}/check-runs/${id}`,
      pull_requests: [],
    };
  }

  private annotations(repository: Repository, id: number, count: number) {
    const url = `${this.shapes.api}/repos/${repository.owner}/${repository.name}/check-runs/${id}/annotations`;
    return { annotations_count: count, annotations_url: url };
  }

  private anySuite(
    repository: Repository,
    suite: CheckSuite,
    { status, conclusion, count }: { status: string; conclusion: string | null; count: number },
    head: Commit,
  ) {
    const url = `${this.shapes.api}/repos/${repository.owner}/${repository.name}/check-suites/${suite.id}`;
    return {
      id: suite.id,
      node_id: `CS_${suite.id}`,
      head_branch: suite.branch,
      head_sha: suite.sha,
      status,
      conclusion,
      url,
      before: null,
      after: null,
      pull_requests: [],
      app: this.app(suite.app),
      repository: this.shapes.minimalRepository(repository),
      created_at: suite.createdAt,
      updated_at: suite.updatedAt,
      head_commit: {
        id: head.sha,
        tree_id: head.tree,
        message: head.message.trimEnd(),
        timestamp: this.shapes.gitCommit(repository, head).committer.date,
        author: { name: head.author.name, email: head.author.email },
        committer: { name: head.committer.name, email: head.committer.email },
      },
      latest_check_runs_count: count,
      check_runs_url: `${url}/check-runs`,
    };
  }
}

const WORST_FIRST = ["failure", "timed_out", "cancelled", "action_required", "stale"];

/** A suite is completed when all its check runs are, and as bad as the worst of them. */
function addUp(runs: CheckRun[]): { status: string; conclusion: string | null } {
  if (runs.length === 0) return { status: "queued", conclusion: null };
  if (runs.some(({ status }) => status !== "completed"))
    return { status: runs.every(({ status }) => status === "queued") ? "queued" : "in_progress", conclusion: null };
  const worst = WORST_FIRST.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  return { status: "completed", conclusion: worst ?? "success" };
}
