import { resolve, resolveRef, ZERO } from "../git/git";
import { type Ctx, HttpError, notFound, paginate, type Router, readBody, stringField } from "../http";
import type { ReleaseRecord, Repository } from "../state";
import type { World } from "../world";
import { repositoryOf, restOfPath } from "./repositories";

const LONGEST_BODY = 125_000;

/** GitHub Releases: drafts make no tag and are not unique; publishing makes the tag where it is missing. */
export function routeReleases(router: Router, world: World) {
  const { store, shapes } = world;
  const base = "/repos/:owner/:repo/releases";
  const invalid = (field: string, code: string, message?: string) =>
    new HttpError(422, "Validation Failed", [{ resource: "Release", field, code, ...(message ? { message } : {}) }]);
  const releasesOf = (repository: Repository) =>
    store.state.releases.filter(({ repositoryId }) => repositoryId === repository.id).sort((a, b) => b.id - a.id);
  /** Drafts are for people who may push. */
  const seesDrafts = (c: Ctx, repository: Repository) => ["write", "maintain", "admin"].includes(c.get("actor").roleOn(repository) ?? "");

  router.get(base, (c) => {
    const repository = repositoryOf(world, c);
    const visible = releasesOf(repository).filter(({ isDraft }) => !isDraft || seesDrafts(c, repository));
    return c.json(paginate(c, visible).map((release) => shapes.release(repository, release)));
  });

  router.get(`${base}/tags/:tag{.+}`, (c) => {
    const repository = repositoryOf(world, c);
    const tag = restOfPath(c, "/releases/tags/");
    const release = releasesOf(repository).find((candidate) => !candidate.isDraft && candidate.tag === tag);
    if (!release) throw notFound();
    return c.json(shapes.release(repository, release));
  });

  router.get(`${base}/:id{[0-9]+}`, (c) => {
    const repository = repositoryOf(world, c);
    const release = find(repository, c);
    if (release.isDraft && !seesDrafts(c, repository)) throw notFound();
    return c.json(shapes.release(repository, release));
  });

  router.post(base, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const body = await readBody(c);
    const at = store.nowIso();
    const release: ReleaseRecord = {
      id: store.nextId(),
      repositoryId: repository.id,
      tag: stringField(body, "tag_name", "Release"),
      target: repository.defaultBranch,
      name: null,
      body: null,
      isDraft: body.draft === true,
      isPrerelease: false,
      author: c.get("actor").login ?? "ghost",
      createdAt: at,
      updatedAt: at,
      publishedAt: null,
    };
    await apply(repository, release, body);
    store.state.releases.push(release);
    announce(c, repository, release, "created");
    if (!release.isDraft) await publish(c, repository, release);
    store.changed();
    return c.json(shapes.release(repository, release), 201);
  });

  router.patch(`${base}/:id{[0-9]+}`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const release = find(repository, c);
    const body = await readBody(c);
    const isPublished = release.isDraft && body.draft === false;
    const changed = { ...release, ...(isPublished ? { isDraft: false } : {}) };
    await apply(repository, changed, body);
    Object.assign(release, changed, { updatedAt: store.nowIso() });
    if (isPublished) await publish(c, repository, release);
    else announce(c, repository, release, "edited");
    store.changed();
    return c.json(shapes.release(repository, release));
  });

  function find(repository: Repository, c: Ctx): ReleaseRecord {
    const release = releasesOf(repository).find(({ id }) => id === Number(c.req.param("id")));
    if (!release) throw notFound();
    return release;
  }

  /** Takes over what the request names, or refuses it whole. */
  async function apply(repository: Repository, release: ReleaseRecord, body: Record<string, unknown>): Promise<void> {
    if (typeof body.tag_name === "string") release.tag = body.tag_name;
    if (typeof body.name === "string") release.name = body.name;
    if (typeof body.prerelease === "boolean") release.isPrerelease = body.prerelease;
    if (typeof body.body === "string") {
      if (body.body.length > LONGEST_BODY) throw invalid("body", "custom", `body is too long (maximum is ${LONGEST_BODY} characters)`);
      release.body = body.body;
    }
    if (typeof body.target_commitish === "string") {
      if (!(await resolveRef(store.gitFolder(repository), body.target_commitish))) throw invalid("target_commitish", "invalid");
      release.target = body.target_commitish;
    }
    const twin = releasesOf(repository).find((other) => other.id !== release.id && !other.isDraft && other.tag === release.tag);
    if (!release.isDraft && twin) throw invalid("tag_name", "already_exists");
  }

  async function publish(c: Ctx, repository: Repository, release: ReleaseRecord): Promise<void> {
    const folder = store.gitFolder(repository);
    release.publishedAt = store.nowIso();
    const ref = `refs/tags/${release.tag}`;
    if (!(await resolve(folder, ref))) {
      const target = await resolveRef(folder, release.target);
      if (!target) throw invalid("target_commitish", "invalid");
      await world.moveRefs(repository, [{ ref, before: ZERO, after: target }], c.get("actor").login);
    }
    for (const action of ["published", release.isPrerelease ? "prereleased" : "released"]) announce(c, repository, release, action);
  }

  const announce = (c: Ctx, repository: Repository, release: ReleaseRecord, action: string) =>
    world.announceRelease(repository, release, action, c.get("actor").login ?? "ghost");
}
