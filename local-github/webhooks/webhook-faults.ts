import type { Delivery } from "../state";

/** What happens to webhooks on their way; `drop` and `duplicate` are shares of one. */
export interface WebhookFaults {
  /** Recorded as failed and never sent, as when nobody answered; GitHub does not try again by itself. */
  drop: number;
  /** Sent twice, under the same GUID. */
  duplicate: number;
  /** Longest time a delivery takes longer, in milliseconds of this machine's clock. */
  delay: number;
  /** How many deliveries may be held back at once, to leave in another order. */
  reorder: number;
  /** The same seed plays the same faults for the same deliveries. */
  seed: number;
}

export const NO_FAULTS: WebhookFaults = { drop: 0, duplicate: 0, delay: 0, reorder: 0, seed: 1 };

/** Where deliveries go before they leave: some are lost, doubled, late, or overtaken by later ones. */
export class WebhookRoute {
  private faults = NO_FAULTS;
  private next = makeRandom(NO_FAULTS.seed);
  private held: Delivery[] = [];

  set(faults: Partial<WebhookFaults>): void {
    this.faults = { ...NO_FAULTS, ...faults };
    this.next = makeRandom(this.faults.seed);
  }

  /** Whether this one is lost; one that somebody asked for again has been lost already. */
  loses({ isRedelivery }: Delivery): boolean {
    return !isRedelivery && this.next() < this.faults.drop;
  }

  /** What leaves now that this one has come: nothing, it, or some of those that were held back. */
  pass(delivery: Delivery): Delivery[] {
    const { duplicate, reorder } = this.faults;
    this.held.push(delivery, ...(this.next() < duplicate ? [delivery] : []));
    const leaving: Delivery[] = [];
    while (this.held.length > reorder) leaving.push(...this.held.splice(Math.floor(this.next() * this.held.length), 1));
    return leaving;
  }

  /** Everything that is still held back. */
  release(): Delivery[] {
    return this.held.splice(0);
  }

  /** Milliseconds that the next one takes longer. */
  delay(): number {
    return Math.floor(this.next() * this.faults.delay);
  }
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
