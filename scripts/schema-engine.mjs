#!/usr/bin/env node
// Lets Prisma's command line compare and write migrations where its native engine cannot be downloaded:
// speaks the schema engine's JSON-RPC on standard input and output, over the WASM engine and adapter-pg.
// Used through PRISMA_SCHEMA_ENGINE_BINARY by scripts/migrations.mjs alone; production never needs it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const require = createRequire(import.meta.url);
const { datamodels, url, command } = readArguments(process.argv.slice(2));
if (command === "version") console.log("schema-engine-cli wasm");
else if (command) await runCliCommand(command);
else serve();

function readArguments(argv) {
  const found = { datamodels: [], url: process.env.DATABASE_URL, command: null };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === "--datamodels" || argv[i] === "-d") found.datamodels.push(argv[++i]);
    else if (argv[i] === "--datasource") found.url = JSON.parse(argv[++i]).url ?? found.url;
    else if (argv[i] === "--enabled-preview-features" || argv[i] === "--extension-types") i++;
    else if (argv[i] === "cli") found.command = argv[++i];
    else if (argv[i] === "--version" || argv[i] === "-V") found.command = "version";
  }
  return found;
}

async function runCliCommand(name) {
  if (name !== "can-connect-to-database") {
    console.error(`schema-engine.mjs has no command ${name}`);
    process.exit(1);
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
}

/** adapter-pg throws on OID 18 ("char") and splits scripts at semicolons; the catalogue and our triggers need both. */
function mend(adapter) {
  const perform = adapter.performIO.bind(adapter);
  let characters = [];
  adapter.performIO = async (query) => {
    const result = await perform(query);
    characters = [];
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID === 18) {
        characters.push(index);
        field.dataTypeID = 25;
      }
    });
    return result;
  };
  const read = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await read(query);
    for (const index of characters) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  if (adapter.underlyingDriver)
    adapter.executeScript = async (script) => {
      await adapter
        .underlyingDriver()
        .query(script)
        .catch((error) => adapter.onError(error));
    };
  const start = adapter.startTransaction?.bind(adapter);
  if (start) adapter.startTransaction = async (...options) => mend(await start(...options));
  return adapter;
}

class MendedPg extends PrismaPg {
  async connect() {
    return mend(await super.connect());
  }
}

async function loadEngine() {
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const engine = await import(join(folder, "schema_engine_bg.js"));
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const files = datamodels.length > 0 ? datamodels.map((path) => [path, readFileSync(path, "utf8")]) : undefined;
  return engine.SchemaEngine.new(
    { datamodels: files },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new MendedPg({ connectionString: url })),
  );
}

function serve() {
  let engine = null;
  let queue = Promise.resolve();
  const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
  const answer = async (request) => {
    try {
      engine ??= await loadEngine();
      const method = request.method === "getDatabaseVersion" ? "version" : request.method;
      if (typeof engine[method] !== "function") throw new Error(`unsupported ${method}`);
      const result = await engine[method](request.params ?? {});
      if (method === "diff" && result.stdout != null)
        send({ jsonrpc: "2.0", id: 999000 + request.id, method: "print", params: { content: result.stdout } });
      send({ jsonrpc: "2.0", id: request.id, result: result ?? {} });
    } catch (error) {
      const message = error.message ?? String(error);
      send({
        jsonrpc: "2.0",
        id: request.id,
        error: { code: 4466, message, data: { is_panic: false, message, error_code: error.code ?? null, meta: null } },
      });
    }
  };
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on("line", (line) => {
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(request));
  });
  lines.on("close", () => void queue.then(() => process.exit(0)));
}
