import { type Ctx, HttpError, notFound, type Router } from "../http";
import type { Delivery } from "../state";
import type { World } from "../world";

/** The App's webhook deliveries: every attempt with its answer, newest first, and the way to send one again. */
export function routeAppDeliveries(router: Router, world: World) {
  const { store } = world;

  router.get("/app/hook/deliveries", (c) => {
    requireJwt(c);
    const cursor = Number(c.req.query("cursor") ?? Number.POSITIVE_INFINITY);
    const perPage = Math.max(1, Math.min(100, Number(c.req.query("per_page") ?? 30) || 30));
    const older = store.state.deliveries.filter(({ id, deliveredAt }) => deliveredAt !== null && id < cursor).sort((a, b) => b.id - a.id);
    const page = older.slice(0, perPage);
    const last = page.at(-1);
    if (last && older.length > page.length) {
      const url = new URL(c.req.url);
      url.searchParams.set("cursor", String(last.id));
      c.header("Link", `<${url}>; rel="next"`);
    }
    return c.json(page.map(deliveryShape));
  });

  router.post("/app/hook/deliveries/:id{[0-9]+}/attempts", (c) => {
    requireJwt(c);
    const delivery = store.state.deliveries.find(({ id }) => id === Number(c.req.param("id")));
    if (!delivery) throw notFound();
    world.webhooks.sendAgain(delivery);
    return c.json({}, 202);
  });

  function requireJwt(c: Ctx): void {
    if (c.get("actor").kind !== "app") throw new HttpError(401, "A JSON web token could not be decoded");
  }

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
