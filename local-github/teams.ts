import type { Store, Team } from "./state";

/** Makes a team, or gives it other members; answers with who came and who went. */
export function setTeam(
  store: Store,
  { organization, name, members }: Pick<Team, "organization" | "name" | "members">,
): { team: Team; added: string[]; removed: string[] } {
  const { teams } = store.state;
  const slug = slugOf(name);
  const known = teams.find((team) => team.organization === organization && team.slug === slug);
  const team: Team = known ?? { id: store.nextId(), organization, slug, name, members: [] };
  if (!known) teams.push(team);
  const added = members.filter((login) => !team.members.includes(login));
  const removed = team.members.filter((login) => !members.includes(login));
  team.members = members;
  store.changed();
  return { team, added, removed };
}

/** GitHub's short name of a team: small letters, and hyphens for what is no letter. */
const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-|-$/g, "");

export function findTeam(store: Store, organization: string, slug: string): Team | null {
  return (
    store.state.teams.find((team) => team.organization.toLowerCase() === organization.toLowerCase() && team.slug === slug.toLowerCase()) ??
    null
  );
}

/** Whether somebody belongs to an organization: by a role on one of its repositories, or by one of its teams. */
export function isOfOrganization({ state }: Store, organization: string, login: string): boolean {
  const owner = organization.toLowerCase();
  return (
    state.repositories.some((repository) => repository.owner.toLowerCase() === owner && repository.roles[login] !== undefined) ||
    state.teams.some((team) => team.organization.toLowerCase() === owner && team.members.includes(login))
  );
}
