import { randomBytes, timingSafeEqual } from "node:crypto";
import type { ScriptRule } from "./actions/engine";
import { setEnvironments } from "./actions/environments";
import type { Fault } from "./faults";
import { readCommit, writeBlob, writeCommit, writeTree, ZERO } from "./git/git";
import { type Ctx, HttpError, notFound, type Router, readBody } from "./http";
import { ROLES, type Role } from "./state";
import type { WebhookFaults } from "./webhooks/webhook-faults";
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

  /** "Run workflow" on GitHub's own page, which local-github does not have. */
  router.post("/_local/dispatch", async (c) => {
    const { owner, name, workflow: file, ref, login, inputs } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    const workflow = store.state.workflows.find(
      ({ repositoryId, path }) => repositoryId === repository?.id && path.endsWith(`/${String(file)}`),
    );
    const sha = repository && (await world.branchHead(repository, String(ref)));
    if (!repository || !workflow || !sha) throw notFound();
    const run = await world.actions.dispatch(repository, workflow, {
      ref: String(ref),
      sha,
      actor: String(login),
      inputs: (inputs ?? {}) as Record<string, string>,
    });
    await world.webhooks.settled();
    return c.json({ run: run.id });
  });

  /** A push of one commit with these files; `from` is where a new branch starts. */
  router.post("/_local/commit", async (c) => {
    const { owner, name, branch, from, files, message, login } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    const folder = store.gitFolder(repository);
    const head = await world.branchHead(repository, String(branch));
    const parent = await readCommit(folder, head ?? (await world.branchHead(repository, String(from))) ?? "");
    const changes = await Promise.all(
      Object.entries((files ?? {}) as Record<string, string>).map(async ([path, content]) => ({
        path,
        sha: await writeBlob(folder, Buffer.from(content)),
      })),
    );
    const { name: author, email } = store.account(String(login));
    const person = { name: author, email, date: store.nowIso() };
    const tree = await writeTree(folder, parent.tree, changes);
    const sha = await writeCommit(folder, {
      tree,
      parents: [parent.sha],
      author: person,
      committer: person,
      message: `${String(message)}\n`,
    });
    await world.moveRefs(repository, [{ ref: `refs/heads/${String(branch)}`, before: head ?? ZERO, after: sha }], String(login));
    await world.webhooks.settled();
    return c.json({ sha });
  });

  /** Moves, makes or (with a null `sha`) deletes a ref, as a push by force would. */
  router.post("/_local/refs", async (c) => {
    const { owner, name, ref, sha, login } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    await world.moveRefs(repository, [{ ref: String(ref), after: typeof sha === "string" ? sha : null }], String(login));
    await world.webhooks.settled();
    return c.json({});
  });

  router.post("/_local/script", async (c) => {
    const { rules } = await readBody(c);
    world.actions.rules.push(...((rules ?? []) as ScriptRule[]));
    return c.json({ rules: world.actions.rules.length });
  });

  /** What happens to webhooks from now on: all of them held back, or the faults of `webhook-faults.ts`. */
  router.post("/_local/webhooks", async (c) => {
    const { muted, faults } = await readBody(c);
    world.webhooks.isMuted = muted === true;
    world.webhooks.route.set((faults ?? {}) as Partial<WebhookFaults>);
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

  /** Protects a branch, as its repository's settings would; `null` takes the rule away. */
  router.post("/_local/protection", async (c) => {
    const { owner, name, branch, rule } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    const { state } = store;
    state.protections = state.protections.filter((known) => known.repositoryId !== repository.id || known.branch !== String(branch));
    const { allowsForcePushes, requiresPullRequest } = (rule ?? {}) as Record<string, unknown>;
    if (rule)
      state.protections.push({
        repositoryId: repository.id,
        branch: String(branch),
        allowsForcePushes: allowsForcePushes === true,
        requiresPullRequest: requiresPullRequest === true,
      });
    store.changed();
    return c.json({ rules: state.protections.length });
  });

  /** Keeps tags that begin so for administrators; an empty list lets everybody make tags again. */
  router.post("/_local/tag-rules", async (c) => {
    const { owner, name, prefixes } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    const others = store.state.tagRules.filter(({ repositoryId }) => repositoryId !== repository.id);
    const own = ((prefixes ?? []) as unknown[]).map((prefix) => ({ repositoryId: repository.id, prefix: String(prefix) }));
    store.state.tagRules = [...others, ...own];
    store.changed();
    return c.json({ rules: own.length });
  });

  /** The environments of a repository, as its settings would have them: `{ "pypi": ["demo-lead"] }` with reviewers. */
  router.post("/_local/environments", async (c) => {
    const { owner, name, environments } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    setEnvironments(store, repository, environments as Record<string, string[]>);
    return c.json({});
  });

  /** Runs that begin from now on are not to be seen for so long: `{ "seconds": 3 }`. */
  router.post("/_local/lag", async (c) => {
    const { seconds } = await readBody(c);
    world.actions.lagMilliseconds = Number(seconds ?? 0) * 1000;
    return c.json({});
  });

  /** What goes wrong from now on: see `faults.ts`. An empty list ends all of it. */
  router.post("/_local/faults", async (c) => {
    const { faults } = await readBody(c);
    world.faults.set((faults ?? []) as Fault[]);
    return c.json({});
  });

  /** A token for acting as somebody on GitHub itself, beside Slipway. */
  router.post("/_local/tokens", async (c) => {
    const { login } = await readBody(c);
    const token = `ghu_${randomBytes(20).toString("hex")}`;
    store.state.tokens[token] = { kind: "user", login: String(login), installationId: null, expiresAt: Date.now() + 3_600_000 };
    store.changed();
    return c.json({ token });
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
