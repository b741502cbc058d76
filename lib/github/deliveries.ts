import type { Octokit } from "./octokit";

/** One attempt of GitHub to deliver a webhook of the App. */
export interface DeliveryAttempt {
  id: number;
  /** The same for all attempts of one delivery. */
  guid: string;
  at: Date;
  isAccepted: boolean;
}

/** The attempts since a moment, newest first (GitHub: "List deliveries for an app webhook"; kept for days, not for ever). */
export async function listDeliveryAttempts(octokit: Octokit, since: Date): Promise<DeliveryAttempt[]> {
  const attempts: DeliveryAttempt[] = [];
  for await (const { data } of octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 })) {
    const recent = data.map(toAttempt).filter(({ at }) => at >= since);
    attempts.push(...recent);
    if (recent.length < data.length) break;
  }
  return attempts;
}

/** Asks GitHub to send a delivery again: the same bytes under the same GUID. */
export async function redeliver(octokit: Octokit, attemptId: number): Promise<void> {
  await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: attemptId });
}

function toAttempt(raw: { id: number; guid: string; delivered_at: string; status_code: number }): DeliveryAttempt {
  return { id: raw.id, guid: raw.guid, at: new Date(raw.delivered_at), isAccepted: raw.status_code >= 200 && raw.status_code < 300 };
}
