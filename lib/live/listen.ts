import pg from "pg";
import { appDatabaseUrl } from "@/lib/db/app-database-url";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";

const FIRST_DELAY = 100;
const LAST_DELAY = 5_000;
/** A way that was cut without a word is noticed after two of these: TCP itself may take a quarter of an hour. */
const ASK_MILLISECONDS = 15_000;

/**
 * Listens to NOTIFY on a connection of its own and reconnects by itself. `onNotice` gets a null payload after every
 * (re)connect: whatever was said meanwhile was missed, so look at everything. A connection that no longer answers is lost too.
 */
export async function listen(
  channels: string[],
  onNotice: (channel: string | null, payload: string | null) => void,
  askMilliseconds = ASK_MILLISECONDS,
): Promise<{ stop: () => Promise<void> }> {
  let client: pg.Client | null = null;
  let isStopped = false;
  let delay = FIRST_DELAY;
  let asking: ReturnType<typeof setInterval> | undefined;
  const connect = async (): Promise<void> => {
    if (isStopped) return;
    const current = new pg.Client({
      connectionString: appDatabaseUrl(environment()),
      keepAlive: true,
      connectionTimeoutMillis: askMilliseconds,
      query_timeout: askMilliseconds,
    });
    client = current;
    let isLost = false;
    const lose = (reason: string) => {
      if (isLost || isStopped) return;
      isLost = true;
      clearInterval(asking);
      current.end().catch(() => {});
      log().warn({ reason, delay }, "listening was interrupted");
      setTimeout(() => void connect(), delay);
      delay = Math.min(delay * 2, LAST_DELAY);
    };
    current.on("error", (error) => lose(error.message));
    current.on("end", () => lose("the connection ended"));
    current.on("notification", ({ channel, payload }) => {
      if (!isLost) onNotice(channel, payload ?? null);
    });
    const ask = async () => {
      // To listen once more changes nothing.
      for (const channel of channels) await current.query(`listen ${current.escapeIdentifier(channel)}`);
    };
    try {
      await current.connect();
      await ask();
      if (!isLost && !isStopped) asking = setInterval(() => void ask().catch((error: Error) => lose(error.message)), askMilliseconds);
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
      clearInterval(asking);
      await client?.end().catch(() => {});
    },
  };
}
