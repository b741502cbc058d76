import { appOctokit } from "@/lib/github/octokit";
import { type Installation, readInstallations } from "@/lib/github/repositories";
import { log } from "@/lib/log/log";
import type { InstallationView } from "../administration-view";
import { listMissing } from "../app-needs";

/** Several people may look at once. */
const KEEP_MILLISECONDS = 10_000;
/** Somebody is waiting for the page. */
const PATIENCE_MILLISECONDS = 1_500;
let last: { at: number; installations: Promise<Installation[] | null> } | null = null;

/** What the accounts behind these installations granted the App, and what it lacks; null when GitHub does not tell now. */
export async function listInstallationGrants(ids: ReadonlySet<number>, now = Date.now()): Promise<InstallationView[] | null> {
  if (!last || now - last.at > KEEP_MILLISECONDS) last = { at: now, installations: ask() };
  const installations = await last.installations;
  if (!installations) last = null;
  return (
    installations
      ?.filter(({ id }) => ids.has(id))
      .map((installation) => ({
        account: installation.account,
        isSuspended: installation.isSuspended,
        url: installation.url,
        missing: listMissing(installation),
      })) ?? null
  );
}

async function ask(): Promise<Installation[] | null> {
  try {
    return await readInstallations(appOctokit(), AbortSignal.timeout(PATIENCE_MILLISECONDS));
  } catch (error) {
    log().warn({ err: error }, "what the App may do could not be read");
    return null;
  }
}
