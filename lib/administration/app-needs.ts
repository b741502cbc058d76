/** What the App was granted on one account, in GitHub's words. */
export interface AppGrant {
  permissions: Readonly<Record<string, string | undefined>>;
  events: readonly string[];
  /** Accounts of people have neither members nor teams. */
  isOrganization: boolean;
}

/** Something that Slipway needs and the App does not have. */
export interface MissingGrant {
  kind: "permission" | "event";
  /** As GitHub's settings page names it. */
  name: string;
  /** What does not work without it, as a sentence. */
  without: string;
}

interface Need {
  slug: string;
  name: string;
  without: string;
  isForOrganizations?: boolean;
}

const LEVELS = ["read", "write", "admin"] as const;
type Level = (typeof LEVELS)[number];

/** Permissions of a GitHub App that Slipway uses, with the least level of each (GitHub doc: permissions required for GitHub Apps). */
export const NEEDED_PERMISSIONS: readonly (Need & { level: "read" | "write" })[] = [
  { slug: "actions", name: "Actions", level: "write", without: "Runs are not shown, or cannot be started, repeated and cancelled." },
  { slug: "checks", name: "Checks", level: "read", without: "Checks of other Apps are not shown." },
  {
    slug: "contents",
    name: "Contents",
    level: "write",
    without: "Changelogs are not read, or notes, tags and releases cannot be written.",
  },
  { slug: "deployments", name: "Deployments", level: "write", without: "Waiting environments cannot be answered." },
  { slug: "issues", name: "Issues", level: "read", without: "Issues behind entries are not read." },
  { slug: "members", name: "Members", level: "read", without: "Teams cannot fill a slot.", isForOrganizations: true },
  { slug: "metadata", name: "Metadata", level: "read", without: "The repository is not seen at all." },
  {
    slug: "pull_requests",
    name: "Pull requests",
    level: "write",
    without: "Reviews are not shown, or notes cannot be proposed as a pull request.",
  },
  { slug: "statuses", name: "Commit statuses", level: "read", without: "Commit statuses are not shown." },
];

const LATE = "is noticed only when Slipway reads it again.";

/** Webhook events that Slipway follows (GitHub doc: webhook events and payloads). */
export const NEEDED_EVENTS: readonly Need[] = [
  { slug: "check_run", name: "Check run", without: `A check of another App ${LATE}` },
  { slug: "check_suite", name: "Check suite", without: `A check of another App ${LATE}` },
  { slug: "create", name: "Create", without: `A new branch or tag ${LATE}` },
  { slug: "delete", name: "Delete", without: `A branch or tag that is gone ${LATE}` },
  { slug: "issues", name: "Issues", without: `A change of an issue ${LATE}` },
  { slug: "label", name: "Label", without: `A change of a label ${LATE}` },
  { slug: "member", name: "Member", without: `A role that was given or taken ${LATE}` },
  { slug: "membership", name: "Membership", without: `A change of a team ${LATE}`, isForOrganizations: true },
  { slug: "organization", name: "Organization", without: `A member who left ${LATE}`, isForOrganizations: true },
  { slug: "pull_request", name: "Pull request", without: `A change of a pull request ${LATE}` },
  { slug: "pull_request_review", name: "Pull request review", without: `A review ${LATE}` },
  { slug: "push", name: "Push", without: `A moved branch ${LATE}` },
  { slug: "release", name: "Release", without: `A GitHub Release ${LATE}` },
  { slug: "repository", name: "Repository", without: `A rename, a transfer or an archived repository ${LATE}` },
  { slug: "status", name: "Status", without: `A commit status ${LATE}` },
  { slug: "team", name: "Team", without: `A change of a team ${LATE}`, isForOrganizations: true },
  { slug: "team_add", name: "Team add", without: `A role that a team was given ${LATE}`, isForOrganizations: true },
  { slug: "workflow_job", name: "Workflow job", without: `A job ${LATE}` },
  { slug: "workflow_run", name: "Workflow run", without: `A run ${LATE}` },
];

/** What the App lacks on an account, permissions first; more than is needed is no fault. */
export function listMissing({ permissions, events, isOrganization }: AppGrant): MissingGrant[] {
  const applies = ({ isForOrganizations }: Need) => isOrganization || !isForOrganizations;
  return [
    ...NEEDED_PERMISSIONS.filter(applies)
      .filter(({ slug, level }) => rank(permissions[slug]) < rank(level))
      .map(({ name, level, without }) => ({
        kind: "permission" as const,
        name: `${name}: ${level === "write" ? "read and write" : "read"}`,
        without,
      })),
    ...NEEDED_EVENTS.filter(applies)
      .filter(({ slug }) => !events.includes(slug))
      .map(({ name, without }) => ({ kind: "event" as const, name, without })),
  ];
}

/** None is less than any. */
const rank = (level: string | undefined) => LEVELS.indexOf(level as Level);
