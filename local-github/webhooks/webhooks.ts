import { createHmac, randomUUID } from "node:crypto";
import type { Delivery, Repository, Store } from "../state";

/** Sends the App's webhooks: signed, in order, one at a time, each on record; like GitHub it does not retry. */
export class Webhooks {
  /** A test may mute deliveries: they are recorded and never sent, as if GitHub had lost them. */
  isMuted = false;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** Records and sends one event; `payload` already has GitHub's shape. */
  send(event: string, action: string | null, repository: Repository | null, payload: object): void {
    const { app } = this.store.state;
    if (!app?.webhookUrl) return;
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
    this.queue = this.queue.then(() => this.deliver(delivery));
  }

  /** Resolves when everything sent so far has been answered. */
  settled(): Promise<void> {
    return this.queue;
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
