/** The notes of berth 26.2.0 as its fragments tell them: invented, like the project itself. */
export type FragmentType = "feature" | "enhance" | "fix" | "doc" | "misc";

export const CATEGORY_TITLES: Record<FragmentType, string> = {
  feature: "Features",
  enhance: "Improvements",
  fix: "Fixes",
  doc: "Documentation",
  misc: "Miscellaneous",
};

export interface DemoEntry {
  type: FragmentType;
  number: number;
  text: string;
}

const lines = (type: FragmentType, first: number, step: number, text: string): DemoEntry[] =>
  text
    .trim()
    .split("\n")
    .map((line, index) => ({ type, number: first + index * step, text: line.trim() }));

const RC1 = [
  ...lines(
    "feature",
    4102,
    7,
    `
    Add a fair share policy with half-life decay to the scheduler
    Show the fair share factor of each project in \`berth queue explain\`
    Keep a usage history per project for fair share accounting
    Add REST endpoints to read and set fair share weights
    Add storage quotas per project with soft and hard limits
    Warn a project owner by mail when 90 % of a storage quota is used
    Add a \`berth quota\` command that lists quotas of all projects
    Introduce model revisions for serving endpoints
    Roll a serving endpoint back to an earlier model revision
    Split serving traffic between two model revisions
    Add a mirror list to the image registry
    Pull images in parallel when the registry allows it
    Add an idle checker that looks at GPU memory instead of GPU load
    Let administrators pause a resource group for maintenance
    Add an audit trail for changes of resource groups
    Add an export of session records as CSV
    Stream large CSV exports instead of building them in memory
    Add OIDC sign-in beside LDAP`,
  ),
  ...lines(
    "enhance",
    4106,
    9,
    `
    Read queue positions from one query instead of one per session
    Cache image manifests for an hour
    Explain in \`berth queue explain\` which constraint holds a session back
    Shorten the agent heartbeat to five seconds on busy clusters
    Compress session logs with zstd before they are archived
    Retry a lost agent connection with jitter
    Rename the scaling settings so that they read alike in file and API
    Show the node name beside every event of a session
    Move quota checks in front of the image pull
    Load resource group settings once per scheduling pass
    Sort mirrors by their answer time
    Send mails through a pool of SMTP connections`,
  ),
  ...lines(
    "fix",
    4104,
    8,
    `
    Fix a session that stayed in \`PREPARING\` when its image was deleted meanwhile
    Fix rounding of fair share weights below one percent
    Release the port range of a session that failed to start
    Fix the order of events in the session timeline
    Stop counting stopped containers against a storage quota
    Fix a deadlock between two quota updates of one project
    Fix sign-in with an LDAP name that holds a comma
    Answer 409 instead of 500 when two people rename one resource group
    Fix \`berth logs --follow\` on sessions with several containers
    Fix time zones in the CSV export
    Close the mirror's connection when a pull is cancelled
    Fix the memory figure of multi-container sessions
    Refuse an empty name for a model revision
    Fix duplicate mails after a restart of the notifier`,
  ),
  ...lines(
    "doc",
    4113,
    31,
    `
    Describe how fair share weights decay over time
    Add a guide to running berth behind a reverse proxy
    Document every quota setting with its unit`,
  ),
  ...lines(
    "misc",
    4127,
    40,
    `
    Update the container base image to Debian 13
    Run the linter on the migration scripts as well`,
  ),
];

const RC2 = [
  ...lines(
    "feature",
    4371,
    6,
    `
    Persist fair share usage across restarts
    Add \`--explain-share\` to \`berth submit\`
    Add GraphQL mutations for fair share weights
    Add a storage quota to shared folders
    Report quota use to Prometheus
    Keep the last five model revisions on the serving node
    Name a model revision after its commit
    Recover sessions after an agent restart without losing their logs
    Record why a session could not be recovered
    Verify image signatures before a pull
    Choose the nearest mirror by region
    Add a dry run to the idle checker
    Show idle warnings in the terminal of the session
    Add a read-only role for auditors
    Export resource group settings as YAML
    Import resource group settings from YAML
    Add a webhook for session state changes`,
  ),
  ...lines(
    "enhance",
    4374,
    8,
    `
    Compute fair share factors once per pass instead of once per session
    Show in \`berth queue explain\` how long a session has waited for each constraint
    Read quota use from the file system's own counters
    Restore at most twenty sessions at once after an agent restart
    Keep half-written logs when an agent is killed
    Verify image signatures while the layers still download
    Skip idle checks during the first ten minutes of a session
    Group webhook deliveries of one session
    Write one line per scheduling pass to the log instead of one per session
    Use the database's clock for all scheduling decisions
    Speed up the first page of the session list
    Show the mirror that served an image`,
  ),
  ...lines(
    "fix",
    4376,
    7,
    `
    Persist the decay timestamp of fair share together with its usage
    Fix fair share of projects without any history
    Fix a negative storage quota after a folder was moved
    Do not restore a session that its owner has ended
    Fix a leak of file handles in session recovery
    Fix traffic split when both revisions have weight zero
    Fix rollback to a revision whose image was pruned
    Retry a pull from the next mirror after two failures
    Fix signature checks of images with several platforms
    Do not warn about idleness while a file transfer runs
    Fix the idle checker on nodes without a GPU
    Hide the buttons that the auditor role may not use
    Fix YAML import of resource groups with a dot in their name
    Keep webhook order per session
    Fix \`berth quota\` for projects with more than a thousand folders
    Fix paging of the session list when sessions end meanwhile
    Fix the unit of memory in \`berth queue explain\``,
  ),
  ...lines(
    "doc",
    4391,
    26,
    `
    Explain the three ways to recover a session
    Add an example of a traffic split between two revisions
    Document webhook payloads`,
  ),
  ...lines(
    "misc",
    4402,
    35,
    `
    Drop the last use of the old queue table
    Pin the build tools by digest`,
  ),
];

const RC3 = [
  ...lines(
    "feature",
    4630,
    5,
    `
    Add fair share to the project page
    Freeze fair share accounting during maintenance
    Move a storage quota from one project to another
    Promote a model revision by label
    Recover sessions of a node that was replaced
    Add a health page for mirrors
    Let a project choose its idle policy
    Sign webhooks with a secret per receiver`,
  ),
  ...lines(
    "enhance",
    4632,
    7,
    `
    Show fair share history for ninety days
    Say in the quota mail which folders grew most
    Check mirrors every minute and skip those that do not answer
    Keep recovered sessions at their old queue position
    Show the revision label in the endpoint list
    Batch idle checks per node
    Retry webhooks for a day before giving up
    Start the scheduler without waiting for the first heartbeat`,
  ),
  ...lines(
    "fix",
    4633,
    6,
    `
    Fix fair share of renamed projects
    Fix a race between quota updates and folder deletion
    Fix the mirror health page without mirrors
    Fix recovery of sessions with more than ten containers
    Do not promote a revision while a rollback runs
    Fix idle policy of archived projects
    Fix webhook signatures of empty bodies
    Fix the session list for people without any project
    Fix a crash when a CSV export is cancelled
    Restore the terminal after a lost connection
    Fix OIDC sign-in with an upper-case mail address
    Show the right unit for storage quotas above a petabyte`,
  ),
  ...lines(
    "doc",
    4655,
    30,
    `
    Describe idle policies
    Add a page on mirror health`,
  ),
  ...lines(
    "misc",
    4661,
    33,
    `
    Remove the switch for the old recovery code`,
  ),
];

/** Numbers that no entry may take: pull requests that settle an issue of another number. */
const RESERVED = [4114];

/** Entries that came again with better words: the same pull request in a later candidate. */
const REWORDED: DemoEntry[] = [
  { type: "feature", number: 4371, text: "Persist fair share usage across manager restarts and failovers" },
  { type: "fix", number: 4104, text: "Fix a session that stayed in `PREPARING` for ever when its image was deleted meanwhile" },
  { type: "enhance", number: 4106, text: "Read all queue positions from one query instead of one per session" },
];

const FINAL = [
  ...lines(
    "feature",
    4802,
    4,
    `
    Fall back to the last weight when fair share history is empty
    Show the quota of a shared folder in its header`,
  ),
  ...lines(
    "fix",
    4803,
    4,
    `
    Count cancelled jobs at half weight in fair share usage
    Name the reason for waiting in job events
    Fix the mirror order after a region was added`,
  ),
  ...lines(
    "doc",
    4815,
    4,
    `
    Collect the upgrade notes of this release`,
  ),
];

/** Each entry with a number of its own: where two lists meet at one, the later entry takes the next that is free. */
function withOwnNumbers(): (entries: DemoEntry[]) => DemoEntry[] {
  const taken = new Set(RESERVED);
  return (entries) =>
    entries.map((entry) => {
      let { number } = entry;
      while (taken.has(number)) number++;
      taken.add(number);
      return { ...entry, number };
    });
}

const numbered = withOwnNumbers();

/** Every step of the train, oldest first; the last one is what the release branch adds. */
export const BERTH_TRAIN: { version: string; daysAgo: number; entries: DemoEntry[] }[] = [
  { version: "26.2.0rc1", daysAgo: 12, entries: numbered(RC1) },
  { version: "26.2.0rc2", daysAgo: 8, entries: numbered(RC2) },
  { version: "26.2.0rc3", daysAgo: 3, entries: [...numbered(RC3), ...REWORDED] },
  { version: "26.2.0", daysAgo: 0.1, entries: numbered(FINAL) },
];

const VERBS: Record<FragmentType, string[]> = {
  feature: ["Add", "Introduce", "Offer", "Support"],
  enhance: ["Speed up", "Simplify", "Reduce the memory of", "Clarify"],
  fix: ["Fix", "Repair", "Restore", "Correct"],
  doc: ["Describe", "Document"],
  misc: ["Update", "Remove"],
};
const OBJECTS = [
  "the session list",
  "image pulls",
  "the agent heartbeat",
  "resource group limits",
  "folder permissions",
  "the login page",
  "session events",
  "GPU discovery",
  "the command line's colours",
  "log rotation",
  "project invitations",
  "the usage report",
  "container start-up",
  "port forwarding",
  "the scheduler's retry",
  "mail templates",
  "key rotation",
  "the metrics endpoint",
];

/** Entries of one past release, made from two small lists; the same for the same version. */
export function pastEntries(version: string, firstNumber: number): DemoEntry[] {
  const seed = [...version].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7) >>> 0;
  const isPatch = !version.endsWith(".0");
  const count = isPatch ? 2 + (seed % 4) : 12 + (seed % 14);
  const types: FragmentType[] = isPatch ? ["fix"] : ["feature", "enhance", "fix", "doc"];
  return Array.from({ length: count }, (_, index) => {
    const type = types[(seed + index * 7) % types.length] ?? "fix";
    const verb = VERBS[type][(seed + index) % VERBS[type].length];
    const object = OBJECTS[(seed + index * 5) % OBJECTS.length];
    return { type, number: firstNumber + index * 3, text: `${verb} ${object}` };
  });
}
