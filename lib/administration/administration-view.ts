import type { MissingGrant } from "./app-needs";
import type { GithubStateView } from "./github-state";

/** How much one of GitHub's hourly limits leaves. */
export interface LimitView {
  /** GitHub's name: `core` is REST, `graphql` GraphQL. */
  resource: string;
  limit: number;
  remaining: number;
  resetAt: string;
}

/** Everything that one identity may ask of GitHub. */
export interface BudgetView {
  identity: string;
  /** Who that is, for people. */
  name: string;
  limits: LimitView[];
  /** Set while nothing is asked in its name. */
  paused: { until: string; reason: "primary" | "secondary" } | null;
  /** Requests of this hour by what they asked for, most first. */
  used: { kind: string; requests: number; unchanged: number }[];
}

export type DeliveryState = "applied" | "ignored" | "failed" | "waiting";

/** A webhook of late, with what became of it. */
export interface DeliveryView {
  guid: string;
  event: string;
  action: string | null;
  repository: string | null;
  receivedAt: string;
  state: DeliveryState;
  /** What was done, or why nothing was. */
  detail: string;
}

/** What one account granted the App. */
export interface InstallationView {
  account: string;
  isSuspended: boolean;
  /** GitHub's page on which its owner grants what is missing. */
  url: string;
  missing: MissingGrant[];
}

export interface AdministrationView {
  github: GithubStateView;
  /** Null when GitHub does not tell now. */
  installations: InstallationView[] | null;
  budgets: BudgetView[];
  deliveries: DeliveryView[];
}
