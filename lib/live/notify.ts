import { pool } from "@/lib/db/client";

/**
 * PostgreSQL's NOTIFY, after the commit it tells of. It waits for no disk: a notice is a commit that all others wait for, and
 * one that a crash takes away is made up for by whoever listens, who looks at everything when it connects again.
 */
export async function notify(channel: string, payload: string): Promise<void> {
  await pool().query("select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", [channel, payload]);
}
