// Writes github.openapi.json anew: the operations it holds already and those that are named, with all they refer to.
// node local-github/openapi/trim.mjs <api.github.com.json of @octokit/openapi> ["post /repos/{owner}/{repo}/releases" …]
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("./github.openapi.json", import.meta.url);
/** Words for people, and what the checker does not look at. */
const WORDS = new Set(["description", "summary", "title", "example", "examples", "externalDocs", "tags", "operationId"]);

const [source = "", ...added] = process.argv.slice(2);
const github = JSON.parse(readFileSync(source, "utf8"));
const known = JSON.parse(readFileSync(FILE, "utf8"));
const held = Object.entries(known.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));

const paths = {};
for (const operation of [...new Set([...held, ...added])].sort((a, b) => a.slice(a.indexOf(" ")).localeCompare(b.slice(b.indexOf(" "))))) {
  const [method, path] = operation.split(" ");
  const found = github.paths[path]?.[method];
  if (!found) throw new Error(`GitHub's description has no ${operation}`);
  paths[path] = { ...paths[path], [method]: withoutWords(found) };
}
const components = {};
collect(paths);
const { version, license } = github.info;
const info = { ...known.info, version, license };
writeFileSync(FILE, `${JSON.stringify({ openapi: github.openapi, info, paths, components })}\n`);

/** Copies what is referred to, and what that refers to in turn. */
function collect(node) {
  if (!node || typeof node !== "object") return;
  if (typeof node.$ref === "string") {
    const [, , kind, name] = node.$ref.split("/");
    components[kind] ??= {};
    if (!components[kind][name]) {
      components[kind][name] = withoutWords(github.components[kind][name]);
      collect(components[kind][name]);
    }
  }
  for (const value of Object.values(node)) collect(value);
}

/** A property may be named like one of the words: names of properties are kept. */
function withoutWords(node, isMap = false) {
  if (Array.isArray(node)) return node.map((item) => withoutWords(item));
  if (!node || typeof node !== "object") return node;
  const kept = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => isMap || !(WORDS.has(key) || key.startsWith("x-")))
      .map(([key, value]) => [key, withoutWords(value, !isMap && (key === "properties" || key === "headers"))]),
  );
  return isMap ? kept : withNull(kept);
}

/** JSON Schema has no `nullable` as OpenAPI 3.0 has: null is one more type. */
function withNull({ nullable, ...schema }) {
  if (nullable !== true) return schema;
  if (!schema.type) return { anyOf: [schema, { type: "null" }] };
  return { ...schema, type: [schema.type, "null"], ...(schema.enum && { enum: [...new Set([...schema.enum, null])] }) };
}
