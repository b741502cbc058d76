import { randomBytes } from "node:crypto";
import { HttpError, type Router } from "../http";
import type { Store } from "../state";

const MINUTE = 60_000;
const USER_TOKEN_LIFE = 8 * 60 * MINUTE;
const REFRESH_LIFE = 184 * 24 * 60 * MINUTE;

/** The web flow of a GitHub App's user tokens, with an account chooser instead of a password. */
export function routeOauth(router: Router, store: Store) {
  router.get("/login/oauth/authorize", (c) => {
    const client = requireApp(store, c.req.query("client_id"));
    const redirectUri = c.req.query("redirect_uri") ?? client.callbackUrls[0] ?? "";
    requireCallback(client.callbackUrls, redirectUri);
    const people = store.state.accounts.filter(({ type }) => type === "User");
    return c.html(chooserPage(people, c.req.query("state") ?? "", redirectUri, client.clientId));
  });

  router.post("/login/oauth/authorize", async (c) => {
    const form = await c.req.parseBody();
    const client = requireApp(store, text(form.client_id));
    const redirectUri = text(form.redirect_uri);
    requireCallback(client.callbackUrls, redirectUri);
    const account = store.state.accounts.find(({ login, type }) => login === text(form.login) && type === "User");
    if (!account) throw new HttpError(422, "Choose one of the accounts");
    const code = randomBytes(10).toString("hex");
    store.state.tokens[code] = {
      kind: "code",
      login: account.login,
      installationId: null,
      expiresAt: Date.now() + 10 * MINUTE,
      redirectUri,
    };
    store.changed();
    const target = new URL(redirectUri);
    target.searchParams.set("code", code);
    target.searchParams.set("iss", `${new URL(c.req.url).origin}/login/oauth`);
    if (text(form.state)) target.searchParams.set("state", text(form.state));
    return c.redirect(target.toString(), 302);
  });

  router.post("/login/oauth/access_token", async (c) => {
    const body: Record<string, unknown> = c.req.header("content-type")?.includes("json")
      ? ((await c.req.json()) as Record<string, unknown>)
      : await c.req.parseBody();
    const { app } = store.state;
    // GitHub answers 200 with `error` here, whatever is wrong.
    if (!app || text(body.client_id) !== app.clientId || text(body.client_secret) !== app.clientSecret)
      return c.json({
        error: "incorrect_client_credentials",
        error_description: "The client_id and/or client_secret passed are incorrect.",
      });
    const isRefresh = text(body.grant_type) === "refresh_token";
    const given = text(isRefresh ? body.refresh_token : body.code);
    const token = store.state.tokens[given];
    if (!token || token.kind !== (isRefresh ? "refresh" : "code") || token.expiresAt < Date.now() || !token.login)
      return c.json({
        error: isRefresh ? "bad_refresh_token" : "bad_verification_code",
        error_description: "The code passed is incorrect or expired.",
      });
    delete store.state.tokens[given];
    const access = `ghu_${randomBytes(18).toString("hex")}`;
    const refresh = `ghr_${randomBytes(36).toString("hex")}`;
    store.state.tokens[access] = { kind: "user", login: token.login, installationId: null, expiresAt: Date.now() + USER_TOKEN_LIFE };
    store.state.tokens[refresh] = { kind: "refresh", login: token.login, installationId: null, expiresAt: Date.now() + REFRESH_LIFE };
    store.changed();
    return c.json({
      access_token: access,
      expires_in: USER_TOKEN_LIFE / 1000,
      refresh_token: refresh,
      refresh_token_expires_in: REFRESH_LIFE / 1000,
      token_type: "bearer",
      scope: "",
    });
  });
}

function requireApp(store: Store, clientId: string | undefined) {
  const { app } = store.state;
  if (!app || clientId !== app.clientId) throw new HttpError(404, "No GitHub App has this client_id");
  return app;
}

function requireCallback(allowed: string[], redirectUri: string) {
  if (!allowed.includes(redirectUri)) throw new HttpError(422, "The redirect_uri is not associated with this application");
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function chooserPage(
  people: { login: string; name: string; about?: string }[],
  state: string,
  redirectUri: string,
  clientId: string,
): string {
  const hidden = Object.entries({ state, redirect_uri: redirectUri, client_id: clientId })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
  const buttons = people
    .map(
      ({ login, name, about }) =>
        `<button name="login" value="${escapeHtml(login)}"><b>${escapeHtml(name)}</b><code>${escapeHtml(login)}</code><span>${escapeHtml(about ?? "")}</span></button>`,
    )
    .join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>Choose an account · local-github</title>
<style>
:root { color-scheme: light dark; font: 14px/21px system-ui, sans-serif; background: light-dark(#f8f9fb, #111319); color: light-dark(#1d212b, #eceef3); }
body { max-width: 420px; margin: 12vh auto; padding: 0 16px; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 4px; }
p { margin: 0 0 20px; color: light-dark(#4b5263, #b3b9c7); }
form { display: grid; gap: 8px; }
button { font: inherit; color: inherit; text-align: start; display: grid; grid-template-columns: 1fr auto; gap: 0 12px; padding: 10px 14px; border: 1px solid light-dark(#d5d9e2, #3a404d); border-radius: 8px; background: light-dark(#fff, #191c24); cursor: pointer; }
button:hover { background: light-dark(#f0f2f6, #232733); }
button:focus-visible { outline: 2px solid #6d5bf0; outline-offset: 2px; }
button span { grid-column: 1 / -1; color: light-dark(#5b6274, #a4abba); font-size: 13px; }
code { font-size: 12px; color: light-dark(#5b6274, #a4abba); }
</style>
<h1>Choose an account</h1>
<p>This is local-github, a GitHub on your own machine. Nobody outside it is asked, and there are no passwords.</p>
<form method="post" action="/login/oauth/authorize">${hidden}${buttons}</form></html>`;
}
