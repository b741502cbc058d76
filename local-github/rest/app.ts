import { randomBytes } from "node:crypto";
import { type Ctx, HttpError, notFound, type Router } from "../http";
import { type App, toIso } from "../state";
import type { World } from "../world";

/** What the App is allowed, as its installation page would show it (see RELIABILITY P17). */
const PERMISSIONS = {
  actions: "write",
  checks: "read",
  contents: "write",
  deployments: "write",
  issues: "read",
  members: "read",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
} as const;
const APP_EVENTS = [
  "check_run",
  "check_suite",
  "create",
  "delete",
  "issues",
  "label",
  "member",
  "membership",
  "organization",
  "pull_request",
  "pull_request_review",
  "push",
  "release",
  "repository",
  "status",
  "team",
  "team_add",
  "workflow_job",
  "workflow_run",
];

export function routeApp(router: Router, world: World) {
  const { store, shapes } = world;

  router.get("/app", (c) => {
    const app = requireApp(world, c);
    return c.json({
      id: app.id,
      slug: app.slug,
      client_id: app.clientId,
      node_id: `A_${app.id}`,
      owner: shapes.user(store.account(store.state.installations[0]?.account ?? "ghost")),
      name: "Slipway",
      description: "Release management",
      external_url: shapes.web,
      html_url: `${shapes.web}/apps/${app.slug}`,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
      permissions: PERMISSIONS,
      events: APP_EVENTS,
    });
  });

  router.get("/app/installations", (c) => {
    const app = requireApp(world, c);
    return c.json(
      store.state.installations.map(({ id, account, createdAt, withheld, suspendedAt }) => ({
        id,
        client_id: app.clientId,
        account: shapes.user(store.account(account)),
        app_id: app.id,
        app_slug: app.slug,
        target_id: store.account(account).id,
        target_type: store.account(account).type,
        permissions: Object.fromEntries(Object.entries(PERMISSIONS).filter(([name]) => !withheld?.permissions.includes(name))),
        events: APP_EVENTS.filter((event) => !withheld?.events.includes(event)),
        single_file_name: null,
        repository_selection: "all",
        access_tokens_url: `${shapes.api}/app/installations/${id}/access_tokens`,
        html_url: `${shapes.web}/organizations/${account}/settings/installations/${id}`,
        repositories_url: `${shapes.api}/installation/repositories`,
        created_at: createdAt,
        updated_at: createdAt,
        suspended_by: null,
        suspended_at: suspendedAt ?? null,
      })),
    );
  });

  router.post("/app/installations/:id{[0-9]+}/access_tokens", (c) => {
    requireApp(world, c);
    const installation = store.state.installations.find(({ id }) => id === Number(c.req.param("id")));
    if (!installation) throw notFound();
    const token = `ghs_${randomBytes(18).toString("hex")}`;
    const expiresAt = Date.now() + 3_600_000;
    store.state.tokens[token] = { kind: "installation", login: null, installationId: installation.id, expiresAt };
    store.changed();
    return c.json({ token, expires_at: toIso(expiresAt), permissions: PERMISSIONS, repository_selection: "all" }, 201);
  });
}

/** The App, when it is the App that asks. */
export function requireApp({ store }: World, c: Ctx): App {
  const { app } = store.state;
  if (c.get("actor").kind !== "app" || !app) throw new HttpError(401, "A JSON web token could not be decoded");
  return app;
}
