import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The five rungs of a repository role, weakest first, as GitHub names them. */
export const ROLES = ["read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
  id: number;
  login: string;
  name: string;
  email: string;
  type: "User" | "Organization" | "Bot";
  /** One line for the account chooser: what this persona may do. */
  about?: string;
}

export interface Repository {
  id: number;
  owner: string;
  name: string;
  description: string;
  isPrivate: boolean;
  defaultBranch: string;
  createdAt: string;
  pushedAt: string;
  roles: Record<string, Role>;
}

export interface Token {
  kind: "user" | "refresh" | "installation" | "code";
  login: string | null;
  installationId: number | null;
  expiresAt: number;
  redirectUri?: string;
  isRevoked?: boolean;
  /** Slug of another App whose installation this is; it may report checks and statuses, and nothing else. */
  reportsAs?: string;
}

export interface PullRequest {
  id: number;
  repositoryId: number;
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  isDraft: boolean;
  head: string;
  base: string;
  author: string;
  labels: string[];
  createdAt: string;
  updatedAt: string;
  /** How it ended; absent while it is open. */
  closed?: { at: string; headSha: string; baseSha: string; merge: { sha: string; by: string } | null };
}

/** What somebody said of a pull request; the last word of each that is no mere comment counts. */
export interface PullReview {
  id: number;
  pullId: number;
  login: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  body: string;
  sha: string;
  submittedAt: string;
}

/** A team of an organization, visible to everybody in it; no team has teams below it. */
export interface Team {
  id: number;
  organization: string;
  slug: string;
  name: string;
  /** Logins. */
  members: string[];
}

/** A GitHub Release. Drafts are not unique: several may name one tag. */
export interface ReleaseRecord {
  id: number;
  repositoryId: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  isDraft: boolean;
  isPrerelease: boolean;
  author: string;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
}

/** An App of another maker that reports checks, installed on one account. */
export interface ReportingApp {
  id: number;
  slug: string;
  name: string;
  account: string;
  createdAt: string;
}

/** A check run as an App reported it; jobs of workflows are check runs as well and stand in their run. */
export interface CheckRun {
  id: number;
  repositoryId: number;
  sha: string;
  suiteId: number;
  app: string;
  name: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  startedAt: string;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations: Record<string, unknown>[];
}

/** All check runs of one App on one commit. */
export interface CheckSuite {
  id: number;
  repositoryId: number;
  sha: string;
  branch: string | null;
  app: string;
  createdAt: string;
  updatedAt: string;
}

/** One word on a commit; the last of its context counts. */
export interface CommitStatus {
  id: number;
  repositoryId: number;
  sha: string;
  state: string;
  context: string;
  description: string | null;
  targetUrl: string | null;
  creator: string;
  createdAt: string;
}

/** What a branch protection rule demands of pushes. */
export interface BranchProtection {
  repositoryId: number;
  branch: string;
  allowsForcePushes: boolean;
  requiresPullRequest: boolean;
}

/** A ruleset that lets nobody but administrators make tags that begin so. */
export interface TagRule {
  repositoryId: number;
  prefix: string;
}

/** An issue that entries of a changelog refer to, or that a pull request closes. */
export interface Issue {
  repositoryId: number;
  number: number;
  title: string;
  author: string;
  labels: string[];
}

/** Labels of a pull request that was merged before this world began: git tells the rest of it. */
export interface MergedLabels {
  repositoryId: number;
  number: number;
  labels: string[];
}

export interface Workflow {
  id: number;
  repositoryId: number;
  path: string;
  name: string;
  createdAt: string;
}

export type RunStatus = "queued" | "waiting" | "in_progress" | "completed";
export type Conclusion = "success" | "failure" | "cancelled" | "skipped";

export interface Step {
  name: string;
  number: number;
  status: RunStatus;
  conclusion: Conclusion | null;
  startedAt: string | null;
  completedAt: string | null;
  /** What the script makes of this step. */
  plan: { milliseconds: number; conclusion: "success" | "failure"; log?: string[] };
  /** What it would run, and the artifact it uploads. */
  command?: string | null;
  artifact?: string | null;
}

export interface Job {
  id: number;
  name: string;
  needs: string[];
  key: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  isAllowedToFail: boolean;
  runsAlways: boolean;
  environment?: string | null;
  /** Somebody has approved its deployment. */
  isApproved?: boolean;
  steps: Step[];
}

/** A place that jobs deploy to; with reviewers, a job waits until one of them approves. */
export interface Environment {
  id: number;
  repositoryId: number;
  name: string;
  /** Logins. */
  reviewers: string[];
}

export interface Run {
  id: number;
  repositoryId: number;
  workflowId: number;
  number: number;
  attempt: number;
  event: string;
  branch: string;
  sha: string;
  title: string;
  actor: string;
  /** Until then lists and webhooks know nothing of it, by this machine's clock. */
  visibleAt?: number;
  /** Who began its newest attempt, if somebody else. */
  triggeredBy?: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  createdAt: string;
  startedAt: string;
  updatedAt: string;
  jobs: Job[];
  /** Jobs of earlier attempts, oldest first. */
  earlierAttempts: { attempt: number; startedAt: string; updatedAt: string; conclusion: Conclusion | null; jobs: Job[] }[];
}

export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  repositoryId: number | null;
  payload: unknown;
  /** Null while it is under way, and for ever when a test had it never sent. */
  deliveredAt: string | null;
  /** 0 when nobody answered. */
  statusCode: number;
  /** True for an attempt that somebody asked for. */
  isRedelivery?: boolean;
}

export interface App {
  id: number;
  slug: string;
  clientId: string;
  clientSecret: string;
  privateKey: string;
  publicKey: string;
  webhookSecret: string;
  webhookUrl: string | null;
  callbackUrls: string[];
}

export interface Installation {
  id: number;
  account: string;
  createdAt: string;
  /** What its owner has not granted yet. Events are not sent then; permissions are told, and not enforced. */
  withheld?: { permissions: string[]; events: string[] };
  suspendedAt?: string;
}

/** Everything but the git objects; kept in one file so that a restart loses nothing. */
export interface State {
  nextId: number;
  accounts: Account[];
  repositories: Repository[];
  app: App | null;
  installations: Installation[];
  tokens: Record<string, Token>;
  teams: Team[];
  pullRequests: PullRequest[];
  reviews: PullReview[];
  issues: Issue[];
  mergedLabels: MergedLabels[];
  releases: ReleaseRecord[];
  protections: BranchProtection[];
  tagRules: TagRule[];
  reportingApps: ReportingApp[];
  checkRuns: CheckRun[];
  checkSuites: CheckSuite[];
  statuses: CommitStatus[];
  workflows: Workflow[];
  runs: Run[];
  environments: Environment[];
  deliveries: Delivery[];
  /** Milliseconds the scripted clock is ahead of its base; null when time flows by itself. */
  clock: { base: number; advanced: number } | null;
}

const EMPTY: State = {
  nextId: 1001,
  accounts: [],
  repositories: [],
  app: null,
  installations: [],
  tokens: {},
  teams: [],
  pullRequests: [],
  reviews: [],
  issues: [],
  mergedLabels: [],
  releases: [],
  protections: [],
  tagRules: [],
  reportingApps: [],
  checkRuns: [],
  checkSuites: [],
  statuses: [],
  workflows: [],
  runs: [],
  environments: [],
  deliveries: [],
  clock: null,
};

/** The state of one local-github, with its file; `changed()` must follow every change. */
export class Store {
  readonly state: State;
  private readonly file: string;
  private pending: NodeJS.Timeout | null = null;

  constructor(readonly folder: string) {
    mkdirSync(join(folder, "repositories"), { recursive: true });
    this.file = join(folder, "state.json");
    this.state = existsSync(this.file)
      ? { ...structuredClone(EMPTY), ...(JSON.parse(readFileSync(this.file, "utf8")) as Partial<State>) }
      : structuredClone(EMPTY);
  }

  nextId(): number {
    return this.state.nextId++;
  }

  /** Milliseconds since the epoch: real time, or what the test has let pass. */
  now(): number {
    const { clock } = this.state;
    return clock ? clock.base + clock.advanced : Date.now();
  }

  nowIso(): string {
    return toIso(this.now());
  }

  changed() {
    this.pending ??= setTimeout(() => this.save(), 100);
  }

  save() {
    if (this.pending) clearTimeout(this.pending);
    this.pending = null;
    const temporary = `${this.file}.new`;
    writeFileSync(temporary, JSON.stringify(this.state));
    renameSync(temporary, this.file);
  }

  gitFolder(repository: Pick<Repository, "owner" | "name">): string {
    return join(this.folder, "repositories", repository.owner, `${repository.name}.git`);
  }

  findRepository(owner: string, name: string): Repository | undefined {
    return this.state.repositories.find(
      (repository) => repository.owner.toLowerCase() === owner.toLowerCase() && repository.name.toLowerCase() === name.toLowerCase(),
    );
  }

  account(login: string): Account {
    const found = this.state.accounts.find((account) => account.login === login);
    // GitHub shows deleted and unknown authors as this account.
    return found ?? { id: 10137, login: "ghost", name: "Deleted user", email: "ghost@users.noreply.github.com", type: "User" };
  }
}

/** GitHub's timestamps: UTC, whole seconds. */
export function toIso(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
