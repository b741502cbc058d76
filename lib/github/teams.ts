import type { GithubAccount } from "./accounts";
import type { Octokit } from "./octokit";

/** Everybody in a team of an organization, members of its child teams included, as GitHub lists them. Takes the right to read members. */
export async function readTeamMembers(octokit: Octokit, owner: string, slug: string): Promise<GithubAccount[]> {
  const members = await octokit.paginate(octokit.rest.teams.listMembersInOrg, { org: owner, team_slug: slug, per_page: 100 });
  return members.map(({ id, login }) => ({ githubId: String(id), login }));
}
