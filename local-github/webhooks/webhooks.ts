import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Delivery, Repository, Store } from "../state";
import { WebhookRoute } from "./webhook-faults";

/** Sends the App's webhooks: signed, in order, one at a time, each on record; like GitHub it does not retry. */
export class Webhooks {
  /** A test may mute deliveries: they are recorded and never sent, as if GitHub had lost them. */
  isMuted = false;
  /** What goes wrong on the way; nothing, unless a test says so. */
  readonly route = new WebhookRoute();
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** Records and sends one event; `payload` already has GitHub's shape. */
  send(event: string, action: string | null, repository: Repository | null, payload: object): void {
    const { app } = this.store.state;
    if (!app?.webhookUrl || this.isWithheld(event, payload)) return;
    const delivery: Delivery = {
      id: this.store.nextId(),
      guid: randomUUID(),
      event,
      action,
      repositoryId: repository?.id ?? null,
      payload: action ? { action, ...payload } : payload,
      deliveredAt: null,
      statusCode: 0,
    };
    this.attempt(delivery);
  }

  /** GitHub sends an installation only what its owner granted. */
  private isWithheld(event: string, payload: { installation?: { id: number } }): boolean {
    const installation = this.store.state.installations.find(({ id }) => id === payload.installation?.id);
    return installation?.withheld?.events.includes(event) ?? false;
  }

  /** Sends an earlier delivery again: the same bytes under the same GUID. */
  sendAgain(earlier: Delivery): void {
    this.attempt({ ...earlier, id: this.store.nextId(), deliveredAt: null, statusCode: 0, isRedelivery: true });
  }

  private attempt(delivery: Delivery): void {
    const { deliveries } = this.store.state;
    deliveries.push(delivery);
    if (deliveries.length > 300) deliveries.splice(0, deliveries.length - 300);
    this.store.changed();
    if (this.isMuted) return;
    // GitHub records an attempt that nobody answered, and leaves it at that.
    if (this.route.loses(delivery)) delivery.deliveredAt = this.store.nowIso();
    else for (const leaving of this.route.pass(delivery)) this.leave(leaving);
  }

  /** Resolves when everything sent so far has been answered, also what was held back to leave in another order. */
  settled(): Promise<void> {
    for (const delivery of this.route.release()) this.leave(delivery);
    return this.queue;
  }

  /** One after the other; what is late does not keep the others. */
  private leave(delivery: Delivery): void {
    const delay = this.route.delay();
    if (delay === 0) this.queue = this.queue.then(() => this.deliver(delivery));
    else {
      const late = wait(delay).then(() => this.deliver(delivery));
      this.queue = this.queue.then(() => late);
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const { app } = this.store.state;
    if (!app?.webhookUrl) return;
    const body = JSON.stringify(delivery.payload);
    try {
      const response = await fetch(app.webhookUrl, {
        method: "POST",
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/local",
          "x-github-event": delivery.event,
          "x-github-delivery": delivery.guid,
          "x-github-hook-id": String(app.id),
          "x-github-hook-installation-target-id": String(app.id),
          "x-github-hook-installation-target-type": "integration",
          "x-hub-signature-256": `sha256=${createHmac("sha256", app.webhookSecret).update(body).digest("hex")}`,
        },
      });
      delivery.statusCode = response.status;
      await response.arrayBuffer();
    } catch {
      delivery.statusCode = 0;
    }
    delivery.deliveredAt = this.store.nowIso();
    this.store.changed();
  }
}
