import { randomBytes } from "node:crypto";
import { type Router, readBody, stringField } from "./http";
import type { World } from "./world";

/** `/_local/apps`: Apps of other makers, which report checks. */
export function routeCheckControl(router: Router, world: World) {
  /** Installs an App on an account; answers with a token of its installation, with which it may report. */
  router.post("/_local/apps", async (c) => {
    const body = await readBody(c);
    const [slug, name, account] = (["slug", "name", "account"] as const).map((field) => stringField(body, field, "App"));
    return c.json({ token: installReportingApp(world, { slug: slug ?? "", name: name ?? "", account: account ?? "" }) });
  });
}

export function installReportingApp({ store }: World, { slug, name, account }: { slug: string; name: string; account: string }): string {
  const { state } = store;
  if (!state.reportingApps.some((known) => known.slug === slug)) {
    state.reportingApps.push({ id: store.nextId(), slug, name, account, createdAt: store.nowIso() });
    const login = `${slug}[bot]`;
    state.accounts.push({ id: store.nextId(), login, name: login, email: `${login}@users.noreply.github.com`, type: "Bot" });
  }
  const token = `ghs_${randomBytes(18).toString("hex")}`;
  state.tokens[token] = { kind: "installation", login: null, installationId: null, expiresAt: Date.now() + 3_600_000, reportsAs: slug };
  store.changed();
  return token;
}
