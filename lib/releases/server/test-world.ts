import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Actor } from "@/lib/auth/actor";
import { git, readCommit, writeBlob, writeCommit, writeTree, ZERO } from "@/local-github/git/git";
import { createRepositoryRecord } from "@/local-github/import-clone";
import { createJudge } from "@/local-github/openapi/judge";
import { type LocalGithub, startLocalGithub } from "@/local-github/server";
import type { Repository, Role } from "@/local-github/state";
import type { World } from "@/local-github/world";

/** A database and a GitHub of its own for integration tests of commands: real rows, real git, real HTTP. */
export interface TestWorld {
  github: LocalGithub;
  /** A repository on GitHub with these files on main and on a branch, connected and read. */
  addRepository: (
    name: string,
    branch: string,
    files: Record<string, string>,
  ) => Promise<{ id: string; record: Repository; folder: string }>;
  /** Somebody signed in with a role everywhere. */
  addPerson: (login: string, role: Role) => Promise<Actor>;
  /** A commit with these files on a branch, as a push would bring it. */
  push: (record: Repository, branch: string, files: Record<string, string>, login: string) => Promise<string>;
  stop: () => Promise<void>;
}

const OWNER = "harbour";

export async function startTestWorld(): Promise<TestWorld> {
  const folder = mkdtempSync(join(tmpdir(), "slipway-world-"));
  const launcher = pathToFileURL(resolve("scripts/database.mjs")).href;
  const { startDatabase } = (await import(launcher)) as {
    startDatabase: (options: { folder: string }) => Promise<{ url: string; home: string; stop: () => Promise<void> }>;
  };
  const database = await startDatabase({ folder });
  const { onExchange, verdict } = await createJudge();
  const github = await startLocalGithub({ folder: join(folder, "github"), port: 0, controlToken: randomUUID(), onExchange });
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const { world } = github;
  const { store } = world;
  const secrets = { clientId: "Iv1.test", clientSecret: "client-secret", webhookSecret: "webhook-secret-of-the-tests" };
  store.state.app = { id: 7, slug: "slipway", ...secrets, ...keys, webhookUrl: null, callbackUrls: [] };
  store.state.accounts.push({ id: store.nextId(), login: OWNER, name: OWNER, email: "info@harbour.example", type: "Organization" });
  store.state.installations.push({ id: store.nextId(), account: OWNER, createdAt: store.nowIso() });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    SLIPWAY_KEY: Buffer.alloc(32, 5).toString("base64"),
    SLIPWAY_DEMO: "1",
    GITHUB_URL: github.url,
    GITHUB_APP_ID: "7",
    GITHUB_APP_CLIENT_ID: secrets.clientId,
    GITHUB_APP_CLIENT_SECRET: secrets.clientSecret,
    GITHUB_APP_PRIVATE_KEY: keys.privateKey,
    GITHUB_WEBHOOK_SECRET: secrets.webhookSecret,
    LOG_LEVEL: "silent",
  });
  // Only now: these read the settings of the process when they are first used.
  const { migrate } = await import("@/lib/db/migrate");
  const { environment } = await import("@/lib/env/environment");
  const { database: client } = await import("@/lib/db/client");
  const { sealTokens } = await import("@/lib/auth/server/user-token");
  const { connectByName } = await import("./connect-repository");
  const { syncRepository } = await import("./sync-repository");
  await migrate(environment(), "prisma/migrations");
  const roles: Record<string, Role> = {};
  const push: TestWorld["push"] = (record, branch, files, login) => commitFiles(world, record, branch, files, login);
  return {
    github,
    push,
    addRepository: async (name, branch, files) => {
      const record = createRepositoryRecord(world, { owner: OWNER, name, description: "", roles: { ...roles } });
      const path = store.gitFolder(record);
      await git(store.folder, ["init", "--quiet", "--bare", "--initial-branch=main", path]);
      await push(record, "main", { "README.md": "# A boat\n" }, OWNER);
      await push(record, branch, files, OWNER);
      await connectByName(`${OWNER}/${name}`);
      const { id } = await client().repository.findUniqueOrThrow({ where: { owner_name: { owner: OWNER, name } } });
      await syncRepository(id);
      return { id, record, folder: path };
    },
    addPerson: async (login, role) => {
      roles[login] = role;
      for (const repository of store.state.repositories) repository.roles[login] = role;
      const githubId = store.nextId();
      store.state.accounts.push({ id: githubId, login, name: login, email: `${login}@harbour.example`, type: "User" });
      const token = `ghu_${randomUUID()}`;
      store.state.tokens[token] = { kind: "user", login, installationId: null, expiresAt: Date.now() + 3_600_000 };
      const user = await client().user.create({ data: { githubId: BigInt(githubId), login, name: login } });
      const tokens = sealTokens(user.id, { accessToken: token, refreshToken: null, expiresAt: null });
      await client().account.create({ data: { userId: user.id, provider: "github", providerAccountId: String(githubId), ...tokens } });
      return { id: user.id, login, name: login };
    },
    stop: async () => {
      await client().$disconnect();
      await github.close();
      await database.stop();
      for (const path of [database.home, folder]) rmSync(path, { recursive: true, force: true });
      // Whatever a test asked of GitHub was such as GitHub describes, and so was every answer.
      if (Object.keys(verdict.violations).length > 0) throw new Error(Object.keys(verdict.violations).join("\n"));
    },
  };
}

/** One commit with these files; a new branch begins at main, and main at nothing. */
async function commitFiles(
  world: World,
  record: Repository,
  branch: string,
  files: Record<string, string>,
  login: string,
): Promise<string> {
  const folder = world.store.gitFolder(record);
  const head = await world.branchHead(record, branch);
  const from = head ?? (await world.branchHead(record, "main"));
  const tree = from ? (await readCommit(folder, from)).tree : null;
  const changes = await Promise.all(
    Object.entries(files).map(async ([path, content]) => ({ path, sha: await writeBlob(folder, Buffer.from(content)) })),
  );
  const { name, email } = world.store.account(login);
  const person = { name, email, date: world.store.nowIso() };
  const commit = { tree: await writeTree(folder, tree, changes), parents: from ? [from] : [], author: person, committer: person };
  const sha = await writeCommit(folder, { ...commit, message: `release: ${branch}\n` });
  await world.moveRefs(record, [{ ref: `refs/heads/${branch}`, before: head ?? ZERO, after: sha }], login);
  return sha;
}
