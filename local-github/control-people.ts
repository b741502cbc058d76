import { notFound, type Router, readBody } from "./http";
import type { PullReview } from "./state";
import { setTeam } from "./teams";
import type { World } from "./world";

const REVIEWS: PullReview["state"][] = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"];

/** `/_local/teams`, `/_local/withheld` and `/_local/reviews`: what people do on GitHub's own pages, which local-github does not have. */
export function routePeopleControl(router: Router, world: World) {
  const { store, shapes } = world;

  /** Makes a team or gives it other members: `{ "organization": "harbour", "name": "Release leads", "members": ["pilot"], "login": "owner" }`. */
  router.post("/_local/teams", async (c) => {
    const { organization, name, members, login } = await readBody(c);
    const owner = store.state.accounts.find((account) => account.type === "Organization" && account.login === organization);
    if (!owner) throw notFound();
    const { team, added, removed } = setTeam(store, {
      organization: owner.login,
      name: String(name),
      members: ((members ?? []) as unknown[]).map(String),
    });
    const installation = store.state.installations.find(({ account }) => account === owner.login);
    for (const [action, people] of [
      ["added", added],
      ["removed", removed],
    ] as const)
      for (const member of people)
        world.webhooks.send("membership", action, null, {
          scope: "team",
          member: shapes.user(store.account(member)),
          sender: shapes.user(store.account(String(login))),
          team: shapes.team(team),
          organization: shapes.organization(owner),
          ...(installation ? { installation: { id: installation.id, node_id: `I_${installation.id}` } } : {}),
        });
    await world.webhooks.settled();
    return c.json({ slug: team.slug, added, removed });
  });

  /** What the owner of an account has not granted the App yet: `{ "account": "harbour", "permissions": ["deployments"], "events": ["status"] }`. */
  router.post("/_local/withheld", async (c) => {
    const { account, permissions, events } = await readBody(c);
    const installation = store.state.installations.find((candidate) => candidate.account === account);
    if (!installation) throw notFound();
    const words = (list: unknown) => ((list ?? []) as unknown[]).map(String);
    installation.withheld = { permissions: words(permissions), events: words(events) };
    store.changed();
    return c.json(installation.withheld);
  });

  /** A review of a pull request, given on its newest commit. */
  router.post("/_local/reviews", async (c) => {
    const { owner, name, number, login, state, body } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    const pull = store.state.pullRequests.find((candidate) => candidate.repositoryId === repository?.id && candidate.number === number);
    const said = REVIEWS.find((known) => known === state);
    if (!repository || !pull || !said) throw notFound();
    const shape = await world.pullShape(repository, pull);
    const review: PullReview = {
      id: store.nextId(),
      pullId: pull.id,
      login: String(login),
      state: said,
      body: typeof body === "string" ? body : "",
      sha: shape.head.sha,
      submittedAt: store.nowIso(),
    };
    store.state.reviews.push(review);
    store.changed();
    const told = shapes.review(repository, pull, review);
    world.webhooks.send("pull_request_review", "submitted", repository, {
      // Webhooks say in small letters what the API says in large ones.
      review: { ...told, state: told.state.toLowerCase() },
      pull_request: shape,
      ...world.commonPayload(repository, review.login),
    });
    await world.webhooks.settled();
    return c.json({ id: review.id });
  });
}
