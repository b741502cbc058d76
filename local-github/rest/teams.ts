import { type Ctx, HttpError, notFound, paginate, type Router } from "../http";
import type { Team } from "../state";
import { findTeam, isOfOrganization } from "../teams";
import type { World } from "../world";

/** Teams and accounts, for those who may see them: an organization's people and the App that is installed on it. */
export function routeTeams(router: Router, world: World) {
  const { store, shapes } = world;

  router.get("/users/:username", (c) => {
    const login = c.req.param("username").toLowerCase();
    const account = store.state.accounts.find((candidate) => candidate.login.toLowerCase() === login);
    if (!account) throw notFound();
    return c.json(shapes.publicUser(account));
  });

  router.get("/user/:account_id{[0-9]+}", (c) => {
    const account = store.state.accounts.find(({ id }) => id === Number(c.req.param("account_id")));
    if (!account) throw notFound();
    return c.json(shapes.publicUser(account));
  });

  router.get("/orgs/:org/teams", (c) => {
    const organization = c.req.param("org").toLowerCase();
    if (!store.state.accounts.some(({ login, type }) => type === "Organization" && login.toLowerCase() === organization)) throw notFound();
    if (!seesTeams(c, organization)) throw new HttpError(403, "Resource not accessible");
    const teams = store.state.teams.filter((team) => team.organization.toLowerCase() === organization);
    return c.json(paginate(c, teams).map((team) => shapes.team(team)));
  });

  router.get("/orgs/:org/teams/:slug/members", (c) => {
    const team = teamOf(c);
    return c.json(paginate(c, team.members).map((login) => shapes.user(store.account(login))));
  });

  router.get("/orgs/:org/teams/:slug/memberships/:username", (c) => {
    const team = teamOf(c);
    const username = (c.req.param("username") ?? "").toLowerCase();
    const member = team.members.find((login) => login.toLowerCase() === username);
    if (member === undefined) throw notFound();
    return c.json({ url: `${shapes.teamUrl(team)}/memberships/${member}`, role: "member", state: "active" });
  });

  function teamOf(c: Ctx): Team {
    const organization = c.req.param("org") ?? "";
    const team = findTeam(store, organization, c.req.param("slug") ?? "");
    // GitHub: "the team must be visible to the authenticated user".
    if (!team || !seesTeams(c, organization)) throw notFound();
    return team;
  }

  function seesTeams(c: Ctx, organization: string): boolean {
    const { kind, login, installationId } = c.get("actor");
    if (kind === "user" && login) return isOfOrganization(store, organization, login);
    const installation = store.state.installations.find(({ id }) => id === installationId);
    return installation?.account.toLowerCase() === organization.toLowerCase();
  }
}
