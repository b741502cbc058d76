import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Environment variables of a child process. */
export type Variables = Record<string, string | undefined>;

/** Settings for every call: no system or user configuration, no hooks, no ownership refusal, no prompts. */
export const GIT_ENVIRONMENT: Variables = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  LC_ALL: "C.UTF-8",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_CONFIG_COUNT: "3",
  GIT_CONFIG_KEY_0: "safe.directory",
  GIT_CONFIG_VALUE_0: "*",
  GIT_CONFIG_KEY_1: "core.hooksPath",
  GIT_CONFIG_VALUE_1: "/dev/null",
  GIT_CONFIG_KEY_2: "gc.auto",
  GIT_CONFIG_VALUE_2: "0",
};

export class GitError extends Error {
  constructor(
    readonly args: string[],
    readonly stderr: string,
  ) {
    super(`git ${args[0]} failed: ${stderr.trim().slice(0, 500)}`);
  }
}

/** Runs git in a folder and returns its standard output as bytes. */
export function git(folder: string, args: string[], options: { input?: string | Buffer; env?: Variables } = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      "git",
      args,
      { cwd: folder, env: { ...GIT_ENVIRONMENT, ...options.env } as NodeJS.ProcessEnv, encoding: "buffer", maxBuffer: 512 * 1024 * 1024 },
      (error, stdout, stderr) => (error ? reject(new GitError(args, stderr.toString() || error.message)) : resolve(stdout)),
    );
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input ?? "");
  });
}

export async function gitText(folder: string, args: string[], options: { input?: string | Buffer; env?: Variables } = {}) {
  return (await git(folder, args, options)).toString("utf8").replace(/\n$/, "");
}

export const ZERO = "0".repeat(40);

export interface Person {
  name: string;
  email: string;
  /** ISO 8601 with the offset as committed. */
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Person;
  committer: Person;
  message: string;
}

/** The SHA a revision names, or null. `type` peels: `v1^{commit}`; `sha:path` names a file's blob. */
export async function resolve(folder: string, revision: string, type = "commit"): Promise<string | null> {
  if (revision.startsWith("-") || revision === "") return null;
  // A path cannot be peeled: what follows the colon is all path.
  const isPath = revision.includes(":");
  try {
    const sha = await gitText(folder, [
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      isPath ? revision : `${revision}^{${type}}`,
    ]);
    return !isPath || (await gitText(folder, ["cat-file", "-t", sha])) === type ? sha : null;
  } catch {
    return null;
  }
}

/** Branch, tag or SHA as GitHub's `{ref}` parameters take it; full names and `heads/x` too. */
export async function resolveRef(folder: string, ref: string): Promise<string | null> {
  for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`, ref.startsWith("refs/") ? ref : `refs/${ref}`, ref]) {
    const sha = await resolve(folder, name);
    if (sha) return sha;
  }
  return null;
}

export async function readCommits(folder: string, shas: string[]): Promise<Commit[]> {
  if (shas.length === 0) return [];
  const out = await git(folder, ["cat-file", "--batch"], { input: `${shas.join("\n")}\n` });
  const commits: Commit[] = [];
  let at = 0;
  while (at < out.length) {
    const headerEnd = out.indexOf(10, at);
    const [sha = "", type, size] = out.subarray(at, headerEnd).toString().split(" ");
    if (type === "missing") {
      at = headerEnd + 1;
      continue;
    }
    const end = headerEnd + 1 + Number(size);
    if (type === "commit") commits.push(parseCommit(sha, out.subarray(headerEnd + 1, end).toString("utf8")));
    at = end + 1;
  }
  return commits;
}

export async function readCommit(folder: string, sha: string): Promise<Commit> {
  const [commit] = await readCommits(folder, [sha]);
  if (!commit) throw new GitError(["cat-file"], `no commit ${sha}`);
  return commit;
}

function parseCommit(sha: string, text: string): Commit {
  const split = text.indexOf("\n\n");
  const headers = (split < 0 ? text : text.slice(0, split)).split("\n");
  const value = (name: string) => headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
  return {
    sha,
    tree: value("tree"),
    parents: headers.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    author: parsePerson(value("author")),
    committer: parsePerson(value("committer")),
    message: split < 0 ? "" : text.slice(split + 2),
  };
}

export function parsePerson(line: string): Person {
  const match = /^(.*?) ?<(.*)> (\d+) ([+-]\d{4})$/.exec(line);
  if (!match) return { name: line, email: "", date: new Date(0).toISOString() };
  const [, name = "", email = "", seconds, zone = "+0000"] = match;
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith("-") ? -1 : 1);
  const local = new Date((Number(seconds) + offset * 60) * 1000).toISOString().slice(0, 19);
  return { name, email, date: zone === "+0000" ? `${local}Z` : `${local}${zone.slice(0, 3)}:${zone.slice(3)}` };
}

function formatPerson({ name, email, date }: Person): string {
  const clean = (text: string) => text.replace(/[<>\n\r]/g, "").trim();
  const zone = /([+-]\d{2}):?(\d{2})$/.exec(date);
  return `${clean(name) || "unknown"} <${clean(email)}> ${Math.floor(Date.parse(date) / 1000)} ${zone ? `${zone[1]}${zone[2]}` : "+0000"}`;
}

/** Writes a commit with exactly these parts, byte for byte. */
export async function writeCommit(folder: string, commit: Omit<Commit, "sha">): Promise<string> {
  const text = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(commit.author)}`,
    `committer ${formatPerson(commit.committer)}`,
    "",
    commit.message,
  ].join("\n");
  return gitText(folder, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: text });
}

export async function writeTag(
  folder: string,
  tag: { object: string; type: string; tag: string; tagger: Person; message: string },
): Promise<string> {
  const text = `object ${tag.object}\ntype ${tag.type}\ntag ${tag.tag}\ntagger ${formatPerson(tag.tagger)}\n\n${tag.message}`;
  return gitText(folder, ["hash-object", "-t", "tag", "-w", "--stdin"], { input: text });
}

export async function writeBlob(folder: string, content: Buffer): Promise<string> {
  return gitText(folder, ["hash-object", "-w", "--stdin"], { input: content });
}

export interface TreeChange {
  path: string;
  /** Null deletes the path. */
  sha: string | null;
  mode?: string;
}

/** A tree like `base` with these changes; `base` null starts empty. */
export async function writeTree(folder: string, base: string | null, changes: TreeChange[]): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "local-github-index-"));
  try {
    const env = { GIT_INDEX_FILE: join(scratch, "index"), GIT_DIR: folder };
    if (base) await git(folder, ["read-tree", base], { env });
    const lines = changes.map(({ path, sha, mode }) => (sha === null ? `0 ${ZERO}\t${path}` : `${mode ?? "100644"} ${sha}\t${path}`));
    await git(folder, ["update-index", "-z", "--index-info"], { env, input: lines.map((line) => `${line}\0`).join("") });
    return await gitText(folder, ["write-tree"], { env });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

export interface TreeEntry {
  mode: string;
  type: string;
  sha: string;
  size: number | null;
  path: string;
}

export async function listTree(folder: string, tree: string, recursive = false, path = ""): Promise<TreeEntry[]> {
  const args = ["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), "--end-of-options", tree, ...(path ? [path] : [])];
  const out = (await git(folder, args)).toString("utf8");
  return out
    .split("\0")
    .filter(Boolean)
    .map((line) => {
      const [info = "", name = ""] = line.split("\t");
      const [mode = "", type = "", sha = "", size = "-"] = info.split(/ +/);
      return { mode, type, sha, size: size === "-" ? null : Number(size), path: name };
    });
}

export interface Ref {
  name: string;
  sha: string;
  type: string;
  /** What an annotated tag points at; the same SHA for everything else. */
  peeled: string;
}

export async function listRefs(folder: string, prefix: string): Promise<Ref[]> {
  const format = "%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)";
  const out = await gitText(folder, ["for-each-ref", `--format=${format}`, prefix]);
  return out
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [name = "", sha = "", type = "", peeled = ""] = line.split("\0");
      return { name, sha, type, peeled: peeled || sha };
    });
}

export interface RefUpdate {
  ref: string;
  /** The new SHA; null deletes. */
  after: string | null;
  /** What the ref must be now: a SHA, `ZERO` for "must not exist", or undefined for anything. */
  before?: string;
}

/** All or nothing, each compared with what it must be now. Throws a `GitError` when one does not match. */
export async function updateRefs(folder: string, updates: RefUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const lines = updates.map(({ ref, after, before }) => {
    const old = before === undefined ? "" : ` ${before}`;
    return after === null ? `delete ${ref}${old}` : `update ${ref} ${after}${old}`;
  });
  await git(folder, ["update-ref", "--stdin"], { input: `start\n${lines.join("\n")}\nprepare\ncommit\n` });
}

export async function isAncestor(folder: string, ancestor: string, descendant: string): Promise<boolean> {
  try {
    await git(folder, ["merge-base", "--is-ancestor", ancestor, descendant]);
    return true;
  } catch {
    return false;
  }
}

/** Feeds a fast-import stream: a whole history in one process. */
export function fastImport(folder: string, stream: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["fast-import", "--quiet", "--force"], {
      cwd: folder,
      env: GIT_ENVIRONMENT as NodeJS.ProcessEnv,
      stdio: ["pipe", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new GitError(["fast-import"], stderr))));
    child.stdin.on("error", () => {});
    child.stdin.end(stream);
  });
}
