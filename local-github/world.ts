import { ActionsEngine } from "./actions/engine";
import { Checks } from "./checks/checks";
import { Faults } from "./faults";
import {
  type Commit,
  gitText,
  isAncestor,
  listRefs,
  type Person,
  type RefUpdate,
  readCommit,
  readCommits,
  resolve,
  updateRefs,
  ZERO,
} from "./git/git";
import type { Actor } from "./identity/actor";
import { Outage } from "./outage";
import { RateLimits } from "./rate-limits";
import { Shapes } from "./rest/shapes";
import type { Job, PullRequest, ReleaseRecord, Repository, Run, Store } from "./state";
import { Webhooks } from "./webhooks/webhooks";

/** GitHub as a whole: what an act on a repository sets off. Routes call this; they do not send events. */
export class World {
  readonly actions = new ActionsEngine(this);
  readonly webhooks: Webhooks;
  readonly faults = new Faults();
  readonly limits = new RateLimits();
  readonly outage = new Outage();
  readonly shapes: Shapes;
  readonly checks: Checks;

  constructor(
    readonly store: Store,
    web: string,
  ) {
    this.webhooks = new Webhooks(store);
    this.shapes = new Shapes(store, web);
    this.checks = new Checks(this);
  }

  /** The identity GitHub writes into a commit when none is given. */
  personOf(actor: Actor): Person {
    const account = actor.login ? this.store.account(actor.login) : null;
    const slug = this.store.state.app?.slug ?? "app";
    return account
      ? { name: account.name, email: account.email, date: this.store.nowIso() }
      : { name: `${slug}[bot]`, email: `${slug}[bot]@users.noreply.github.com`, date: this.store.nowIso() };
  }

  branchHead(repository: Repository, branch: string): Promise<string | null> {
    return resolve(this.store.gitFolder(repository), `refs/heads/${branch}`);
  }

  /** Moves refs, all or none, then sends what GitHub sends for it. Throws a `GitError` when one is not as expected. */
  async moveRefs(repository: Repository, updates: RefUpdate[], login: string | null): Promise<void> {
    const folder = this.store.gitFolder(repository);
    const before = new Map((await listRefs(folder, "refs/")).map(({ name, sha }) => [name, sha]));
    await updateRefs(folder, updates);
    await this.afterPush(
      repository,
      updates.map(({ ref, after }) => ({ ref, before: before.get(ref) ?? ZERO, after: after ?? ZERO })),
      login,
    );
  }

  /** Sends push, create, delete and pull-request events and starts workflows, for refs that have moved already. */
  async afterPush(repository: Repository, moves: { ref: string; before: string; after: string }[], login: string | null): Promise<void> {
    const folder = this.store.gitFolder(repository);
    const sender = login ?? `${this.store.state.app?.slug ?? "app"}[bot]`;
    // More than three tags in one push set off nothing (GitHub: "Webhook events and payloads", push).
    const tags = moves.filter(({ ref }) => ref.startsWith("refs/tags/"));
    const heard = moves.filter((move) => move.before !== move.after && (tags.length <= 3 || !tags.includes(move)));
    if (heard.length > 0) repository.pushedAt = this.store.nowIso();
    this.store.changed();
    for (const { ref, before, after } of heard) {
      const common = { ...this.commonPayload(repository, sender) };
      const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
      const refType = ref.startsWith("refs/tags/") ? "tag" : "branch";
      const commit = after === ZERO ? null : await resolve(folder, after);
      if (before === ZERO)
        this.webhooks.send("create", null, repository, {
          ref: name,
          ref_type: refType,
          master_branch: repository.defaultBranch,
          description: null,
          pusher_type: "user",
          ...common,
        });
      if (after === ZERO) this.webhooks.send("delete", null, repository, { ref: name, ref_type: refType, pusher_type: "user", ...common });
      this.webhooks.send("push", null, repository, {
        ref,
        before,
        after,
        created: before === ZERO,
        deleted: after === ZERO,
        forced: before !== ZERO && after !== ZERO && !(await isAncestor(folder, before, after).catch(() => false)),
        base_ref: null,
        compare: `${this.shapes.web}/${repository.owner}/${repository.name}/compare/${before}...${after}`,
        commits: await this.pushedCommits(repository, before, commit),
        head_commit: commit ? await this.pushedCommit(repository, commit) : null,
        pusher: { name: sender, email: this.store.account(sender).email },
        ...common,
      });
      if (!commit) continue;
      await this.actions.onPush(repository, ref, commit, sender);
      for (const pull of this.openPullsFrom(repository, name)) {
        pull.updatedAt = this.store.nowIso();
        await this.announcePull(repository, pull, "synchronize", sender);
        await this.actions.onPullRequest(repository, pull, commit, sender);
      }
    }
  }

  async openPullRequest(
    repository: Repository,
    pull: Pick<PullRequest, "title" | "body" | "head" | "base" | "isDraft" | "author" | "labels"> & { at?: string; number?: number },
  ): Promise<PullRequest> {
    const { state } = this.store;
    const { at = this.store.nowIso(), number, ...fields } = pull;
    const used = state.pullRequests.filter(({ repositoryId }) => repositoryId === repository.id).map((known) => known.number);
    const created: PullRequest = {
      ...fields,
      id: this.store.nextId(),
      repositoryId: repository.id,
      number: number ?? Math.max(0, ...used) + 1,
      state: "open",
      createdAt: at,
      updatedAt: at,
    };
    state.pullRequests.push(created);
    this.store.changed();
    await this.announcePull(repository, created, "opened", created.author);
    const head = await this.branchHead(repository, created.head);
    if (head) await this.actions.onPullRequest(repository, created, head, created.author, Date.parse(at));
    return created;
  }

  async pullShape(repository: Repository, pull: PullRequest) {
    const [head, base] = pull.closed
      ? [pull.closed.headSha, pull.closed.baseSha]
      : await Promise.all([this.branchHead(repository, pull.head), this.branchHead(repository, pull.base)]);
    return this.shapes.pullRequest(repository, pull, head ?? ZERO, base ?? ZERO);
  }

  /** Ends a pull request; what its branches pointed at is kept, for they may go on or be deleted. */
  async closePullRequest(repository: Repository, pull: PullRequest, login: string, merge: { sha: string; baseSha: string } | null) {
    const [head, base] = await Promise.all([this.branchHead(repository, pull.head), this.branchHead(repository, pull.base)]);
    const at = this.store.nowIso();
    pull.state = "closed";
    pull.updatedAt = at;
    pull.closed = {
      at,
      headSha: head ?? ZERO,
      baseSha: merge?.baseSha ?? base ?? ZERO,
      merge: merge ? { sha: merge.sha, by: login } : null,
    };
    this.store.changed();
    await this.announcePull(repository, pull, "closed", login);
  }

  async changePullRequest(repository: Repository, pull: PullRequest, login: string, changes: Partial<PullRequest>): Promise<void> {
    const isReopened = pull.state === "closed" && changes.state === "open";
    Object.assign(pull, changes, { updatedAt: this.store.nowIso() });
    if (isReopened) delete pull.closed;
    this.store.changed();
    await this.announcePull(repository, pull, isReopened ? "reopened" : "edited", login);
  }

  /** `workflow_run` when `job` is null, else `workflow_job`. */
  async announceRun(run: Run, action: string, job: Job | null): Promise<void> {
    const lag = (run.visibleAt ?? 0) - Date.now();
    if (lag > 0) {
      // Told when it can be seen, as it is then.
      setTimeout(() => void this.announceRun(run, action, job).catch(() => {}), lag).unref();
      return;
    }
    const repository = this.store.state.repositories.find(({ id }) => id === run.repositoryId);
    const workflow = this.store.state.workflows.find(({ id }) => id === run.workflowId);
    if (!repository || !workflow || !this.store.state.app?.webhookUrl) return;
    const common = this.commonPayload(repository, run.actor);
    await this.checks.announceRun(repository, run, action, job);
    if (job) {
      this.webhooks.send("workflow_job", action, repository, { workflow_job: this.shapes.job(repository, workflow, run, job), ...common });
      return;
    }
    const head = await readCommit(this.store.gitFolder(repository), run.sha).catch(() => null);
    this.webhooks.send("workflow_run", action, repository, {
      workflow_run: this.shapes.run(repository, workflow, run, head),
      workflow: this.shapes.workflow(repository, workflow),
      ...common,
    });
  }

  /** A saved draft is told of as well as a Release that everybody sees (GitHub: "release"). */
  announceRelease(repository: Repository, release: ReleaseRecord, action: string, sender: string): void {
    this.webhooks.send("release", action, repository, {
      release: this.shapes.release(repository, release),
      ...this.commonPayload(repository, sender),
    });
  }

  private async announcePull(repository: Repository, pull: PullRequest, action: string, sender: string): Promise<void> {
    if (!this.store.state.app?.webhookUrl) return;
    this.webhooks.send("pull_request", action, repository, {
      number: pull.number,
      pull_request: await this.pullShape(repository, pull),
      ...this.commonPayload(repository, sender),
    });
  }

  private openPullsFrom(repository: Repository, branch: string): PullRequest[] {
    return this.store.state.pullRequests.filter(
      ({ repositoryId, state, head }) => repositoryId === repository.id && state === "open" && head === branch,
    );
  }

  commonPayload(repository: Repository, sender: string) {
    const installation = this.store.state.installations.find(({ account }) => account === repository.owner);
    return {
      repository: this.shapes.repository(repository, null),
      sender: this.shapes.user(this.store.account(sender)),
      ...(installation ? { installation: { id: installation.id, node_id: `I_${installation.id}` } } : {}),
    };
  }

  private async pushedCommits(repository: Repository, before: string, after: string | null) {
    if (!after || before === ZERO) return [];
    const folder = this.store.gitFolder(repository);
    const shas = await gitText(folder, ["rev-list", "--reverse", "--max-count=20", `${before}..${after}`]).catch(() => "");
    return Promise.all((await readCommits(folder, shas.split("\n").filter(Boolean))).map(({ sha }) => this.pushedCommit(repository, sha)));
  }

  private async pushedFiles(repository: Repository, { sha, parents: [parent] }: Commit) {
    const range = parent ? [parent, sha] : ["--root", sha];
    const raw = await gitText(this.store.gitFolder(repository), [
      "diff-tree",
      "-r",
      "--no-commit-id",
      "--no-renames",
      "--name-status",
      "-z",
      ...range,
    ]);
    const parts = raw.split("\0");
    const paths = (letter: string) => parts.filter((_, index) => index % 2 === 1 && parts[index - 1] === letter);
    return { added: paths("A"), removed: paths("D"), modified: paths("M") };
  }

  private async pushedCommit(repository: Repository, sha: string) {
    const commit = await readCommit(this.store.gitFolder(repository), sha);
    return {
      id: commit.sha,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message.trimEnd(),
      timestamp: commit.committer.date,
      url: `${this.shapes.web}/${repository.owner}/${repository.name}/commit/${commit.sha}`,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
      ...(await this.pushedFiles(repository, commit)),
    };
  }
}
