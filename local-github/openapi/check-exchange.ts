import type { ValidateFunction } from "ajv";
import type { Exchange } from "../server";
import description from "./github.openapi.json" with { type: "json" };

type Node = Record<string, unknown>;
type Operation = { requestBody?: Node; parameters?: Node[]; responses: Record<string, Node> };
const paths = description.paths as unknown as Record<string, Record<string, Operation>>;

/** Compares one exchange with GitHub's own description, in both directions; answers with what does not fit. */
export type ExchangeChecker = (exchange: Exchange) => string[];

/** Every operation of the description, as `get /repos/{owner}/{repo}`. */
export function listOperations(): string[] {
  return Object.entries(paths).flatMap(([template, methods]) => Object.keys(methods).map((method) => `${method} ${template}`));
}

/** The operation an exchange belongs to, or null. */
export function operationOf({ method, path }: Pick<Exchange, "method" | "path">): string | null {
  const template = findTemplate(method, path);
  return template ? `${method} ${template}` : null;
}

/** Made once: each operation is compiled when it is first asked. The validator is loaded only where somebody judges. */
export async function createExchangeChecker(): Promise<ExchangeChecker> {
  const [{ default: Ajv }, { default: addFormats }] = await Promise.all([import("ajv"), import("ajv-formats")]);
  const github = { $id: "github", ...(normalise(withoutFaults(description)) as Node) };
  const [bodies, queries] = [false, true].map((coerceTypes) => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, coerceTypes });
    addFormats(ajv);
    // GitHub's own format for owner/name.
    ajv.addFormat("repo.nwo", /^[^/]+\/[^/]+$/);
    return ajv.addSchema(github);
  });
  const compiled = new Map<string, ValidateFunction>();
  const run = (key: string, make: () => ValidateFunction | undefined, value: unknown): string[] => {
    const validate = compiled.get(key) ?? make();
    if (!validate) return [];
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => {
      const { additionalProperty } = params as { additionalProperty?: string };
      return `${instancePath || "/"} ${message}${additionalProperty ? ` (${additionalProperty})` : ""}`;
    });
  };
  const check = (pointer: string, value: unknown) => run(pointer, () => bodies?.compile({ $ref: `github#${pointer}` }), value);
  // What stands in an address is text: numbers and switches are read from it.
  const checkQuery = (base: string, operation: Operation, query: Record<string, string>) =>
    run(`${base}/query`, () => queries?.compile(querySchema(base, operation)), { ...query });
  return ({ method, path, status, query, requestBody, responseBody }) => {
    const template = findTemplate(method, path);
    const operation = template ? paths[template]?.[method] : undefined;
    if (!template || !operation)
      return status >= 400 ? checkRefusal(method, path, responseBody) : [`${method} ${path}: not in GitHub's description`];
    const base = `/paths/${escapePointer(template)}/${method}`;
    const problems = status < 400 ? checkQuery(base, operation, query).map((problem) => `query ${problem}`) : [];
    const request = resolveReference(operation.requestBody);
    if (requestBody !== undefined && request.node && status < 400)
      problems.push(...checkContent(request, `${base}/requestBody`, requestBody, check).map((problem) => `request ${problem}`));
    if (status >= 400) problems.push(...checkRefusal(method, path, responseBody));
    // Whatever is read may be unchanged, described or not.
    else if (status !== 304) {
      if (!operation.responses[status]) problems.push(`status ${status} is not described`);
      const body = resolveReference(operation.responses[status]);
      if (responseBody !== undefined && body.node) problems.push(...checkContent(body, `${base}/responses/${status}`, responseBody, check));
    }
    return problems.map((problem) => `${method} ${template} ${status}: ${problem}`);
  };
}

/** Refusals all have GitHub's one error body; a route that is not there says so with 501. */
function checkRefusal(method: string, path: string, body: unknown): string[] {
  return typeof (body as Node | undefined)?.message === "string" ? [] : [`${method} ${path}: an error without a message`];
}

/** The parameters that GitHub takes in the address, and no others. */
function querySchema(base: string, { parameters = [] }: Operation): Node {
  const taken = parameters.flatMap((parameter, index) => {
    const { node, pointer } = resolveReference(parameter);
    const { in: place, name, required } = node as { in?: string; name?: string; required?: boolean };
    return place === "query" && name ? [{ name, required, pointer: `${pointer ?? `${base}/parameters/${index}`}/schema` }] : [];
  });
  return {
    type: "object",
    properties: Object.fromEntries(taken.map(({ name, pointer }) => [name, { $ref: `github#${pointer}` }])),
    required: taken.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function checkContent(
  body: { node: Node | null; pointer: string | null },
  pointer: string,
  value: unknown,
  check: (pointer: string, value: unknown) => string[],
): string[] {
  const content = (body.node?.content ?? {}) as Record<string, Node>;
  const type = Object.keys(content).find((name) => name.includes("json"));
  return type ? check(`${body.pointer ?? pointer}/content/${escapePointer(type)}/schema`, value) : [];
}

function resolveReference(node: Node | undefined): { node: Node | null; pointer: string | null } {
  const reference = node?.$ref;
  if (typeof reference !== "string") return { node: node ?? null, pointer: null };
  const found = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((current, part) => (current as Node | undefined)?.[part], description);
  return { node: found as Node, pointer: reference.slice(1) };
}

/** The described path an address belongs to; fixed parts win over parameters, and the last parameter may hold slashes. */
function findTemplate(method: string, path: string): string | null {
  const candidates = Object.keys(paths).filter((template) => paths[template]?.[method] && toRegex(template).test(path));
  return candidates.sort((a, b) => a.split("{").length - b.split("{").length || b.length - a.length)[0] ?? null;
}

function toRegex(template: string): RegExp {
  const last = template.lastIndexOf("{");
  const isLastFree = template.endsWith("}") && /\{(?:ref|path|basehead|branch|tree_sha)\}$/.test(template);
  const source = template
    .replace(/\/commits\/\{ref\}\//, "/commits/.+/")
    .replace(/\/\{path\}$/, "(?:/.*)?")
    .replace(/\{\w+\}/g, (_, index: number) => (isLastFree && index === last ? ".+" : "[^/]+"));
  return new RegExp(`^${source}$`);
}

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** The description says that an installation's account is a user and an enterprise at once; GitHub answers with one of them. */
function withoutFaults(source: typeof description): Node {
  const text = JSON.stringify(source);
  const mended = JSON.parse(text) as Record<
    "paths",
    Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: Node }> }> }>>
  >;
  const list = mended.paths["/app/installations"]?.get?.responses["200"]?.content["application/json"]?.schema as
    | { items: { properties: { account: Node } } }
    | undefined;
  if (list) list.items.properties.account = { $ref: "#/components/schemas/simple-user" };
  return mended as unknown as Node;
}

/** OpenAPI's `nullable` without a `type` means nothing to JSON Schema; discriminators only help readers. */
function normalise(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(normalise);
  if (!node || typeof node !== "object") return node;
  const { nullable, discriminator: _, ...rest } = node as Node;
  const mapped = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, normalise(value)]));
  return nullable === true && !("type" in mapped) ? { anyOf: [mapped, { type: "null" }] } : mapped;
}
