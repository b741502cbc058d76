import { type Router, readBody } from "./http";
import { OUTAGES } from "./outage";
import type { LimitScript } from "./rate-limits";
import type { World } from "./world";

/** `/_local/limits`, `/_local/outage`: GitHub asking to slow down, or not being there. */
export function routeLimitControl(router: Router, world: World) {
  /** How the limits behave from now on: see `rate-limits.ts`. An empty object ends all of it. */
  router.post("/_local/limits", async (c) => {
    world.limits.set((await readBody(c)) as LimitScript);
    return c.json({});
  });

  router.get("/_local/limits", (c) => c.json(world.limits.asked));

  /** `errors`, `silence` or `none`. */
  router.post("/_local/outage", async (c) => {
    const { kind } = await readBody(c);
    world.outage.begin(OUTAGES.find((known) => known === kind) ?? "none");
    return c.json({ kind: world.outage.kind });
  });

  /** Who has asked since the outage began. */
  router.get("/_local/outage", (c) => c.json({ kind: world.outage.kind, asked: world.outage.asked }));
}
