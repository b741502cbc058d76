import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { sectionText } from "@/lib/changelog/section-text";
import { CHANGELOG_PATHS } from "@/lib/changelog/summarise-changelog";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { findKnownFiles } from "@/lib/releases/server/find-known-files";
import { readFileText } from "@/lib/releases/server/read-file-text";

interface Target {
  id: string;
  owner: string;
  name: string;
  installationId: bigint;
  changelogPath: string | null;
}

/** A section as it stands in a commit. */
export interface CommittedSection {
  path: string;
  text: string;
}

/** The section of a version in a commit's changelog; null where it has none. Commits do not change, so GitHub is asked once. */
export async function readSection(repository: Target, sha: string, version: string): Promise<CommittedSection | null> {
  const octokit = installationOctokit(Number(repository.installationId));
  const paths = repository.changelogPath ? [repository.changelogPath] : CHANGELOG_PATHS;
  return callGithub("read the changelog", async () => {
    const files = await findKnownFiles(octokit, repository, sha, paths);
    const path = paths.find((candidate) => files.has(candidate));
    const file = path && files.get(path);
    if (!path || !file) return null;
    const text = sectionText(parseChangelog((await readFileText(octokit, repository, file.oid)).text, path), version);
    return text === null ? null : { path, text };
  });
}
