import { type GithubAccount, toAccount } from "./accounts";
import { orNull } from "./github-error";
import type { Octokit } from "./octokit";

export interface GithubTeam {
  slug: string;
  name: string;
}

/** The teams that an owner has and that may be seen; none where the owner is a person. */
export async function listTeams(octokit: Octokit, owner: string): Promise<GithubTeam[]> {
  const teams = await orNull(octokit.paginate(octokit.rest.teams.list, { org: owner, per_page: 100 }));
  return (teams ?? []).map(({ slug, name }) => ({ slug, name }));
}

/** Everybody in a team and in the teams below it. A team that is gone or may not be seen has nobody: nothing is held through it. */
export async function readTeamMembers(octokit: Octokit, owner: string, slug: string): Promise<GithubAccount[]> {
  const members = await orNull(octokit.paginate(octokit.rest.teams.listMembersInOrg, { org: owner, team_slug: slug, per_page: 100 }));
  return (members ?? []).map(toAccount);
}

/** Whether somebody is in a team now; who was only invited is not. */
export async function isTeamMember(octokit: Octokit, owner: string, slug: string, login: string): Promise<boolean> {
  const found = await orNull(octokit.rest.teams.getMembershipForUserInOrg({ org: owner, team_slug: slug, username: login }));
  return found?.data.state === "active";
}
