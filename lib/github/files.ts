import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Git object ids of those paths that are files at a commit; one request for all paths. */
export async function findFiles(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  sha: string,
  paths: string[],
): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const declarations = paths.map((_, index) => `$e${index}: String!`).join(", ");
  const fields = paths.map((_, index) => `f${index}: object(expression: $e${index}) { __typename ... on Blob { oid } }`).join(" ");
  const { repository } = await octokit.graphql<{ repository: Record<string, { __typename: string; oid?: string } | null> }>(
    `query Files($owner: String!, $name: String!, ${declarations}) { repository(owner: $owner, name: $name) { ${fields} } }`,
    { owner, name, ...Object.fromEntries(paths.map((path, index) => [`e${index}`, `${sha}:${path}`])) },
  );
  return new Map(
    paths.flatMap((path, index) => {
      const oid = repository[`f${index}`]?.oid;
      return oid ? [[path, oid] as const] : [];
    }),
  );
}

/** A file's bytes by git object id, up to GitHub's 100 MB. */
export async function readBlob(octokit: Octokit, { owner, name }: RepositoryName, oid: string): Promise<Uint8Array> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo: name, file_sha: oid });
  return new Uint8Array(Buffer.from(data.content, "base64"));
}
