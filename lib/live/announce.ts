import { log } from "@/lib/log/log";
import { notify } from "./notify";

/** Channel of PostgreSQL's NOTIFY that carries "something changed" between processes. */
export const LIVE_CHANNEL = "slipway_live";

/** A notice of PostgreSQL holds less than 8,000 bytes: a hundred changes at most. */
const TOGETHER = 50;

/** What changed; the query behind the page says what it is now. */
export interface Change {
  /** Null for what concerns everybody. */
  repositoryId: string | null;
  /** `runs`, `release`, `draft`, `rules`, …: lets a page skip what it does not show. */
  topic: "repository" | "runs" | "release" | "draft" | "rules" | "presence" | "review" | "pulls" | "github" | "decision";
}

/** Tells every process and through them every open page; after the commit, because NOTIFY inside it serialises commits. */
export async function announce(...changes: Change[]): Promise<void> {
  try {
    for (let from = 0; from < changes.length; from += TOGETHER)
      await notify(LIVE_CHANNEL, JSON.stringify(changes.slice(from, from + TOGETHER)));
  } catch (error) {
    // Pages that missed it are put right by their next reconnect or focus.
    log().warn({ error: error instanceof Error ? error.message : String(error) }, "a change could not be announced");
  }
}
