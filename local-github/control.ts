import { timingSafeEqual } from "node:crypto";
import type { ScriptRule } from "./actions/engine";
import { type Ctx, HttpError, notFound, type Router, readBody } from "./http";
import { ROLES, type Role } from "./state";
import type { World } from "./world";

/** `/_local/…`: what a test or a scenario does to the world from outside. Needs the token of this start. */
export function routeControl(router: Router, world: World, controlToken: string) {
  const { store } = world;
  router.use("/_local/*", async (c, next) => {
    const given = Buffer.from(c.req.header("x-local-token") ?? "");
    const expected = Buffer.from(controlToken);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new HttpError(401, "x-local-token is missing or of another start");
    await next();
  });

  /** Lets scripted time pass: `{ "seconds": 30 }`; answers with the runs that are still alive. */
  router.post("/_local/clock/advance", async (c) => {
    const { seconds } = await readBody(c);
    store.state.clock ??= { base: Date.now(), advanced: 0 };
    store.state.clock.advanced += Number(seconds ?? 0) * 1000;
    await world.actions.tick();
    await world.webhooks.settled();
    store.changed();
    return c.json({ now: store.nowIso(), running: store.state.runs.filter(({ status }) => status !== "completed").length });
  });

  router.post("/_local/script", async (c) => {
    const { rules } = await readBody(c);
    world.actions.rules.push(...((rules ?? []) as ScriptRule[]));
    return c.json({ rules: world.actions.rules.length });
  });

  router.post("/_local/webhooks", async (c) => {
    const { muted } = await readBody(c);
    world.webhooks.isMuted = muted === true;
    return c.json({ muted: world.webhooks.isMuted });
  });

  router.get("/_local/deliveries", (c) => c.json(store.state.deliveries.map(({ payload: _, ...delivery }) => delivery)));

  router.post("/_local/roles", async (c) => {
    const { owner, name, login, role } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    if (role === null) delete repository.roles[String(login)];
    else repository.roles[String(login)] = ROLES.find((known) => known === role) ?? ("read" satisfies Role);
    store.changed();
    return c.json({ roles: repository.roles });
  });

  router.post("/_local/tokens/revoke", async (c) => {
    const { login } = await readBody(c);
    for (const token of Object.values(store.state.tokens)) if (token.login === login) token.isRevoked = true;
    store.changed();
    return c.json({});
  });
  router.get("/_local/repositories", (c: Ctx) =>
    c.json(store.state.repositories.map((repository) => ({ ...repository, folder: store.gitFolder(repository) }))),
  );
}
