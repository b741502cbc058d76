import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Exchange } from "../server";
import description from "./github.openapi.json" with { type: "json" };

type Node = Record<string, unknown>;
const paths = description.paths as unknown as Record<string, Record<string, { requestBody?: Node; responses: Record<string, Node> }>>;

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

export function createExchangeChecker(): ExchangeChecker {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  // GitHub's own format for owner/name.
  ajv.addFormat("repo.nwo", /^[^/]+\/[^/]+$/);
  ajv.addSchema({ $id: "github", ...(normalise(withoutFaults(description)) as Node) });
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: unknown): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `github#${pointer}` });
    compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
  };
  return ({ method, path, status, requestBody, responseBody }) => {
    const template = findTemplate(method, path);
    // Refusals all have GitHub's one error body; a route that is not there says so with 501.
    if (status >= 400)
      return typeof (responseBody as Node | undefined)?.message === "string" ? [] : [`${method} ${path}: an error without a message`];
    if (!template) return [`${method} ${path}: not in GitHub's description`];
    const operation = paths[template]?.[method];
    const base = `/paths/${escapePointer(template)}/${method}`;
    const problems: string[] = [];
    if (!operation?.responses[status]) problems.push(`status ${status} is not described`);
    const body = resolveReference(operation?.responses[status]);
    if (responseBody !== undefined && body.node) problems.push(...checkContent(body, `${base}/responses/${status}`, responseBody, check));
    const request = resolveReference(operation?.requestBody);
    if (requestBody !== undefined && request.node)
      problems.push(...checkContent(request, `${base}/requestBody`, requestBody, check).map((problem) => `request ${problem}`));
    return problems.map((problem) => `${method} ${template} ${status}: ${problem}`);
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
  return candidates.sort((a, b) => a.split("{").length - b.split("{").length)[0] ?? null;
}

function toRegex(template: string): RegExp {
  const last = template.lastIndexOf("{");
  const isLastFree = template.endsWith("}") && /\{(?:ref|path|basehead|branch|tree_sha)\}$/.test(template);
  const source = template
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
