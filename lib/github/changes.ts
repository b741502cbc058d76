import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Branches, tags and open pull requests as they were last answered: an ETag for each; null asks anew. */
export type ChangeMarks = (string | null)[];

/**
 * Asks whether branches, tags or open pull requests are others than when the marks were made: three requests that
 * GitHub does not count while nothing has changed. Answers with the new marks.
 */
export async function readChanges(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  marks: ChangeMarks,
): Promise<{ marks: ChangeMarks; hasChanged: boolean }> {
  const repo = { owner, repo: name };
  const lists = [
    (headers: Headers) => octokit.rest.git.listMatchingRefs({ ...repo, ref: "heads", headers }),
    (headers: Headers) => octokit.rest.git.listMatchingRefs({ ...repo, ref: "tags", headers }),
    (headers: Headers) => octokit.rest.pulls.list({ ...repo, state: "open", per_page: 100, headers }),
  ];
  const found: ChangeMarks = [];
  for (const [index, list] of lists.entries()) found.push(await readMark(list, marks[index] ?? null));
  return { marks: found, hasChanged: found.some((mark, index) => mark === null || mark !== marks[index]) };
}

type Headers = Record<string, string>;

async function readMark(list: (headers: Headers) => Promise<{ headers: { etag?: string | undefined } }>, mark: string | null) {
  try {
    return (await list({ "if-none-match": mark ?? NEVER })).headers.etag ?? null;
  } catch (error) {
    if (githubStatus(error) === 304) return mark;
    throw error;
  }
}

/** No answer has this ETag; naming it keeps the answer itself from being stored. */
const NEVER = '"never"';
