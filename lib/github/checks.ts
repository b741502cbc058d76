import type { Check } from "@/lib/releases/checks";
import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Names are keys and sentences are shown in lists: nobody reads more of them than this. */
const LONGEST_NAME = 250;
const LONGEST_SENTENCE = 300;
const PER_PAGE = 100;

/** One page of a commit's checks; `null` checks say that nothing has changed since its ETag. */
export interface ChecksPage {
  etag: string | null;
  checks: Check[] | null;
  hasNext: boolean;
}

/** What was known of a page before. */
export interface KnownPage {
  etag: string | null;
  hasNext: boolean;
}

/** A page of the newest check runs, or of the last statuses, of a commit; unchanged ones cost nothing of the request limit. */
export async function listChecksOfCommit(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  { sha, source, page }: { sha: string; source: Check["source"]; page: number },
  known: KnownPage | null,
): Promise<ChecksPage> {
  const place = { owner, repo: name, ref: sha, page, per_page: PER_PAGE };
  const headers = known?.etag ? { "if-none-match": known.etag } : {};
  const hasNext = (link: string | undefined) => /rel="next"/.test(link ?? "");
  try {
    if (source === "status") {
      const { data, headers: answer } = await octokit.rest.repos.getCombinedStatusForRef({ ...place, headers });
      const checks = data.statuses.map((status) => toStatusCheck({ ...status, sha }));
      return { etag: answer.etag ?? null, checks, hasNext: hasNext(answer.link) };
    }
    const { data, headers: answer } = await octokit.rest.checks.listForRef({ ...place, filter: "latest", headers });
    return { etag: answer.etag ?? null, checks: data.check_runs.map(toCheckRun), hasNext: hasNext(answer.link) };
  } catch (error) {
    if (known && githubStatus(error) === 304) return { ...known, checks: null };
    throw error;
  }
}

export async function readCheckRun(octokit: Octokit, { owner, name }: RepositoryName, id: bigint): Promise<Check> {
  return toCheckRun((await octokit.rest.checks.get({ owner, repo: name, check_run_id: Number(id) })).data);
}

/** What counts of a check run; answers and webhooks carry the same shape, and may carry words that nobody has described. */
export interface RawCheckRun {
  id: number;
  name: string;
  head_sha: string;
  status: string;
  conclusion?: string | null;
  details_url?: string | null;
  html_url?: string | null;
  started_at?: string | null;
  completed_at?: string | null;
  output?: { title?: string | null; summary?: string | null } | null;
  app?: { slug?: string; name?: string } | null;
}

export function toCheckRun(raw: RawCheckRun): Check {
  return {
    source: "check-run",
    id: BigInt(raw.id),
    sha: raw.head_sha,
    app: (raw.app?.slug ?? raw.app?.name ?? "").slice(0, LONGEST_NAME),
    name: raw.name.slice(0, LONGEST_NAME),
    status: raw.status,
    conclusion: raw.conclusion ?? null,
    sentence: toSentence(raw.output?.title || raw.output?.summary),
    url: toWebAddress(raw.details_url) ?? toWebAddress(raw.html_url),
    startedAt: raw.status === "queued" || !raw.started_at ? null : new Date(raw.started_at),
    completedAt: raw.completed_at ? new Date(raw.completed_at) : null,
  };
}

export interface RawStatus {
  id: number;
  sha: string;
  context: string;
  state: string;
  description?: string | null;
  target_url?: string | null;
  created_at: string;
}

/** A status is never changed: its one state is told when it has been reached. */
export function toStatusCheck(raw: RawStatus): Check {
  const isPending = raw.state === "pending";
  const at = new Date(raw.created_at);
  return {
    source: "status",
    id: BigInt(raw.id),
    sha: raw.sha,
    app: "",
    name: raw.context.slice(0, LONGEST_NAME),
    status: isPending ? "pending" : "completed",
    conclusion: isPending ? null : raw.state,
    sentence: toSentence(raw.description),
    url: toWebAddress(raw.target_url),
    startedAt: isPending ? at : null,
    completedAt: isPending ? null : at,
  };
}

/** The first line that says something, without its Markdown heading. */
function toSentence(text: string | null | undefined): string {
  const line = (text ?? "")
    .split("\n")
    .map((candidate) => candidate.replace(/^#+\s*/, "").trim())
    .find((candidate) => candidate !== "");
  if (!line) return "";
  return line.length > LONGEST_SENTENCE ? `${line.slice(0, LONGEST_SENTENCE - 1).trimEnd()}…` : line;
}

/** Addresses come from whoever reports; only one that a browser opens as a page becomes a link. */
function toWebAddress(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  return /^https?:$/.test(new URL(address).protocol) ? address : null;
}
