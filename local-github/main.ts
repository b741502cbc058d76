import { generateKeyPairSync, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { addPersonas, prepareDemo, stirDemo } from "./demo/build-demo";
import { demoRoles } from "./demo/people";
import { gitText } from "./git/git";
import { importClone, parseImport, startImportedWorkflows } from "./import-clone";
import { startLocalGithub } from "./server";
import type { World } from "./world";

/**
 * The local-github process. Prints one line of JSON when it is ready and ends cleanly on SIGTERM or SIGINT.
 * Secrets of the App are made here once and kept with the state; the starter hands them to Slipway.
 */
const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    port: { type: "string", default: "0" },
    "callback-url": { type: "string", multiple: true, default: [] },
    "webhook-url": { type: "string" },
    repo: { type: "string", multiple: true, default: [] },
    demo: { type: "boolean", default: false },
    "scripted-clock": { type: "boolean", default: false },
    /** File for what does not fit GitHub's descriptions, written at the end. */
    judge: { type: "string" },
  },
});

async function main() {
  const version = await gitText("/", ["--version"]).catch(() => "none");
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  if (major < 2 || (major === 2 && minor < 38)) throw new Error(`local-github needs git 2.38 or newer; found ${version}.`);
  if (!values.folder) throw new Error("Name the folder for repositories and state: --folder PATH");
  const controlToken = process.env.LOCAL_GITHUB_TOKEN ?? randomBytes(16).toString("hex");
  const judging = values.judge ? await import("./openapi/judge") : null;
  const judge = judging && (await judging.createJudge());
  const { world, url, close } = await startLocalGithub({
    folder: values.folder,
    port: Number(values.port),
    controlToken,
    onExchange: judge?.onExchange,
  });
  if (values["scripted-clock"]) world.store.state.clock ??= { base: Date.now() - 6 * 3_600_000, advanced: 0 };
  const app = ensureApp(world);
  app.callbackUrls = values["callback-url"];
  addPersonas(world);
  if (values.demo) await prepareDemo(world);
  const imported: string[] = [];
  for (const repo of values.repo) {
    const { repository, isNew } = await importClone(world, parseImport(repo), demoRoles());
    imported.push(`${repository.owner}/${repository.name}`);
    if (isNew) await startImportedWorkflows(world, repository);
  }
  // From here on the world speaks; its past was read by nobody.
  app.webhookUrl = values["webhook-url"] ?? null;
  world.store.save();
  console.log(
    JSON.stringify({
      url,
      controlToken,
      imported,
      app: {
        id: app.id,
        clientId: app.clientId,
        clientSecret: app.clientSecret,
        privateKey: app.privateKey,
        webhookSecret: app.webhookSecret,
      },
    }),
  );
  const stir = values.demo && !values["scripted-clock"] ? setTimeout(() => void stirDemo(world), 8_000) : null;
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    if (stir) clearTimeout(stir);
    if (values.judge && judging && judge) judging.writeVerdict(values.judge, judge);
    void close().then(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (process.env.SLIPWAY_END_WITH_STDIN) process.stdin.on("end", end).resume();
}

function ensureApp(world: World) {
  const { state } = world.store;
  if (!state.app) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    state.app = {
      id: world.store.nextId(),
      slug: "slipway",
      clientId: `Iv1.${randomBytes(8).toString("hex")}`,
      clientSecret: randomBytes(20).toString("hex"),
      privateKey,
      publicKey,
      webhookSecret: randomBytes(20).toString("hex"),
      webhookUrl: null,
      callbackUrls: [],
    };
  }
  return state.app;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
