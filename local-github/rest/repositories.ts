import {
  GitError,
  git,
  gitText,
  listRefs,
  listTree,
  readCommit,
  readCommits,
  resolve,
  resolveRef,
  type TreeEntry,
  writeBlob,
  writeCommit,
  writeTree,
} from "../git/git";
import { type Ctx, HttpError, notFound, pageSize, paginate, type Router, readBody, requireRole, stringField } from "../http";
import type { Repository, Role } from "../state";
import type { World } from "../world";

/** The repository a route is about, or 404 when the caller may not see it. */
export function repositoryOf(world: World, c: Ctx, needed: Role = "read"): Repository {
  const repository = world.store.findRepository(c.req.param("owner") ?? "", c.req.param("repo") ?? "");
  requireRole(c.get("actor"), repository, needed);
  return repository;
}

/** What stands behind a fixed prefix of the path, with its slashes: refs, branches and file paths. */
export function restOfPath(c: Ctx, marker: string): string {
  const path = new URL(c.req.url).pathname;
  return decodeURIComponent(path.slice(path.indexOf(marker) + marker.length));
}

export function routeRepositories(router: Router, world: World) {
  const { store, shapes } = world;

  router.get("/user", (c) => {
    const { login, kind } = c.get("actor");
    if (kind !== "user" || !login) throw new HttpError(401, "Requires authentication");
    return c.json(shapes.publicUser(store.account(login)));
  });

  router.get("/user/repos", (c) => {
    const actor = c.get("actor");
    if (actor.kind !== "user" || !actor.login) throw new HttpError(401, "Requires authentication");
    const { login } = actor;
    const mine = store.state.repositories.filter((repository) => repository.roles[login]);
    return c.json(paginate(c, mine).map((repository) => shapes.repository(repository, actor.roleOn(repository))));
  });

  router.get("/repos/:owner/:repo", (c) => {
    const repository = repositoryOf(world, c);
    return c.json(shapes.repository(repository, c.get("actor").roleOn(repository)));
  });

  router.get("/repos/:owner/:repo/collaborators/:username/permission", (c) => {
    const repository = repositoryOf(world, c);
    const login = c.req.param("username") ?? "";
    const account = store.state.accounts.find((one) => one.login.toLowerCase() === login.toLowerCase());
    if (!account) throw notFound();
    const role = repository.roles[account.login] ?? (repository.isPrivate ? "none" : "read");
    // Before roles there were four permissions, and this field still knows no others.
    const permission = { none: "none", read: "read", triage: "read", write: "write", maintain: "write", admin: "admin" }[role];
    return c.json({ permission, role_name: role, user: { ...shapes.publicUser(account), role_name: role } });
  });

  router.get("/repos/:owner/:repo/branches", async (c) => {
    const repository = repositoryOf(world, c);
    const refs = await listRefs(store.gitFolder(repository), "refs/heads/");
    const url = `${shapes.api}/repos/${repository.owner}/${repository.name}`;
    return c.json(
      paginate(c, refs).map(({ name, sha }) => ({
        name: name.slice("refs/heads/".length),
        commit: { sha, url: `${url}/commits/${sha}` },
        protected: false,
      })),
    );
  });

  router.get("/repos/:owner/:repo/branches/:branch{.+}", async (c) => {
    const repository = repositoryOf(world, c);
    const name = restOfPath(c, "/branches/");
    const folder = store.gitFolder(repository);
    const sha = await resolve(folder, `refs/heads/${name}`);
    if (!sha) throw new HttpError(404, "Branch not found");
    const self = `${shapes.api}/repos/${repository.owner}/${repository.name}/branches/${name}`;
    return c.json({
      name,
      commit: shapes.commit(repository, await readCommit(folder, sha)),
      _links: { self, html: `${shapes.web}/${repository.owner}/${repository.name}/tree/${name}` },
      protected: false,
      protection: { enabled: false, required_status_checks: { contexts: [], checks: [] } },
      protection_url: `${self}/protection`,
    });
  });

  router.get("/repos/:owner/:repo/tags", async (c) => {
    const repository = repositoryOf(world, c);
    const refs = (await listRefs(store.gitFolder(repository), "refs/tags/")).reverse();
    const url = `${shapes.api}/repos/${repository.owner}/${repository.name}`;
    return c.json(
      paginate(c, refs).map(({ name, peeled }) => {
        const tag = name.slice("refs/tags/".length);
        return {
          name: tag,
          zipball_url: `${url}/zipball/refs/tags/${tag}`,
          tarball_url: `${url}/tarball/refs/tags/${tag}`,
          commit: { sha: peeled, url: `${url}/commits/${peeled}` },
          node_id: `REF_${repository.id}_${tag}`,
        };
      }),
    );
  });

  router.get("/repos/:owner/:repo/commits", async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const from = await resolveRef(folder, c.req.query("sha") ?? repository.defaultBranch);
    if (!from) throw c.req.query("sha") ? notFound() : new HttpError(409, "Git Repository is empty.");
    const path = c.req.query("path");
    const list = await gitText(folder, ["rev-list", "--max-count=5000", from, "--", ...(path ? [path] : [])]);
    const page = paginate(c, list.split("\n").filter(Boolean));
    return c.json((await readCommits(folder, page)).map((commit) => shapes.commit(repository, commit)));
  });

  router.get("/repos/:owner/:repo/commits/:ref{.+}", async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const ref = restOfPath(c, "/commits/");
    if (/\/(?:pulls|comments|branches-where-head)$/.test(ref)) throw new HttpError(501, `local-github has no route GET …/commits/${ref}`);
    const sha = await resolveRef(folder, ref);
    if (!sha) throw new HttpError(422, `No commit found for SHA: ${ref}`);
    return c.json(shapes.commit(repository, await readCommit(folder, sha)));
  });

  router.get("/repos/:owner/:repo/compare/:basehead{.+}", async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const [baseName = "", headName = ""] = restOfPath(c, "/compare/").split("...");
    const base = await resolveRef(folder, baseName);
    const head = await resolveRef(folder, headName);
    if (!base || !head) throw notFound();
    const mergeBase = await gitText(folder, ["merge-base", base, head]).catch(() => {
      throw notFound();
    });
    const counts = await gitText(folder, ["rev-list", "--left-right", "--count", `${base}...${head}`]);
    const [behind = 0, ahead = 0] = counts.split("\t").map(Number);
    // Pages begin with the oldest commit; without them the newest 250 are answered.
    const isPaged = c.req.query("per_page") !== undefined || c.req.query("page") !== undefined;
    const perPage = pageSize(c);
    const first = (Number(c.req.query("page") ?? 1) - 1) * perPage;
    const all = (await gitText(folder, ["rev-list", "--reverse", `${base}..${head}`])).split("\n").filter(Boolean);
    const shas = isPaged ? all.slice(first, first + perPage) : all.slice(-250);
    const url = `${shapes.api}/repos/${repository.owner}/${repository.name}/compare/${baseName}...${headName}`;
    const html = `${shapes.web}/${repository.owner}/${repository.name}/compare/${baseName}...${headName}`;
    return c.json({
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: shapes.commit(repository, await readCommit(folder, base)),
      merge_base_commit: shapes.commit(repository, await readCommit(folder, mergeBase)),
      status: ahead > 0 && behind > 0 ? "diverged" : ahead > 0 ? "ahead" : behind > 0 ? "behind" : "identical",
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: (await readCommits(folder, shas)).map((commit) => shapes.commit(repository, commit)),
      files: await diffFiles(world, repository, mergeBase, head),
    });
  });

  router.on("GET", ["/repos/:owner/:repo/contents", "/repos/:owner/:repo/contents/:path{.*}"], async (c) => {
    const repository = repositoryOf(world, c);
    const folder = store.gitFolder(repository);
    const path = restOfPath(c, "/contents").replace(/^\/|\/$/g, "");
    const commit = await resolveRef(folder, c.req.query("ref") ?? repository.defaultBranch);
    if (!commit) throw new HttpError(404, `No commit found for the ref ${c.req.query("ref") ?? repository.defaultBranch}`);
    const [entry] = path === "" ? [] : await listTree(folder, commit, false, path);
    if (path !== "" && !entry) throw notFound();
    if (path === "" || entry?.type === "tree") {
      const entries = await listTree(folder, path === "" ? commit : `${commit}:${path}`);
      return c.json(
        entries.map((child) => contentShape(world, repository, { ...child, path: path ? `${path}/${child.path}` : child.path })),
      );
    }
    if (!entry) throw notFound();
    const bytes = await git(folder, ["cat-file", "blob", entry.sha]);
    if (c.req.header("accept")?.includes("raw"))
      return c.body(new Uint8Array(bytes), 200, { "content-type": "application/vnd.github.raw+json; charset=utf-8" });
    // Above 1 MB the JSON form carries no content (GitHub: "Get repository content").
    const isLarge = bytes.length > 1024 * 1024;
    return c.json({
      ...contentShape(world, repository, entry),
      content: isLarge ? "" : bytes.toString("base64").replace(/(.{60})/g, "$1\n"),
      encoding: isLarge ? "none" : "base64",
    });
  });

  router.put("/repos/:owner/:repo/contents/:path{.+}", async (c) => {
    const repository = repositoryOf(world, c, "write");
    const folder = store.gitFolder(repository);
    const path = restOfPath(c, "/contents/");
    const body = await readBody(c);
    const message = stringField(body, "message", "Commit");
    const branch = typeof body.branch === "string" ? body.branch : repository.defaultBranch;
    const head = await resolve(folder, `refs/heads/${branch}`);
    if (!head) throw new HttpError(404, `Branch ${branch} not found`);
    const [existing] = await listTree(folder, head, false, path);
    if (existing && typeof body.sha !== "string") throw new HttpError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    if (existing && body.sha !== existing.sha) throw new HttpError(409, `${path} does not match ${String(body.sha)}`);
    const blob = await writeBlob(folder, Buffer.from(String(body.content ?? ""), "base64"));
    const parent = await readCommit(folder, head);
    const person = world.personOf(c.get("actor"));
    const commit = await writeCommit(folder, {
      tree: await writeTree(folder, parent.tree, [{ path, sha: blob }]),
      parents: [head],
      author: person,
      committer: person,
      message,
    });
    try {
      await world.moveRefs(repository, [{ ref: `refs/heads/${branch}`, before: head, after: commit }], c.get("actor").login);
    } catch (error) {
      if (error instanceof GitError) throw new HttpError(409, "is at a different commit than expected");
      throw error;
    }
    const [entry] = await listTree(folder, commit, false, path);
    if (!entry) throw notFound();
    return c.json(
      { content: contentShape(world, repository, entry), commit: shapes.gitCommit(repository, await readCommit(folder, commit)) },
      existing ? 200 : 201,
    );
  });
}

function contentShape(world: World, repository: Repository, entry: TreeEntry) {
  const { shapes } = world;
  const full = `${repository.owner}/${repository.name}`;
  const url = `${shapes.api}/repos/${full}/contents/${entry.path}`;
  const gitUrl = `${shapes.api}/repos/${full}/git/${entry.type === "tree" ? "trees" : "blobs"}/${entry.sha}`;
  const htmlUrl = `${shapes.web}/${full}/blob/${repository.defaultBranch}/${entry.path}`;
  return {
    type: entry.type === "tree" ? "dir" : entry.mode === "120000" ? "symlink" : entry.type === "commit" ? "submodule" : "file",
    size: entry.size ?? 0,
    name: entry.path.split("/").at(-1) ?? "",
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: entry.type === "blob" ? `${shapes.web}/${full}/raw/${entry.path}` : null,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

/** Changed files between two commits, with GitHub's counts and words. */
export async function diffFiles(world: World, repository: Repository, base: string, head: string) {
  const folder = world.store.gitFolder(repository);
  const raw = await gitText(folder, ["diff", "--no-renames", "--raw", "--no-abbrev", "-z", base, head]);
  const counts = await gitText(folder, ["diff", "--no-renames", "--numstat", "-z", base, head]);
  const lines = new Map(
    counts
      .split("\0")
      .filter(Boolean)
      .map((line) => {
        const [added = "0", removed = "0", path = ""] = line.split("\t");
        return [path, { added: Number(added) || 0, removed: Number(removed) || 0 }];
      }),
  );
  const parts = raw.split("\0").filter(Boolean);
  const url = `${world.shapes.api}/repos/${repository.owner}/${repository.name}`;
  const html = `${world.shapes.web}/${repository.owner}/${repository.name}`;
  const files = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const path = parts[i + 1] ?? "";
    const [, , , sha, letter = "M"] = (parts[i] ?? "").split(" ");
    const { added = 0, removed = 0 } = lines.get(path) ?? {};
    files.push({
      sha: letter === "D" ? null : (sha ?? null),
      filename: path,
      status: letter.startsWith("A") ? "added" : letter.startsWith("D") ? "removed" : "modified",
      additions: added,
      deletions: removed,
      changes: added + removed,
      blob_url: `${html}/blob/${head}/${path}`,
      raw_url: `${html}/raw/${head}/${path}`,
      contents_url: `${url}/contents/${path}?ref=${head}`,
    });
  }
  return files;
}
