import { createHash } from "node:crypto";
import { git, listTree, readCommit } from "../git/git";
import { HttpError } from "../http";
import type { Environment, Job, Repository, Run, Workflow } from "../state";
import { toIso } from "../state";
import type { World } from "../world";
import { advanceRun, type Transition } from "./advance-run";
import {
  type DispatchInput,
  readWorkflowFile,
  startsOnPullRequest,
  startsOnPush,
  type WorkflowFile,
  type WorkflowJob,
  type WorkflowStep,
} from "./workflow-file";

/** One line of the script: what runs that match are made of. The last matching line wins, field by field. */
export interface ScriptRule {
  repository?: string;
  /** End of the workflow's path, e.g. `ci.yml`. */
  workflow?: string;
  /** Start of the job's name. */
  job?: string;
  step?: string;
  ref?: string;
  attempt?: number;
  seconds?: number;
  conclusion?: "success" | "failure";
  /** Lines that the step writes to its log. */
  log?: string[];
  /** Reruns the failed jobs this long after the run failed. */
  rerunAfterSeconds?: number;
}

interface Start {
  event: string;
  ref: string;
  sha: string;
  actor: string;
  /** When the run began; history of the demo lies in the past. */
  at?: number;
  inputs?: Record<string, string>;
}

/** Runs workflows on the local clock: reads their files, plays their jobs, never executes a command. */
export class ActionsEngine {
  rules: ScriptRule[] = [];
  /** How long GitHub's lists lag behind: a run that begins is not to be seen before. */
  lagMilliseconds = 0;
  /** Seconds between `schedule` runs; 0 plays none. */
  scheduleSeconds = 0;
  private lastSchedule = 0;
  private readonly turns = new Map<number, Promise<void>>();
  private readonly reruns: { run: Run; at: number }[] = [];

  constructor(private readonly world: World) {}

  async onPush(repository: Repository, ref: string, sha: string, actor: string, at?: number): Promise<void> {
    const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
    for (const { workflow, file } of await this.readWorkflows(repository, sha))
      if (startsOnPush(file, ref)) await this.start(repository, workflow, file, { event: "push", ref: name, sha, actor, at });
  }

  async onPullRequest(
    repository: Repository,
    pull: { head: string; base: string },
    sha: string,
    actor: string,
    at?: number,
  ): Promise<void> {
    for (const { workflow, file } of await this.readWorkflows(repository, sha))
      if (startsOnPullRequest(file, pull.base))
        await this.start(repository, workflow, file, { event: "pull_request", ref: pull.head, sha, actor, at });
  }

  /** Throws what GitHub answers when the workflow cannot be dispatched, or not with these inputs. */
  async dispatch(
    repository: Repository,
    workflow: Workflow,
    { inputs = {}, ...start }: { ref: string; sha: string; actor: string; inputs?: Record<string, string> },
  ): Promise<Run> {
    const found = (await this.readWorkflows(repository, start.sha)).find((candidate) => candidate.workflow.id === workflow.id);
    if (!found?.file.triggers.workflow_dispatch) throw new HttpError(422, "Workflow does not have 'workflow_dispatch' trigger");
    const filled = fillInputs(found.file.inputs, inputs);
    return this.start(repository, workflow, found.file, { event: "workflow_dispatch", ...start, inputs: filled });
  }

  /** Lets all runs live until now and tells the webhooks what happened. */
  async tick(): Promise<void> {
    const { store } = this.world;
    const now = store.now();
    for (const { run, at } of this.reruns.filter((rerun) => rerun.at <= now)) {
      this.reruns.splice(
        this.reruns.findIndex((rerun) => rerun.run === run),
        1,
      );
      await this.rerunFailed(run, at);
    }
    if (this.scheduleSeconds > 0 && now - this.lastSchedule >= this.scheduleSeconds * 1000) {
      this.lastSchedule = now;
      await this.startScheduled();
    }
    for (const run of store.state.runs) if (run.status !== "completed") await this.advance(run, now);
  }

  /** A new attempt of the jobs that failed; the others keep what they reached (GitHub: rerun failed jobs). */
  async rerunFailed(run: Run, at = this.world.store.now(), login?: string): Promise<void> {
    const failed = new Set(run.jobs.filter(({ conclusion }) => conclusion !== "success").map(({ key }) => key));
    await this.rerun(run, ({ key }) => failed.has(key), at, login);
  }

  /** A new attempt of the jobs that are chosen and of those that need them. */
  async rerun(run: Run, isChosen: (job: Job) => boolean, at = this.world.store.now(), login?: string): Promise<void> {
    const { attempt, startedAt, updatedAt, conclusion } = run;
    run.earlierAttempts.push({ attempt, startedAt, updatedAt, conclusion, jobs: structuredClone(run.jobs) });
    run.attempt++;
    if (login) run.triggeredBy = login;
    const again = new Set(run.jobs.filter(isChosen).map(({ key }) => key));
    for (let size = -1; size !== again.size; ) {
      size = again.size;
      for (const { key, needs } of run.jobs) if (needs.some((needed) => again.has(needed))) again.add(key);
    }
    const workflow = this.workflowOf(run);
    run.jobs = run.jobs.map((job) => (isChosen(job) || again.has(job.key) ? this.planJob(run, workflow, toPlan(job)) : job));
    Object.assign(run, { status: "queued", conclusion: null, startedAt: toIso(at), updatedAt: toIso(at) });
    this.world.store.changed();
    await this.world.announceRun(run, "requested", null);
    await this.advance(run, this.world.store.now());
  }

  /** Ends a run where it is. */
  async cancel(run: Run): Promise<void> {
    const now = this.world.store.now();
    const end = { status: "completed", conclusion: "cancelled", completedAt: toIso(now) } as const;
    for (const job of run.jobs.filter(({ status }) => status !== "completed")) {
      for (const step of job.steps.filter(({ status }) => status !== "completed")) Object.assign(step, end);
      Object.assign(job, { ...end, createdAt: job.createdAt || toIso(now), startedAt: job.startedAt ?? toIso(now) });
      await this.world.announceRun(run, "completed", job);
    }
    Object.assign(run, { status: "completed", conclusion: "cancelled", updatedAt: toIso(now) });
    this.world.store.changed();
    await this.world.announceRun(run, "completed", null);
  }

  /** The environments that jobs of a run wait for. */
  waitingEnvironments(run: Run): Environment[] {
    const names = new Set(run.jobs.filter(({ status }) => status === "waiting").map(({ environment }) => environment));
    return this.world.store.state.environments.filter(({ repositoryId, name }) => repositoryId === run.repositoryId && names.has(name));
  }

  /** A reviewer lets the jobs that wait for an environment go on, or ends them. */
  async review(run: Run, environment: Environment, isApproved: boolean): Promise<void> {
    const now = this.world.store.now();
    for (const job of run.jobs.filter(({ status, environment: name }) => status === "waiting" && name === environment.name)) {
      if (isApproved) Object.assign(job, { status: "queued", isApproved, createdAt: toIso(now) });
      else Object.assign(job, { status: "completed", conclusion: "failure", startedAt: toIso(now), completedAt: toIso(now), steps: [] });
      await this.world.announceRun(run, job.status, job);
    }
    this.world.store.changed();
    await this.advance(run, now);
  }

  private async startScheduled() {
    for (const repository of this.world.store.state.repositories) {
      const sha = await this.world.branchHead(repository, repository.defaultBranch);
      if (!sha) continue;
      for (const { workflow, file } of await this.readWorkflows(repository, sha))
        if (file.triggers.schedule)
          await this.start(repository, workflow, file, { event: "schedule", ref: repository.defaultBranch, sha, actor: repository.owner });
    }
  }

  private async start(repository: Repository, workflow: Workflow, file: WorkflowFile, start: Start): Promise<Run> {
    const { store } = this.world;
    const { event, ref, sha, actor } = start;
    const startedAt = start.at ?? store.now();
    const subject = (await readCommit(store.gitFolder(repository), sha)).message.split("\n")[0] ?? "";
    const run: Run = {
      id: store.nextId(),
      repositoryId: repository.id,
      workflowId: workflow.id,
      number: store.state.runs.filter(({ workflowId }) => workflowId === workflow.id).length + 1,
      attempt: 1,
      event,
      branch: ref,
      sha,
      title: titleOf(file, start, subject),
      actor,
      status: "queued",
      conclusion: null,
      createdAt: toIso(startedAt),
      startedAt: toIso(startedAt),
      updatedAt: toIso(startedAt),
      jobs: [],
      earlierAttempts: [],
      ...(this.lagMilliseconds > 0 ? { visibleAt: Date.now() + this.lagMilliseconds } : {}),
    };
    run.jobs = file.jobs.map((job) => this.planJob(run, workflow, job));
    store.state.runs.push(run);
    this.forgetOldRuns();
    store.changed();
    await this.world.announceRun(run, "requested", null);
    await this.advance(run, store.now());
    return run;
  }

  /** GitHub keeps runs for months; a demo that runs for days keeps the newest five hundred. */
  private forgetOldRuns() {
    const { runs } = this.world.store.state;
    if (runs.length > 500) runs.splice(0, runs.length - 500);
  }

  /** One at a time for each run: ticks, pushes and reruns may all want to let it live on. */
  private advance(run: Run, now: number): Promise<void> {
    const turn = (this.turns.get(run.id) ?? Promise.resolve()).then(async () => {
      for (const transition of advanceRun(run, now, (job) => this.mustWait(run, job))) {
        this.world.store.changed();
        await this.announce(run, transition);
      }
    });
    this.turns.set(run.id, turn);
    return turn;
  }

  private async announce(run: Run, { type, job, at }: Transition): Promise<void> {
    if (type === "run-started") await this.world.announceRun(run, "in_progress", null);
    if (type === "job-waiting") await this.world.announceRun(run, "waiting", job);
    if (type === "job-queued") await this.world.announceRun(run, "queued", job);
    if (type === "job-started") await this.world.announceRun(run, "in_progress", job);
    if (type === "job-completed") await this.world.announceRun(run, "completed", job);
    if (type !== "run-completed") return;
    await this.world.announceRun(run, "completed", null);
    const rule = run.conclusion === "failure" ? this.ruleFor(run, this.workflowOf(run), "", "") : null;
    if (rule?.rerunAfterSeconds && run.attempt === 1) this.reruns.push({ run, at: at + rule.rerunAfterSeconds * 1000 });
  }

  private mustWait(run: Run, { environment, isApproved }: Job): boolean {
    if (!environment || isApproved) return false;
    const { environments } = this.world.store.state;
    return environments.some(
      ({ repositoryId, name, reviewers }) => repositoryId === run.repositoryId && name === environment && reviewers.length > 0,
    );
  }

  private workflowOf(run: Run): Workflow {
    const workflow = this.world.store.state.workflows.find(({ id }) => id === run.workflowId);
    if (!workflow) throw new Error(`run ${run.id} has no workflow`);
    return workflow;
  }

  private planJob(run: Run, workflow: Workflow, job: WorkflowJob): Job {
    const steps = [frame("Set up job"), ...job.steps, frame("Complete job")];
    return {
      id: this.world.store.nextId(),
      key: job.key,
      name: job.name,
      needs: job.needs,
      status: "queued",
      conclusion: null,
      createdAt: "",
      startedAt: null,
      completedAt: null,
      isAllowedToFail: job.isAllowedToFail,
      runsAlways: job.runsAlways,
      environment: job.environment,
      steps: steps.map(({ name, command, artifact }, index) => ({
        name,
        command,
        artifact,
        number: index + 1,
        status: "queued",
        conclusion: null,
        startedAt: null,
        completedAt: null,
        plan: this.planStep(run, workflow, job.name, name, index === 0 || index === steps.length - 1),
      })),
    };
  }

  private planStep(run: Run, workflow: Workflow, job: string, step: string, isFrame: boolean): Job["steps"][number]["plan"] {
    const rule = this.ruleFor(run, workflow, job, step);
    const seed = createHash("sha256").update(`${workflow.path}/${job}/${step}`).digest().readUInt16BE(0) / 65535;
    const seconds = isFrame ? 0.7 : (rule.seconds ?? 2 + seed * 6);
    const conclusion = isFrame ? "success" : (rule.conclusion ?? "success");
    return { milliseconds: Math.round(seconds * 1000), conclusion, ...(rule.log && !isFrame ? { log: rule.log } : {}) };
  }

  /** A rule that names a job or step is not asked about the run as a whole, and the other way round. */
  private ruleFor(run: Run, workflow: Workflow, job: string, step: string): ScriptRule {
    const repository = this.world.store.state.repositories.find(({ id }) => id === run.repositoryId);
    const matching = this.rules.filter(
      (rule) =>
        (!rule.repository || rule.repository === `${repository?.owner}/${repository?.name}`) &&
        (!rule.workflow || workflow.path.endsWith(rule.workflow)) &&
        (!rule.job || job.startsWith(rule.job)) &&
        (!rule.step || step === rule.step) &&
        (!rule.ref || rule.ref === run.branch) &&
        (!rule.attempt || rule.attempt === run.attempt),
    );
    return Object.assign({}, ...matching);
  }

  private async readWorkflows(repository: Repository, sha: string): Promise<{ workflow: Workflow; file: WorkflowFile }[]> {
    const { store } = this.world;
    const folder = store.gitFolder(repository);
    const entries = await listTree(folder, sha, false, ".github/workflows/");
    const found: { workflow: Workflow; file: WorkflowFile }[] = [];
    for (const { path, sha: blob } of entries.filter((entry) => entry.type === "blob" && /\.ya?ml$/.test(entry.path))) {
      const file = readWorkflowFile((await git(folder, ["cat-file", "blob", blob])).toString("utf8"), path);
      if (!file) continue;
      let workflow = store.state.workflows.find((candidate) => candidate.repositoryId === repository.id && candidate.path === path);
      if (!workflow) {
        workflow = { id: store.nextId(), repositoryId: repository.id, path, name: file.name, createdAt: store.nowIso() };
        store.state.workflows.push(workflow);
      }
      workflow.name = file.name;
      found.push({ workflow, file });
    }
    return found;
  }
}

function toPlan(job: Job): WorkflowJob {
  return {
    key: job.key,
    name: job.name,
    needs: job.needs,
    isAllowedToFail: job.isAllowedToFail,
    runsAlways: job.runsAlways,
    environment: job.environment ?? null,
    steps: job.steps.slice(1, -1).map(({ name, command = null, artifact = null }) => ({ name, runsAlways: false, command, artifact })),
  };
}

/** What GitHub puts before and after the steps of a workflow file. */
const frame = (name: string): WorkflowStep => ({ name, runsAlways: true, command: null, artifact: null });

/** GitHub's title of a run: its `run-name`, else the subject of the commit where one began it. */
function titleOf(file: WorkflowFile, { event, inputs = {} }: Start, subject: string): string {
  if (file.runName)
    return file.runName.replace(/\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}/g, (_, name: string) => inputs[name] ?? "");
  return event === "schedule" || event === "workflow_dispatch" ? file.name : subject;
}

/** Inputs with their defaults; refused in GitHub's words. */
function fillInputs(declared: Record<string, DispatchInput>, given: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !declared[name]);
  if (unknown.length > 0) throw new HttpError(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = given[name] ?? input.default;
      if (input.isRequired && value === "") throw new HttpError(422, `Required input '${name}' not provided`);
      if (input.options && value !== "" && !input.options.includes(value))
        throw new HttpError(422, `Provided value '${value}' for input '${name}' not in the list of allowed values`);
      return [name, value];
    }),
  );
}
