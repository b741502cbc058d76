import { buildSchema, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema, graphql } from "graphql";
import { type Router, readBody } from "../http";
import type { World } from "../world";
import { rootValue } from "./roots";

let schema: GraphQLSchema | null = null;

/** GitHub's own SDL; read on the first query because it takes a third of a second. */
async function githubSchema(): Promise<GraphQLSchema> {
  schema ??= buildSchema((await import("@octokit/graphql-schema")).schema.idl, { assumeValidSDL: true });
  return schema;
}

/** A field of GitHub's schema that nobody wrote here is an error with its name, never an invented null. */
const honestResolver: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, args, context, info) => {
  const value = source[info.fieldName];
  if (value === undefined)
    throw new GraphQLError(`local-github has no ${info.parentType.name}.${info.fieldName}`, { extensions: { type: "NOT_IMPLEMENTED" } });
  return typeof value === "function" ? value.call(source, args, context, info) : value;
};

export function routeGraphql(router: Router, world: World, path: string) {
  router.post(path, async (c) => {
    const body = await readBody(c);
    const result = await graphql({
      schema: await githubSchema(),
      source: String(body.query ?? ""),
      rootValue: rootValue(world, c.get("actor")),
      variableValues: (body.variables ?? {}) as Record<string, unknown>,
      fieldResolver: honestResolver as GraphQLFieldResolver<unknown, unknown>,
    });
    const errors = result.errors?.map((error) => ({
      type: error.extensions.type,
      message: error.message,
      path: error.path,
      locations: error.locations,
    }));
    return c.json({ ...(result.data === undefined ? {} : { data: result.data }), ...(errors ? { errors } : {}) });
  });
}
