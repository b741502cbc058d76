import type { components } from "@octokit/openapi-types";
import { parseRole, type Role } from "@/lib/auth/permissions";
import type { Octokit } from "./octokit";

export interface GithubRepository {
  githubId: bigint;
  nodeId: string;
  owner: string;
  name: string;
  description: string;
  isPrivate: boolean;
  defaultBranch: string;
  /** What the token's owner may do there. */
  role: Role;
}

/** The address of a repository in API calls. */
export interface RepositoryName {
  owner: string;
  name: string;
}

export async function readRepository(octokit: Octokit, { owner, name }: RepositoryName): Promise<GithubRepository> {
  const { data } = await octokit.rest.repos.get({ owner, repo: name });
  return toRepository(data);
}

/** All repositories the person can reach, most recently pushed first. */
export async function listOwnRepositories(octokit: Octokit): Promise<GithubRepository[]> {
  const all = await octokit.paginate(octokit.rest.repos.listForAuthenticatedUser, { per_page: 100, sort: "pushed" });
  return all.map(toRepository);
}

/** Installations of the App: account → installation id. */
export async function listInstallations(octokit: Octokit): Promise<Map<string, number>> {
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
  return new Map(
    all.flatMap(({ id, account }) => (account && "login" in account && account.login ? [[account.login.toLowerCase(), id] as const] : [])),
  );
}

/** What the token's owner may do on each repository, by node id; one request for up to a hundred. */
export async function readViewerRoles(octokit: Octokit, nodeIds: string[]): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>(nodeIds.map((id) => [id, "none"]));
  for (let start = 0; start < nodeIds.length; start += 100) {
    const ids = nodeIds.slice(start, start + 100);
    const { nodes } = await octokit.graphql<{ nodes: ({ id: string; viewerPermission: string | null } | null)[] }>(
      "query ViewerRoles($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { id viewerPermission } } }",
      { ids },
    );
    for (const node of nodes) if (node) roles.set(node.id, parseRole(node.viewerPermission));
  }
  return roles;
}

type RawRepository = Pick<
  components["schemas"]["full-repository"],
  "id" | "node_id" | "owner" | "name" | "description" | "private" | "default_branch"
> & { permissions?: components["schemas"]["full-repository"]["permissions"] };

function toRepository(raw: RawRepository): GithubRepository {
  const { permissions } = raw;
  const role = permissions?.admin
    ? "admin"
    : permissions?.maintain
      ? "maintain"
      : permissions?.push
        ? "write"
        : permissions?.triage
          ? "triage"
          : permissions?.pull
            ? "read"
            : "none";
  return {
    githubId: BigInt(raw.id),
    nodeId: raw.node_id,
    owner: raw.owner.login,
    name: raw.name,
    description: raw.description ?? "",
    isPrivate: raw.private,
    defaultBranch: raw.default_branch,
    role,
  };
}
