import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Actor } from "./identity/actor";
import { type Repository, ROLES, type Role } from "./state";

export type Env = { Bindings: HttpBindings; Variables: { actor: Actor; operation: string } };
export type Router = Hono<Env>;
export type Ctx = Context<Env>;

/** An answer with GitHub's error body. */
export class HttpError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
    readonly errors?: unknown[],
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const notFound = () => new HttpError(404, "Not Found");

/** GitHub answers 404 for what one may not see and 403 for what one may see but not do. */
export function requireRole(actor: Actor, repository: Repository | undefined, needed: Role): asserts repository is Repository {
  const role = repository && actor.roleOn(repository);
  if (!repository || !role) throw notFound();
  if (ROLES.indexOf(role) < ROLES.indexOf(needed))
    throw new HttpError(
      403,
      actor.kind === "installation" ? "Resource not accessible by integration" : "Must have push access to repository",
    );
}

export async function readBody(c: Ctx): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    if (body && typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Falls through to GitHub's words for it.
  }
  throw new HttpError(400, "Problems parsing JSON");
}

/** A body field that must be a string, else GitHub's 422 with the field's name. */
export function stringField(body: Record<string, unknown>, field: string, resource: string): string {
  const value = body[field];
  if (typeof value === "string" && value !== "") return value;
  throw new HttpError(422, "Validation Failed", [{ resource, field, code: "missing_field" }]);
}

/** One page of a list, with the Link header that leads to its neighbours. */
export function paginate<T>(c: Ctx, items: T[]): T[] {
  const perPage = pageSize(c);
  const page = Math.max(1, Number(c.req.query("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, rel: string) => {
    const url = new URL(c.req.url);
    url.searchParams.set("page", String(number));
    return `<${url}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(page - 1, "prev"), link(1, "first"));
  if (page < last) links.push(link(page + 1, "next"), link(last, "last"));
  if (links.length > 0) c.header("Link", links.join(", "));
  return items.slice((page - 1) * perPage, page * perPage);
}

/** How much the caller wants at once: thirty unless said otherwise, a hundred at most. */
export function pageSize(c: Ctx): number {
  return Math.max(1, Math.min(100, Number(c.req.query("per_page") ?? 30) || 30));
}

/** Weak like GitHub's, over the bytes of the answer. */
export function etagOf(body: string): string {
  return `W/"${createHash("sha256").update(body).digest("hex")}"`;
}
