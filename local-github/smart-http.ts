import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { GIT_ENVIRONMENT, listRefs, type Variables, ZERO } from "./git/git";
import { HttpError, requireRole } from "./http";
import { authenticate } from "./identity/actor";
import type { World } from "./world";

const PATH = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** True for the addresses of `git clone` and `git push`. */
export function isSmartHttp(url: URL): boolean {
  return PATH.test(url.pathname);
}

/** Clone and push through `git http-backend`; a push moves refs as any other way and sets off the same events. */
export async function serveSmartHttp(world: World, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const [, owner = "", name = "", service = ""] = PATH.exec(url.pathname) ?? [];
  const isPush = service === "git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  const repository = world.store.findRepository(owner, name);
  const actor = authenticateGit(world, request);
  try {
    requireRole(actor, repository, isPush ? "write" : "read");
  } catch (error) {
    const isAnonymous = actor.kind === "anonymous";
    const status = isAnonymous ? 401 : error instanceof HttpError ? error.status : 500;
    response.writeHead(status, isAnonymous ? { "www-authenticate": 'Basic realm="local-github"' } : {});
    response.end(error instanceof HttpError ? error.message : "");
    return;
  }
  const folder = world.store.gitFolder(repository);
  const before = isPush ? new Map((await listRefs(folder, "refs/")).map((ref) => [ref.name, ref.sha])) : null;
  const answer = await runBackend(folder, request, url, service, actor.login ?? "");
  if (before && service === "git-receive-pack") {
    // Before the answer, so that whoever has pushed can rely on the events being on their way.
    const after = new Map((await listRefs(folder, "refs/")).map((ref) => [ref.name, ref.sha]));
    const moves = [...new Set([...before.keys(), ...after.keys()])]
      .map((ref) => ({ ref, before: before.get(ref) ?? ZERO, after: after.get(ref) ?? ZERO }))
      .filter((move) => move.before !== move.after);
    await world.afterPush(repository, moves, actor.login);
  }
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.writeHead(answer.status).end(answer.body);
}

interface BackendAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

function authenticateGit(world: World, request: IncomingMessage) {
  try {
    return authenticate(world.store, request.headers.authorization);
  } catch {
    return authenticate(world.store, undefined);
  }
}

async function runBackend(folder: string, request: IncomingMessage, url: URL, service: string, user: string): Promise<BackendAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
  return new Promise((resolve, reject) => {
    const backend = spawn("git", ["-c", "http.receivepack=true", "http-backend"], {
      env: {
        ...GIT_ENVIRONMENT,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: `/${service}`,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? "GET",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        CONTENT_LENGTH: String(body.length),
        REMOTE_USER: user,
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      } as Variables as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const out: Buffer[] = [];
    backend.on("error", reject);
    backend.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    backend.on("close", () => {
      const text = Buffer.concat(out);
      const split = text.indexOf("\r\n\r\n");
      const headers = text
        .subarray(0, Math.max(0, split))
        .toString()
        .split("\r\n")
        .map((line): [string, string] => {
          const [name = "", value = ""] = line.split(/: (.*)/);
          return [name, value];
        });
      const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1].split(" ")[0];
      resolve({
        status: split < 0 ? 500 : Number(status ?? 200),
        headers: headers.filter(([name]) => name && name.toLowerCase() !== "status"),
        body: text.subarray(split + 4),
      });
    });
    backend.stdin.on("error", () => {});
    backend.stdin.end(body);
  });
}
