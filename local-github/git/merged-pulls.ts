import { git, gitText } from "./git";

/** A pull request as the commit it was merged with tells it. */
export interface MergedPull {
  number: number;
  title: string;
  body: string;
  sha: string;
  authorName: string;
  authorEmail: string;
  /** ISO 8601. */
  mergedAt: string;
  /** The branch it came from, where the message names it. */
  branch: string | null;
}

/** Message shapes of a squash merge and of a merge commit, as GitHub writes them. */
const PATTERN = "^.*\\(#[0-9]+\\)$|^Merge pull request #[0-9]+ from ";
const SQUASH = /^(.*\S) \(#(\d{1,9})\)$/;
const MERGE = /^Merge pull request #(\d{1,9}) from [^/\s]+\/(\S+)$/;

const known = new Map<string, { refs: string; pulls: Map<number, MergedPull> }>();

/** One query asks for fifty at once: they share one look at the history. */
const running = new Map<string, Promise<Map<number, MergedPull>>>();

/** Pull requests that were merged into any branch or tag, by number; read again when a ref has moved. */
export function readMergedPulls(folder: string): Promise<Map<number, MergedPull>> {
  const read = running.get(folder) ?? readHistory(folder).finally(() => running.delete(folder));
  running.set(folder, read);
  return read;
}

async function readHistory(folder: string): Promise<Map<number, MergedPull>> {
  const refs = await gitText(folder, ["for-each-ref", "--format=%(objectname)"]);
  const before = known.get(folder);
  if (before?.refs === refs) return before.pulls;
  const format = "%H%x00%an%x00%ae%x00%cI%x00%B%x00%x01";
  const log = refs === "" ? "" : await gitText(folder, ["log", "--all", "-E", `--grep=${PATTERN}`, `--format=${format}`]);
  const pulls = new Map<number, MergedPull>();
  for (const record of log.split("\u0001")) {
    const pull = toMergedPull(record.replace(/^\n/, "").split("\0"));
    // The newest comes first: of a commit and its backports the oldest is the merge.
    if (pull) pulls.set(pull.number, pull);
  }
  known.set(folder, { refs, pulls });
  return pulls;
}

function toMergedPull([sha = "", authorName = "", authorEmail = "", mergedAt = "", message = ""]: string[]): MergedPull | null {
  const [subject = "", ...rest] = message.trim().split("\n");
  const common = { sha, authorName, authorEmail, mergedAt: new Date(mergedAt || 0).toISOString().replace(".000Z", "Z") };
  const squash = SQUASH.exec(subject);
  if (squash) return { ...common, number: Number(squash[2]), title: squash[1] ?? "", body: rest.join("\n").trim(), branch: null };
  const merge = MERGE.exec(subject);
  const [title = "", ...body] = rest.join("\n").trim().split("\n");
  return merge ? { ...common, number: Number(merge[1]), title, body: body.join("\n").trim(), branch: merge[2] ?? null } : null;
}

/** Files that a commit changed against its first parent. */
export async function listChangedPaths(folder: string, sha: string): Promise<string[]> {
  const out = await git(folder, ["diff-tree", "--root", "-r", "-z", "--no-commit-id", "--name-only", "--diff-merges=first-parent", sha]);
  return out.toString("utf8").split("\0").filter(Boolean);
}

/** Files that differ between a branch and where it left another. */
export async function listBranchPaths(folder: string, base: string, head: string): Promise<string[]> {
  const out = await git(folder, ["diff", "-z", "--name-only", `${base}...${head}`]);
  return out.toString("utf8").split("\0").filter(Boolean);
}
