import { expect, test } from "vitest";
import type { Delivery } from "../state";
import { type WebhookFaults, WebhookRoute } from "./webhook-faults";

const deliveries = Array.from({ length: 1_000 }, (_, id) => ({ id }) as Delivery);

/** The ids that leave, in their order. */
function send(faults: Partial<WebhookFaults>): number[] {
  const route = new WebhookRoute();
  route.set(faults);
  const left = deliveries.filter((delivery) => !route.loses(delivery)).flatMap((delivery) => route.pass(delivery));
  return [...left, ...route.release()].map(({ id }) => id);
}

const ids = deliveries.map(({ id }) => id);

test("nothing happens to webhooks unless somebody says so", () => expect(send({})).toEqual(ids));

test("about as many are lost and doubled as was asked for", () => {
  expect(send({ drop: 0.05 }).length / 1_000).toBeCloseTo(0.95, 1);
  const doubled = send({ duplicate: 0.2 });
  expect(doubled.length / 1_000).toBeCloseTo(1.2, 1);
  expect(new Set(doubled).size).toBe(1_000);
});

test("others overtake them, and all of them arrive", () => {
  const shuffled = send({ reorder: 30 });
  expect(shuffled).not.toEqual(ids);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(ids);
});

test("the same seed plays the same faults, another one others", () => {
  const faults = { drop: 0.05, duplicate: 0.2, reorder: 30 };
  expect(send({ ...faults, seed: 7 })).toEqual(send({ ...faults, seed: 7 }));
  expect(send({ ...faults, seed: 7 })).not.toEqual(send({ ...faults, seed: 8 }));
});

test("one that somebody asked for again is not lost again", () => {
  const route = new WebhookRoute();
  route.set({ drop: 1 });
  expect([route.loses({ id: 1 } as Delivery), route.loses({ id: 1, isRedelivery: true } as Delivery)]).toEqual([true, false]);
});
