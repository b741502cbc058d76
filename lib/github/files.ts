import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** GitHub serves files up to this many bytes (REST, "Get a blob"). */
export const LARGEST_FILE = 100 * 1024 * 1024;

export interface FoundFile {
  oid: string;
  /** Its size in bytes. */
  byteSize: number;
}

/** Those paths that are files at a commit, in their exact spelling; one request for all paths. */
export async function findFiles(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  sha: string,
  paths: string[],
): Promise<Map<string, FoundFile>> {
  if (paths.length === 0) return new Map();
  const declarations = paths.map((_, index) => `$e${index}: String!`).join(", ");
  const fields = paths.map((_, index) => `f${index}: object(expression: $e${index}) { __typename ... on Blob { oid byteSize } }`).join(" ");
  const { repository } = await octokit.graphql<{ repository: Record<string, ({ __typename: string } & Partial<FoundFile>) | null> }>(
    `query Files($owner: String!, $name: String!, ${declarations}) { repository(owner: $owner, name: $name) { ${fields} } }`,
    { owner, name, ...Object.fromEntries(paths.map((path, index) => [`e${index}`, `${sha}:${path}`])) },
  );
  return new Map(
    paths.flatMap((path, index) => {
      const { oid, byteSize = 0 } = repository[`f${index}`] ?? {};
      return oid ? [[path, { oid, byteSize }] as const] : [];
    }),
  );
}

/** A file's bytes by git object id, up to GitHub's 100 MB. */
export async function readBlob(octokit: Octokit, { owner, name }: RepositoryName, oid: string): Promise<Uint8Array> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo: name, file_sha: oid });
  return new Uint8Array(Buffer.from(data.content, "base64"));
}
