import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import type { Annotation, Artifact, JobLogText } from "@/lib/runs/run-remains";
import { guardedFetch } from "./guarded-fetch";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

export async function listArtifacts(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint): Promise<Artifact[]> {
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({ owner, repo: name, run_id: Number(runId), per_page: 100 });
  return data.artifacts.map((artifact) => ({
    id: artifact.id,
    name: artifact.name,
    bytes: artifact.size_in_bytes,
    isExpired: artifact.expired,
    expiresAt: artifact.expires_at,
  }));
}

/** Remarks of a job, which GitHub keeps with the check run of the same id; the first fifty. */
export async function listAnnotations(octokit: Octokit, { owner, name }: RepositoryName, jobId: bigint): Promise<Annotation[]> {
  const { data } = await octokit.rest.checks.listAnnotations({ owner, repo: name, check_run_id: Number(jobId), per_page: 50 });
  return data.map(({ annotation_level: level, title, message, path, start_line }) => ({
    level: level === "failure" || level === "warning" ? level : "notice",
    title,
    message: message ?? "",
    path,
    line: start_line,
  }));
}

/** Where GitHub itself keeps logs (GitHub docs, "Communication requirements for GitHub.com"). */
const STORES = [".blob.core.windows.net", ".actions.githubusercontent.com"];
const KEPT_BYTES = 4 * 1024 * 1024;

/**
 * Reads the log of a job that has ended. GitHub leads to another address for it, which is asked without any token, and
 * only where GitHub keeps its logs or the settings say so.
 */
export async function readJobLog(octokit: Octokit, { owner, name }: RepositoryName, jobId: bigint): Promise<JobLogText> {
  const { headers } = await octokit.rest.actions.downloadJobLogsForWorkflowRun({
    owner,
    repo: name,
    job_id: Number(jobId),
    request: { redirect: "manual" },
  });
  const place = new URL(headers.location ?? "", environment().apiUrl);
  if (!isLogStore(place))
    throw new AppError(
      "upstream",
      `GitHub keeps this log at ${place.host}, which Slipway does not ask. If that is right, add the host to GITHUB_LOG_HOSTS.`,
    );
  const response = await guardedFetch(place);
  if (!response.ok || !response.body)
    throw new AppError("upstream", `GitHub’s log store answered ${response.status}. Try again in a minute.`);
  return readEnd(response.body);
}

function isLogStore({ protocol, host, hostname }: URL): boolean {
  const { GITHUB_URL, GITHUB_LOG_HOSTS } = environment();
  if (host === new URL(GITHUB_URL).host) return true;
  return protocol === "https:" && (STORES.some((end) => hostname.endsWith(end)) || GITHUB_LOG_HOSTS.includes(hostname));
}

async function readEnd(body: ReadableStream<Uint8Array>): Promise<JobLogText> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    size += read.value.byteLength;
    while (size - (chunks[0]?.byteLength ?? 0) >= KEPT_BYTES) {
      size -= chunks.shift()?.byteLength ?? 0;
      isCut = true;
    }
  }
  const text = Buffer.concat(chunks).toString("utf8");
  // What was cut off may have begun in the middle of a line.
  return { text: isCut ? text.slice(text.indexOf("\n") + 1) : text, isCut };
}
