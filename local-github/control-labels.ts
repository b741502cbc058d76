import { notFound, type Router, readBody } from "./http";
import type { World } from "./world";

/** `/_local/labels/…`: what people do with labels on GitHub's own pages, which local-github does not have. */
export function routeLabelControl(router: Router, world: World) {
  const { store } = world;

  /** Gives a label another name, wherever it is carried. GitHub tells of the label alone. */
  router.post("/_local/labels/rename", async (c) => {
    const { owner, name, from, to, login } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    if (!repository) throw notFound();
    const { issues, mergedLabels, pullRequests } = store.state;
    for (const carrier of [...issues, ...mergedLabels, ...pullRequests])
      if (carrier.repositoryId === repository.id) carrier.labels = carrier.labels.map((label) => (label === from ? String(to) : label));
    store.changed();
    world.webhooks.send("label", "edited", repository, {
      label: {
        id: repository.id * 100,
        node_id: `LA_${repository.id}`,
        url: `${world.shapes.api}/repos/${repository.owner}/${repository.name}/labels/${encodeURIComponent(String(to))}`,
        name: String(to),
        description: null,
        color: "ededed",
        default: false,
      },
      changes: { name: { from: String(from) } },
      ...world.commonPayload(repository, String(login)),
    });
    await world.webhooks.settled();
    return c.json({});
  });

  /** Labels an issue anew. */
  router.post("/_local/labels/set", async (c) => {
    const { owner, name, number, labels, login } = await readBody(c);
    const repository = store.findRepository(String(owner), String(name));
    const issue = store.state.issues.find((candidate) => candidate.repositoryId === repository?.id && candidate.number === number);
    if (!repository || !issue) throw notFound();
    issue.labels = (labels as unknown[]).map(String);
    store.changed();
    const url = `${world.shapes.api}/repos/${repository.owner}/${repository.name}`;
    world.webhooks.send("issues", "labeled", repository, {
      issue: {
        number: issue.number,
        title: issue.title,
        url: `${url}/issues/${issue.number}`,
        state: "open",
        user: world.shapes.user(store.account(issue.author)),
        labels: issue.labels.map((label) => ({ name: label, url: `${url}/labels/${encodeURIComponent(label)}` })),
      },
      ...world.commonPayload(repository, String(login)),
    });
    await world.webhooks.settled();
    return c.json({});
  });
}
