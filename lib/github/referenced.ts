import type { ReferencedPull } from "@/lib/changelog/referenced-pull";
import { AppError } from "@/lib/errors/app-error";
import type { Octokit } from "./octokit";
import { partialAnswer } from "./repositories";

/** Numbers asked for in one request: at most 6,500 nodes and two points of GitHub's 5,000 an hour. */
export const NUMBERS_PER_REQUEST = 50;

interface RawReferenced {
  __typename: "PullRequest" | "Issue";
  title: string;
  url: string;
  author: { login: string } | null;
  labels: { nodes: ({ name: string } | null)[] | null } | null;
  headRefName?: string;
  mergedAt?: string | null;
  files?: { nodes: ({ path: string } | null)[] | null } | null;
  closingIssuesReferences?: { nodes: ({ number: number; repository: { nameWithOwner: string } } | null)[] | null } | null;
}

interface Answer {
  node: ({ nameWithOwner: string } & Record<string, RawReferenced | string | null>) | null;
}

export interface GithubReferenced extends ReferencedPull {
  mergedAt: Date | null;
}

const FACTS = `fragment Facts on IssueOrPullRequest {
  __typename
  ... on PullRequest {
    title url headRefName mergedAt author { login } labels(first: 20) { nodes { name } } files(first: 100) { nodes { path } }
    closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } } }
  }
  ... on Issue { title url author { login } labels(first: 20) { nodes { name } } }
}`;

/** What stands behind up to {@link NUMBERS_PER_REQUEST} numbers of a repository, in one request; unknown ones are `missing`. */
export async function readReferenced(octokit: Octokit, repositoryNodeId: string, numbers: number[]): Promise<GithubReferenced[]> {
  const fields = numbers.map((number) => `n${number}: issueOrPullRequest(number: ${number}) { ...Facts }`).join("\n");
  const { node } = await octokit
    .graphql<Answer>(`query Referenced($id: ID!) { node(id: $id) { ... on Repository { nameWithOwner\n${fields} } } }\n${FACTS}`, {
      id: repositoryNodeId,
    })
    .catch(partialAnswer<Answer>);
  // Without the repository nothing was said about its numbers.
  if (!node)
    throw new AppError("upstream", "GitHub does not show this repository to Slipway. Check that the App is installed on its owner.");
  return numbers.map((number) => toReferenced(number, node[`n${number}`], node.nameWithOwner));
}

function toReferenced(number: number, raw: RawReferenced | string | null | undefined, fullName: string): GithubReferenced {
  const nothing = { number, title: "", author: "", url: "", branch: "", labels: [], paths: [], closes: [], mergedAt: null };
  if (!raw || typeof raw === "string") return { ...nothing, kind: "missing" };
  return {
    number,
    kind: raw.__typename === "PullRequest" ? "pull" : "issue",
    title: raw.title,
    author: raw.author?.login ?? "ghost", // GitHub's own name for deleted accounts
    url: raw.url,
    branch: raw.headRefName ?? "",
    labels: present(raw.labels?.nodes).map(({ name }) => name),
    paths: present(raw.files?.nodes).map(({ path }) => path),
    closes: present(raw.closingIssuesReferences?.nodes).map(
      (issue) => `${issue.repository.nameWithOwner === fullName ? "" : issue.repository.nameWithOwner}#${issue.number}`,
    ),
    mergedAt: raw.mergedAt ? new Date(raw.mergedAt) : null,
  };
}

function present<T>(nodes: (T | null)[] | null | undefined): T[] {
  return (nodes ?? []).flatMap((node) => node ?? []);
}
