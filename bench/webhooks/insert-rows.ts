import { randomUUID } from "node:crypto";
import pg from "pg";
import { jobWebhook } from "./webhook";

const CONNECTIONS = 10;

/** What PostgreSQL itself takes in: the same rows, each committed, on as many connections as a server's pool has. */
export async function insertForSeconds(connectionString: string, seconds: number): Promise<{ accepted: number; perSecond: number }> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  const payload = jobWebhook().toString();
  const start = performance.now();
  let accepted = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - start < 1_000 * seconds) {
        await client.query(`insert into "Delivery" (guid, event, action, payload) values ($1, $2, $3, $4) on conflict do nothing`, [
          randomUUID(),
          "workflow_job",
          "in_progress",
          payload,
        ]);
        accepted++;
      }
    }),
  );
  const perSecond = (1_000 * accepted) / (performance.now() - start);
  await Promise.all(clients.map((client) => client.end()));
  return { accepted, perSecond };
}
