/** The framework for GitHub Apps, doing the same in its handler: it answers when the handler has stored the row. */
import { createServer } from "node:http";
import pg from "pg";
import { createNodeMiddleware, Probot } from "probot";

const { PORT, DATABASE_URL: connectionString, SECRET: secret, PRIVATE_KEY: privateKey } = process.env;
const pool = new pg.Pool({ connectionString, max: 10 });
const probot = new Probot({ appId: 1, privateKey, secret, logFormat: "json" });
const middleware = await createNodeMiddleware(
  (app) =>
    app.onAny(async ({ id, name, payload }) => {
      const action = "action" in payload ? payload.action : null;
      await pool.query(`insert into "Delivery" (guid, event, action, payload) values ($1, $2, $3, $4) on conflict do nothing`, [
        id,
        name,
        action,
        payload,
      ]);
    }),
  { probot, webhooksPath: "/hooks/github" },
);
createServer(middleware).listen(Number(PORT), "127.0.0.1", () => console.log("listening"));

// Whoever started this is gone.
process.stdin.on("end", () => process.exit()).resume();
