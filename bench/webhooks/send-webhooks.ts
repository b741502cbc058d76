import { openConnection } from "./connection";
import { jobWebhook, makeRequests } from "./webhook";

const CONNECTIONS = 20;

export interface Acknowledged {
  /** How many were answered 2xx. */
  accepted: number;
  perSecond: number;
  /** From sending, or from when it should have been sent, to the whole answer. */
  milliseconds: number[];
}

/** As many as twenty connections bring through, each sending when it was answered. */
export function sendForSeconds(port: number, seconds: number): Promise<Acknowledged> {
  const makeRequest = makeRequests(jobWebhook());
  const end = performance.now() + 1_000 * seconds;
  return send(port, async (post) => {
    while (performance.now() < end) await post(makeRequest(), performance.now());
  });
}

/** So many in every second, whether the ones before were answered or not; each tells of a job of its own. */
export function sendAtRate(port: number, perSecond: number, seconds: number, firstJobId: number): Promise<Acknowledged> {
  const start = performance.now() + 50;
  let next = 0;
  return send(port, async (post) => {
    for (let index = next++; index < perSecond * seconds; index = next++) {
      const due = start + (1_000 * index) / perSecond;
      const makeRequest = makeRequests(jobWebhook(firstJobId + index));
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      await post(makeRequest(), due);
    }
  });
}

async function send(port: number, work: (post: (request: Buffer, since: number) => Promise<void>) => Promise<void>): Promise<Acknowledged> {
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(port)));
  const milliseconds: number[] = [];
  let accepted = 0;
  const start = performance.now();
  await Promise.all(
    connections.map(({ send: sendOne }) =>
      work(async (request, since) => {
        const status = await sendOne(request);
        milliseconds.push(performance.now() - since);
        if (status >= 200 && status < 300) accepted++;
      }),
    ),
  );
  const perSecond = (1_000 * accepted) / (performance.now() - start);
  for (const connection of connections) connection.close();
  return { accepted, perSecond, milliseconds };
}
