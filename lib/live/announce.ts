import { log } from "@/lib/log/log";
import { notify } from "./notify";

/** Channel of PostgreSQL's NOTIFY that carries "something changed" between processes. */
export const LIVE_CHANNEL = "slipway_live";

/** What changed; the query behind the page says what it is now. */
export interface Change {
  /** Null for what concerns everybody. */
  repositoryId: string | null;
  /** `runs`, `release`, `draft`, `rules`, …: lets a page skip what it does not show. */
  topic: "repository" | "runs" | "release" | "draft" | "rules" | "presence" | "review" | "pulls" | "github" | "decision";
}

/** Tells every process and through them every open page; after the commit, because NOTIFY inside it serialises commits. */
export async function announce(...changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  try {
    await notify(LIVE_CHANNEL, JSON.stringify(changes));
  } catch (error) {
    // Pages that missed it are put right by their next reconnect or focus.
    log().warn({ error: error instanceof Error ? error.message : String(error) }, "a change could not be announced");
  }
}
