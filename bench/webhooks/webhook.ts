import { createHmac, randomUUID } from "node:crypto";
import examples from "@octokit/webhooks-examples" with { type: "json" };

export const SECRET = "the secret of the webhooks that are sent";

const recorded = examples
  .find(({ name }) => name === "workflow_job")
  ?.examples.find((payload) => "installation" in payload && JSON.stringify(payload).length === 9_047);
if (!recorded) throw new Error("@octokit/webhooks-examples holds no job of 9,047 bytes any more: choose another one");
const payload = recorded as unknown as {
  // Octokit types its examples as what all events share
  workflow_job: { id: number; run_id: number };
  repository: { id: number; node_id: string };
  installation: { id: number };
};

/** What the payload speaks of, for whoever is to know it. */
export const SUBJECT = { runId: payload.workflow_job.run_id, repository: payload.repository, installationId: payload.installation.id };

/** A webhook of 9 kB as Octokit recorded it: a job of GitHub Actions that has begun. Jobs with another id are news. */
export function jobWebhook(jobId = payload.workflow_job.id): Buffer {
  return Buffer.from(JSON.stringify({ ...payload, workflow_job: { ...payload.workflow_job, id: jobId } }));
}

/** The bytes of a request with a GUID of its own. */
export function makeRequests(body: Buffer): () => Buffer {
  const signature = createHmac("sha256", SECRET).update(body).digest("hex");
  const [before, after] = [
    "POST /hooks/github HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nx-github-event: workflow_job\r\nx-github-delivery: ",
    `\r\nx-hub-signature-256: sha256=${signature}\r\ncontent-length: ${body.length}\r\n\r\n`,
  ];
  return () => Buffer.concat([Buffer.from(before + randomUUID() + after), body]);
}
