import { GraphQLError } from "graphql";
import { listBranchPaths, listChangedPaths, type MergedPull, readMergedPulls } from "../git/merged-pulls";
import type { Issue, PullRequest, Repository } from "../state";
import type { World } from "../world";
import { connection } from "./connection";

/** Words that close an issue when they stand before its number (GitHub: "Linking a pull request to an issue"). */
const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d{1,9})\b/gi;

/** What stands behind a number: a pull request or an issue of this world, or a pull request that git remembers. */
export async function issueOrPullRequest(world: World, repository: Repository, number: number) {
  const { state } = world.store;
  const isIt = (candidate: { repositoryId: number; number: number }) =>
    candidate.repositoryId === repository.id && candidate.number === number;
  const pull = state.pullRequests.find(isIt);
  if (pull) return storedPullNode(world, repository, pull);
  const issue = state.issues.find(isIt);
  if (issue) return issueNode(world, repository, issue);
  const merged = (await readMergedPulls(world.store.gitFolder(repository))).get(number);
  if (merged) return mergedPullNode(world, repository, merged);
  throw new GraphQLError(`Could not resolve to an issue or pull request with the number of ${number}.`, {
    extensions: { type: "NOT_FOUND" },
  });
}

type Page = { first?: number; after?: string | null };

const pageOf = <T, N>(items: T[], { first = 30, after = null }: Page, toNode: (item: T) => N) => connection(items, first, after, toNode);
const labelsOf = (labels: string[]) => (page: Page) => pageOf(labels, page, (name) => ({ __typename: "Label", name }));
const userNode = (login: string) => ({ __typename: "User", login });

function issueNode(world: World, repository: Repository, { number, title, author, labels }: Issue) {
  return {
    __typename: "Issue",
    number,
    title,
    url: `${world.shapes.web}/${repository.owner}/${repository.name}/issues/${number}`,
    author: userNode(author),
    labels: labelsOf(labels),
  };
}

function pullNode(world: World, repository: Repository, pull: { number: number; title: string; body: string; labels: string[] }) {
  const closing = [...pull.body.matchAll(CLOSING)].map(([, number]) => Number(number));
  const issues = world.store.state.issues.filter(({ repositoryId, number }) => repositoryId === repository.id && closing.includes(number));
  return {
    __typename: "PullRequest",
    number: pull.number,
    title: pull.title,
    url: `${world.shapes.web}/${repository.owner}/${repository.name}/pull/${pull.number}`,
    labels: labelsOf(pull.labels),
    closingIssuesReferences: (page: Page) =>
      pageOf(issues, page, (issue) => ({
        ...issueNode(world, repository, issue),
        repository: { __typename: "Repository", nameWithOwner: `${repository.owner}/${repository.name}` },
      })),
  };
}

const filesOf = (list: () => Promise<string[]>) => async (page: Page) =>
  pageOf(await list(), page, (path) => ({ __typename: "PullRequestChangedFile", path }));

function storedPullNode(world: World, repository: Repository, pull: PullRequest) {
  const { closed } = pull;
  // Its branches may be gone or elsewhere once it has ended.
  const [base, head] = closed ? [closed.baseSha, closed.headSha] : [`refs/heads/${pull.base}`, `refs/heads/${pull.head}`];
  return {
    ...pullNode(world, repository, pull),
    headRefName: pull.head,
    mergedAt: closed?.merge ? closed.at : null,
    author: userNode(pull.author),
    files: filesOf(() => listBranchPaths(world.store.gitFolder(repository), base, head)),
  };
}

function mergedPullNode(world: World, repository: Repository, merged: MergedPull) {
  const { accounts, mergedLabels } = world.store.state;
  const account = accounts.find(({ email }) => email === merged.authorEmail);
  // GitHub's own addresses hold the login; whose account another address belongs to, a copy cannot know.
  const login = account?.login ?? /^(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com$/.exec(merged.authorEmail)?.[1];
  const labels = mergedLabels.find(({ repositoryId, number }) => repositoryId === repository.id && number === merged.number)?.labels;
  return {
    ...pullNode(world, repository, { ...merged, labels: labels ?? [] }),
    headRefName: merged.branch ?? "",
    mergedAt: merged.mergedAt,
    author: login === undefined ? null : userNode(login),
    files: filesOf(() => listChangedPaths(world.store.gitFolder(repository), merged.sha)),
  };
}
