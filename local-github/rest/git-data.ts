import {
  GitError,
  git,
  isAncestor,
  listRefs,
  listTree,
  readCommit,
  resolve,
  writeBlob,
  writeCommit,
  writeTag,
  writeTree,
  ZERO,
} from "../git/git";
import { type Ctx, HttpError, notFound, type Router, readBody, stringField } from "../http";
import { refusalByRule } from "../protection";
import type { Repository } from "../state";
import type { World } from "../world";
import { repositoryOf, restOfPath } from "./repositories";

const SHA = /^[0-9a-f]{40}$/;

/** GitHub's git database: objects are written as given, refs are moved with the checks GitHub makes. */
export function routeGitData(router: Router, world: World) {
  const { store, shapes } = world;
  const base = "/repos/:owner/:repo/git";
  const urlOf = (repository: Repository) => `${shapes.api}/repos/${repository.owner}/${repository.name}/git`;

  router.post(`${base}/blobs`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const body = await readBody(c);
    if (typeof body.content !== "string") throw new HttpError(422, 'Invalid request.\n\n"content" wasn\'t supplied.');
    const sha = await writeBlob(store.gitFolder(repository), Buffer.from(body.content, body.encoding === "base64" ? "base64" : "utf8"));
    return c.json({ sha, url: `${urlOf(repository)}/blobs/${sha}` }, 201);
  });

  router.get(`${base}/blobs/:sha`, async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const sha = await resolve(folder, shaParam(c), "blob");
    if (!sha) throw notFound();
    const bytes = await git(folder, ["cat-file", "blob", sha]);
    if (c.req.header("accept")?.includes("raw")) return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" });
    return c.json({
      sha,
      node_id: `B_${sha}`,
      size: bytes.length,
      url: `${urlOf(repository)}/blobs/${sha}`,
      content: bytes.toString("base64").replace(/(.{60})/g, "$1\n"),
      encoding: "base64",
    });
  });

  router.post(`${base}/trees`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const body = await readBody(c);
    if (!Array.isArray(body.tree)) throw new HttpError(422, 'Invalid request.\n\n"tree" wasn\'t supplied.');
    const baseTree = typeof body.base_tree === "string" ? await resolve(folder, body.base_tree, "tree") : null;
    if (typeof body.base_tree === "string" && !baseTree) throw new HttpError(422, "base_tree is not a valid tree oid");
    const changes = [];
    for (const item of body.tree as Record<string, unknown>[]) {
      const content = typeof item.content === "string" ? await writeBlob(folder, Buffer.from(item.content, "utf8")) : null;
      const sha = content ?? (item.sha === null ? null : typeof item.sha === "string" ? item.sha : undefined);
      if (sha === undefined || typeof item.path !== "string") throw new HttpError(422, "Must supply either tree.sha or tree.content");
      if (sha && !(await resolve(folder, sha, "blob"))) throw new HttpError(422, `tree.sha ${sha} is not a valid blob`);
      changes.push({ path: item.path, sha, mode: typeof item.mode === "string" ? item.mode : "100644" });
    }
    const sha = await writeTree(folder, baseTree, changes);
    return c.json(await treeShape(repository, sha, false), 201);
  });

  router.get(`${base}/trees/:sha{.+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const tree = await resolve(store.gitFolder(repository), restOfPath(c, "/trees/"), "tree");
    if (!tree) throw notFound();
    return c.json(await treeShape(repository, tree, Boolean(c.req.query("recursive"))));
  });

  async function treeShape(repository: Repository, sha: string, recursive: boolean) {
    const entries = await listTree(store.gitFolder(repository), sha, recursive);
    return {
      sha,
      url: `${urlOf(repository)}/trees/${sha}`,
      truncated: false,
      tree: entries.map(({ path, mode, type, sha: oid, size }) => ({
        path,
        mode,
        type,
        sha: oid,
        ...(size === null ? {} : { size }),
        url: `${urlOf(repository)}/${type === "tree" ? "trees" : "blobs"}/${oid}`,
      })),
    };
  }

  router.post(`${base}/commits`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const body = await readBody(c);
    const message = stringField(body, "message", "Commit");
    const tree = await resolve(folder, stringField(body, "tree", "Commit"), "tree");
    if (!tree) throw new HttpError(422, "Tree SHA does not exist");
    const parents = Array.isArray(body.parents) ? body.parents.map(String) : [];
    for (const parent of parents)
      if (!(await resolve(folder, parent))) throw new HttpError(422, "Parent SHA does not exist or is not a commit object");
    const self = world.personOf(c.get("actor"));
    const author = personField(body.author, self);
    const committer = body.committer ? personField(body.committer, self) : author;
    const sha = await writeCommit(folder, { tree, parents, author, committer, message });
    return c.json(shapes.gitCommit(repository, await readCommit(folder, sha)), 201);
  });

  router.get(`${base}/commits/:sha`, async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const sha = await resolve(folder, shaParam(c));
    if (!sha) throw notFound();
    return c.json(shapes.gitCommit(repository, await readCommit(folder, sha)));
  });

  router.post(`${base}/tags`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const body = await readBody(c);
    const object = stringField(body, "object", "Tag");
    const type = stringField(body, "type", "Tag");
    if (!(await resolve(folder, object, type))) throw new HttpError(422, "object is not a valid oid of this type");
    const tag = stringField(body, "tag", "Tag");
    const tagger = personField(body.tagger, world.personOf(c.get("actor")));
    const sha = await writeTag(folder, { object, type, tag, tagger, message: stringField(body, "message", "Tag") });
    return c.json(await tagShape(repository, sha), 201);
  });

  router.get(`${base}/tags/:sha`, async (c) => {
    const repository = repositoryOf(world, c);
    const sha = await resolve(store.gitFolder(repository), shaParam(c), "tag");
    if (!sha) throw notFound();
    return c.json(await tagShape(repository, sha));
  });

  async function tagShape(repository: Repository, sha: string) {
    const text = (await git(store.gitFolder(repository), ["cat-file", "tag", sha])).toString("utf8");
    const split = text.indexOf("\n\n");
    const value = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(text.slice(0, split))?.[1] ?? "";
    const tagger = /^(.*) <(.*)> (\d+) /.exec(value("tagger"));
    return {
      node_id: `T_${sha}`,
      sha,
      url: `${urlOf(repository)}/tags/${sha}`,
      tagger: {
        name: tagger?.[1] ?? "",
        email: tagger?.[2] ?? "",
        date: new Date(Number(tagger?.[3] ?? 0) * 1000).toISOString().replace(".000Z", "Z"),
      },
      object: { type: value("type"), sha: value("object"), url: `${urlOf(repository)}/${value("type")}s/${value("object")}` },
      tag: value("tag"),
      message: text.slice(split + 2).replace(/\n$/, ""),
      verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
    };
  }

  const refShape = (repository: Repository, name: string, sha: string, type: string) => ({
    ref: name,
    node_id: `REF_${repository.id}_${name}`,
    url: `${urlOf(repository)}/${name}`,
    object: { sha, type, url: `${urlOf(repository)}/${type}s/${sha}` },
  });

  router.get(`${base}/matching-refs/:ref{.+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const prefix = `refs/${restOfPath(c, "/matching-refs/")}`;
    const all = await listRefs(store.gitFolder(repository), "refs/");
    return c.json(all.filter(({ name }) => name.startsWith(prefix)).map(({ name, sha, type }) => refShape(repository, name, sha, type)));
  });

  router.get(`${base}/ref/:ref{.+}`, async (c) => {
    const repository = repositoryOf(world, c);
    const name = `refs/${restOfPath(c, "/git/ref/")}`;
    const [ref] = (await listRefs(store.gitFolder(repository), name)).filter((candidate) => candidate.name === name);
    if (!ref) throw notFound();
    return c.json(refShape(repository, ref.name, ref.sha, ref.type));
  });

  router.post(`${base}/refs`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const body = await readBody(c);
    const ref = stringField(body, "ref", "Reference");
    const sha = stringField(body, "sha", "Reference");
    if (!ref.startsWith("refs/") || ref.split("/").length < 3)
      throw new HttpError(422, "Reference name must start with 'refs' and have at least two slashes.");
    if (!SHA.test(sha) || !(await exists(folder, sha))) throw new HttpError(422, "Object does not exist");
    const refusal =
      ref.startsWith("refs/tags/") && (await refusalByRule(world, repository, { ref, before: ZERO, after: sha }, c.get("actor")));
    if (refusal) throw new HttpError(422, refusal);
    try {
      await world.moveRefs(repository, [{ ref, before: ZERO, after: sha }], c.get("actor").login);
    } catch (error) {
      if (error instanceof GitError)
        throw new HttpError(422, /exists/.test(error.stderr) ? "Reference already exists" : "Reference update failed");
      throw error;
    }
    const [created] = await listRefs(folder, ref);
    return c.json(refShape(repository, ref, sha, created?.type ?? "commit"), 201);
  });

  router.patch(`${base}/refs/:ref{.+}`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const ref = `refs/${restOfPath(c, "/git/refs/")}`;
    const body = await readBody(c);
    const sha = stringField(body, "sha", "Reference");
    const [current] = (await listRefs(folder, ref)).filter(({ name }) => name === ref);
    if (!current) throw new HttpError(422, "Reference does not exist");
    if (!(await exists(folder, sha))) throw new HttpError(422, "Object does not exist");
    if (body.force !== true && !(await isAncestor(folder, current.sha, sha))) throw new HttpError(422, "Update is not a fast forward");
    await world.moveRefs(repository, [{ ref, after: sha }], c.get("actor").login);
    return c.json(refShape(repository, ref, sha, "commit"));
  });

  router.delete(`${base}/refs/:ref{.+}`, async (c) => {
    const repository = repositoryOf(world, c, "write");
    const ref = `refs/${restOfPath(c, "/git/refs/")}`;
    const [current] = (await listRefs(store.gitFolder(repository), ref)).filter(({ name }) => name === ref);
    if (!current) throw new HttpError(422, "Reference does not exist");
    await world.moveRefs(repository, [{ ref, after: null, before: current.sha }], c.get("actor").login);
    return c.body(null, 204);
  });
}

function shaParam(c: Ctx): string {
  const sha = c.req.param("sha") ?? "";
  if (!SHA.test(sha)) throw new HttpError(422, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  return sha;
}

async function exists(folder: string, sha: string): Promise<boolean> {
  return (await Promise.all(["commit", "tag"].map((type) => resolve(folder, sha, type)))).some(Boolean);
}

function personField(value: unknown, fallback: { name: string; email: string; date: string }) {
  const given = (value && typeof value === "object" ? value : {}) as Record<string, unknown>;
  const text = (field: "name" | "email" | "date") => (typeof given[field] === "string" ? given[field] : fallback[field]);
  return { name: text("name"), email: text("email"), date: text("date") };
}
