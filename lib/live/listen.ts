import pg from "pg";
import { appDatabaseUrl } from "@/lib/db/app-database-url";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";

const FIRST_DELAY = 100;
const LAST_DELAY = 5_000;

/**
 * Listens to NOTIFY on a connection of its own and reconnects by itself. `onNotice` gets a null payload after every
 * (re)connect: whatever was said meanwhile was missed, so look at everything.
 */
export async function listen(
  channels: string[],
  onNotice: (channel: string | null, payload: string | null) => void,
): Promise<{ stop: () => Promise<void> }> {
  let client: pg.Client | null = null;
  let isStopped = false;
  let delay = FIRST_DELAY;
  const connect = async (): Promise<void> => {
    if (isStopped) return;
    const current = new pg.Client({ connectionString: appDatabaseUrl(environment()), keepAlive: true });
    client = current;
    let isLost = false;
    const lose = (reason: string) => {
      if (isLost || isStopped) return;
      isLost = true;
      current.end().catch(() => {});
      log().warn({ reason, delay }, "listening was interrupted");
      setTimeout(() => void connect(), delay);
      delay = Math.min(delay * 2, LAST_DELAY);
    };
    current.on("error", (error) => lose(error.message));
    current.on("end", () => lose("the connection ended"));
    current.on("notification", ({ channel, payload }) => onNotice(channel, payload ?? null));
    try {
      await current.connect();
      for (const channel of channels) await current.query(`listen ${current.escapeIdentifier(channel)}`);
      delay = FIRST_DELAY;
      onNotice(null, null);
    } catch (error) {
      lose(error instanceof Error ? error.message : String(error));
    }
  };
  await connect();
  return {
    stop: async () => {
      isStopped = true;
      await client?.end().catch(() => {});
    },
  };
}
