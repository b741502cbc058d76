/** What taking a webhook and telling of a change cost at least: plain node and pg, without rights, limits or late answers. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";

/** What is announced of every webhook, if anything is. */
const { PORT, DATABASE_URL: connectionString, SECRET = "", ANNOUNCED } = process.env;
const pool = new pg.Pool({ connectionString, max: 10 });
const streams = new Set<ServerResponse>();
const listener = new pg.Client({ connectionString });
await listener.connect();
listener.on("notification", ({ payload }) => {
  const event = `event: change\ndata: ${payload}\n\n`;
  for (const stream of streams) stream.write(event);
});
await listener.query("listen bare_live");

createServer((request, response) => {
  if (request.url === "/live") relay(response);
  else store(request, response);
}).listen(Number(PORT), "127.0.0.1", () => console.log("listening"));

function relay(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.write("event: hello\ndata: {}\n\n");
  streams.add(response);
  response.on("close", () => streams.delete(response));
}

function store(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
    const expected = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return response.writeHead(401).end();
    const text = body.toString("utf8");
    const { action } = JSON.parse(text) as { action?: string };
    await pool.query(`insert into "Delivery" (guid, event, action, payload) values ($1, $2, $3, $4) on conflict do nothing`, [
      request.headers["x-github-delivery"],
      request.headers["x-github-event"],
      action,
      text,
    ]);
    response.writeHead(202).end("Stored");
    if (ANNOUNCED) await pool.query("select pg_notify('bare_live', $1)", [ANNOUNCED]);
    return response;
  });
}

// Whoever started this is gone.
process.stdin.on("end", () => process.exit()).resume();
