/** A request as its limits see it. */
export interface RequestDescription {
  /** GitHub's name of the limit it counts against: `core`, `graphql` or `search`. */
  resource: string;
  /** What it asks for, in words for people. */
  kind: string;
  isWriting: boolean;
  /** The App itself asks, whoever the client is for: a token of an installation is asked for in its name. */
  isApp: boolean;
}

const READING = new Set(["GET", "HEAD"]);
/** Tokens are made, nothing of a repository is changed: they need not wait for writes. */
const TOKENS = /^\/app\/installations\/\d+\/access_tokens$/;

/** Queries of Slipway by their names in GraphQL. */
const QUERIES: Record<string, string> = {
  Refs: "branches and tags",
  Head: "branches and tags",
  Repository: "repositories",
  ViewerRoles: "roles",
  Files: "files and commits",
  Referenced: "pull requests",
  Rules: "branch rules",
};

/** REST paths, the most particular first. */
const PATHS: [pattern: RegExp, kind: string][] = [
  [TOKENS, "tokens"],
  [/^\/app\/hook\//, "webhook deliveries"],
  [/^\/(?:app|rate_limit)(?:\/|$)/, "the App"],
  [/\/actions\/(?:runs\/\d+\/(?:attempts\/\d+\/)?jobs|jobs\/)/, "jobs and steps"],
  [/\/actions\//, "workflow runs"],
  [/\/git\/(?:matching-refs|refs?)\//, "branches and tags"],
  [/\/(?:pulls|issues)(?:\/|$)/, "pull requests"],
  [/\/releases(?:\/|$)/, "GitHub Releases"],
  [/\/(?:git|contents|commits|compare)\//, "files and commits"],
  [/\/commits$/, "files and commits"],
  [/^\/(?:user\/)?repos(?:\/|$)/, "repositories"],
];

/** What a request to GitHub's API asks for and which limits it meets; `body` matters for GraphQL alone. */
export function describeRequest(url: string, method: string, body: unknown): RequestDescription {
  const path = new URL(url).pathname.replace(/^\/api\/v3(?=\/)/, "");
  const isApp = path === "/app" || path.startsWith("/app/");
  if (path.endsWith("/graphql")) {
    const [, operation, name = ""] = /"query":"(?:\s|\\n)*(query|mutation)\s+(\w+)/.exec(typeof body === "string" ? body : "") ?? [];
    const isWriting = operation === "mutation" || /"query":"(?:\s|\\n)*mutation\b/.test(String(body));
    return { resource: "graphql", kind: isWriting ? "writes" : (QUERIES[name] ?? "other"), isWriting, isApp };
  }
  const isWriting = !READING.has(method) && !TOKENS.test(path);
  const kind = isWriting ? "writes" : (PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? "other");
  return { resource: path.startsWith("/search/") ? "search" : "core", kind, isWriting, isApp };
}
