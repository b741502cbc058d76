import { notFound, pageSize, type Router } from "../http";
import type { Delivery } from "../state";
import type { World } from "../world";
import { requireApp } from "./app";

/** The App's webhook deliveries: every attempt with its answer, newest first, and the way to send one again. */
export function routeAppDeliveries(router: Router, world: World) {
  const { store } = world;

  router.get("/app/hook/deliveries", (c) => {
    requireApp(world, c);
    const cursor = Number(c.req.query("cursor") ?? Number.POSITIVE_INFINITY);
    const older = store.state.deliveries.filter(({ id, deliveredAt }) => deliveredAt !== null && id < cursor).sort((a, b) => b.id - a.id);
    const page = older.slice(0, pageSize(c));
    const last = page.at(-1);
    if (last && older.length > page.length) {
      const url = new URL(c.req.url);
      url.searchParams.set("cursor", String(last.id));
      c.header("Link", `<${url}>; rel="next"`);
    }
    return c.json(page.map(deliveryShape));
  });

  router.post("/app/hook/deliveries/:id{[0-9]+}/attempts", (c) => {
    requireApp(world, c);
    const delivery = store.state.deliveries.find(({ id }) => id === Number(c.req.param("id")));
    if (!delivery) throw notFound();
    world.webhooks.sendAgain(delivery);
    return c.json({}, 202);
  });

  function deliveryShape({ id, guid, event, action, repositoryId, deliveredAt, statusCode, isRedelivery }: Delivery) {
    const isAnswered = statusCode > 0;
    return {
      id,
      guid,
      delivered_at: deliveredAt,
      redelivery: isRedelivery === true,
      duration: 0.1,
      status: isAnswered ? (statusCode < 300 ? "OK" : `Invalid HTTP Response: ${statusCode}`) : "failed to connect to host",
      status_code: statusCode,
      event,
      action,
      installation_id: store.state.installations[0]?.id ?? null,
      repository_id: repositoryId,
      throttled_at: null,
    };
  }
}
