import { GraphqlResponseError } from "@octokit/graphql";
import type { components } from "@octokit/openapi-types";
import { parseRole, type Role } from "@/lib/auth/permissions";
import { orNull } from "./github-error";
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

interface RepositoryNode {
  databaseId: number;
  id: string;
  name: string;
  owner: { login: string };
  description: string | null;
  isPrivate: boolean;
  defaultBranchRef: { name: string } | null;
  viewerPermission: string | null;
}

/** Reads a repository by its node id, which stays when it is renamed or moved; its old name may lead elsewhere by then. */
export async function readRepositoryByNode(octokit: Octokit, nodeId: string): Promise<GithubRepository> {
  const { node } = await octokit.graphql<{ node: RepositoryNode }>(
    `query Repository($id: ID!) { node(id: $id) { ... on Repository {
      databaseId id name owner { login } description isPrivate defaultBranchRef { name } viewerPermission } } }`,
    { id: nodeId },
  );
  return {
    githubId: BigInt(node.databaseId),
    nodeId: node.id,
    owner: node.owner.login,
    name: node.name,
    description: node.description ?? "",
    isPrivate: node.isPrivate,
    // An empty repository has no branch yet.
    defaultBranch: node.defaultBranchRef?.name ?? "main",
    role: parseRole(node.viewerPermission),
  };
}

/** What somebody may do on a repository, and whose login it is now; null where GitHub knows no such login. */
export async function readRoleOf(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  login: string,
): Promise<{ githubId: string; role: Role } | null> {
  const asked = octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
  const found = await orNull(asked);
  return found && { githubId: String(found.data.user?.id), role: toRole(found.data) };
}

/**
 * A role as the REST API tells it. One of an organization's own has a name that says nothing, and `permission` knows no more than
 * read, write and admin: what it builds on stands beside the person.
 */
export function toRole({ role_name, permission, user }: components["schemas"]["repository-collaborator-permission"]): Role {
  const named = parseRole(role_name);
  if (named !== "none") return named;
  const built = highestOf(user?.permissions);
  return built === "none" ? parseRole(permission) : built;
}

function highestOf(permissions: components["schemas"]["full-repository"]["permissions"]): Role {
  if (permissions?.admin) return "admin";
  if (permissions?.maintain) return "maintain";
  if (permissions?.push) return "write";
  if (permissions?.triage) return "triage";
  return permissions?.pull ? "read" : "none";
}

/** All repositories the person can reach, most recently pushed first. */
export async function listOwnRepositories(octokit: Octokit): Promise<GithubRepository[]> {
  const all = await octokit.paginate(octokit.rest.repos.listForAuthenticatedUser, { per_page: 100, sort: "pushed" });
  return all.map(toRepository);
}

/** One account that installed the App. */
export interface Installation {
  id: number;
  account: string;
  isOrganization: boolean;
  /** What it granted the App, in GitHub's words. */
  permissions: Readonly<Record<string, string | undefined>>;
  events: readonly string[];
  /** Its owner took the App away for now. */
  isSuspended: boolean;
  /** GitHub's page on which its owner reviews what the App may do. */
  url: string;
}

/** The App's installations on all accounts, with what each granted it. */
export async function readInstallations(octokit: Octokit, signal?: AbortSignal): Promise<Installation[]> {
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100, ...(signal ? { request: { signal } } : {}) });
  return all.flatMap(({ id, account, permissions, events, target_type, suspended_at, html_url }) =>
    account && "login" in account && account.login
      ? [
          {
            id,
            account: account.login,
            permissions: permissions as Installation["permissions"],
            events,
            isOrganization: target_type === "Organization",
            isSuspended: suspended_at !== null,
            url: html_url,
          },
        ]
      : [],
  );
}

/** Installations of the App: account → installation id. */
export async function listInstallations(octokit: Octokit): Promise<Map<string, number>> {
  return new Map((await readInstallations(octokit)).map(({ account, id }) => [account.toLowerCase(), id]));
}

interface ViewerRoles {
  nodes: ({ viewerPermission?: string | null } | null)[];
}

/** What the token's owner may do on each repository, by node id; one request for up to a hundred. */
export async function readViewerRoles(octokit: Octokit, nodeIds: string[]): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>();
  for (let start = 0; start < nodeIds.length; start += 100) {
    const ids = nodeIds.slice(start, start + 100);
    const { nodes } = await octokit
      .graphql<ViewerRoles>("query ViewerRoles($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { viewerPermission } } }", { ids })
      .catch(partialAnswer<ViewerRoles>);
    ids.forEach((id, index) => {
      roles.set(id, parseRole(nodes[index]?.viewerPermission));
    });
  }
  return roles;
}

/** GitHub answers null and an error for a node that one may not see; the rest of the answer stands. */
export function partialAnswer<Answer>(error: unknown): Answer {
  if (
    error instanceof GraphqlResponseError &&
    error.data &&
    error.errors?.every(({ type }) => type === "NOT_FOUND" || type === "FORBIDDEN")
  )
    return error.data as Answer;
  throw error;
}

type RawRepository = Pick<
  components["schemas"]["full-repository"],
  "id" | "node_id" | "owner" | "name" | "description" | "private" | "default_branch"
> & { permissions?: components["schemas"]["full-repository"]["permissions"] };

function toRepository(raw: RawRepository): GithubRepository {
  return {
    githubId: BigInt(raw.id),
    nodeId: raw.node_id,
    owner: raw.owner.login,
    name: raw.name,
    description: raw.description ?? "",
    isPrivate: raw.private,
    defaultBranch: raw.default_branch,
    role: highestOf(raw.permissions),
  };
}
