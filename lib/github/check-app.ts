import { environment } from "@/lib/env/environment";
import { githubStatus } from "./github-error";
import { isHeldBack } from "./held-back";
import { appOctokit } from "./octokit";

const KEEP_MILLISECONDS = 30_000;
/** Somebody is waiting for the sign-in page. */
const PATIENCE_MILLISECONDS = 3_000;
let last: { at: number; problem: string | null } | null = null;

/**
 * Why Slipway cannot talk to GitHub as its App, as a sentence for whoever set it up; null when it can. One request
 * shows address, App id and key at once; the answer stands for half a minute.
 */
export async function checkApp(): Promise<string | null> {
  if (last && Date.now() - last.at < KEEP_MILLISECONDS) return last.problem;
  const problem = await appOctokit()
    .rest.apps.getAuthenticated({ request: { retries: 0, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) } })
    .then(
      () => null,
      (error: unknown) => (isHeldBack(error) && error.detail.heldBack !== "away" ? error.message : explain(githubStatus(error))),
    );
  last = { at: Date.now(), problem };
  return problem;
}

function explain(status: number | null): string {
  const { GITHUB_URL, apiUrl } = environment();
  if (status === 401) return `GitHub at ${GITHUB_URL} does not know this App. Check GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY.`;
  if (status === 404 || status === 405) return `${apiUrl} answers, but it is no GitHub API. Check GITHUB_URL.`;
  if (status === null) return `GitHub at ${GITHUB_URL} does not answer. Check GITHUB_URL, and that this server can reach it.`;
  return `GitHub at ${GITHUB_URL} answered ${status}. It may be having trouble; try again in a minute.`;
}
