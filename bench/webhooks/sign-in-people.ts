import { randomUUID } from "node:crypto";
import { hashToken } from "@/lib/auth/server/token-hash";
import { database } from "@/lib/db/client";
import { sessionCookieName } from "@/lib/transport/cookies";
import { SUBJECT } from "./webhook";

const LATER = new Date(Date.now() + 86_400_000);

/**
 * A connected repository with the run that the webhooks speak of, and people who are signed in and may read it. Answers
 * with its id and their cookies. What they may do is known until tomorrow: there is no GitHub to ask.
 */
export async function signInPeople(count: number): Promise<{ repositoryId: string; cookies: string[] }> {
  const { id: repositoryId } = await database().repository.create({
    data: {
      githubId: SUBJECT.repository.id,
      nodeId: SUBJECT.repository.node_id,
      owner: "bench",
      name: "webhooks",
      isPrivate: true,
      defaultBranch: "main",
      installationId: SUBJECT.installationId,
    },
  });
  const at = new Date();
  const run = {
    workflowId: 1,
    workflowName: "CI",
    number: 1,
    attempt: 1,
    event: "push",
    headSha: "0".repeat(40),
    title: "CI",
    actor: "demo-lead",
  };
  await database().workflowRun.create({
    data: {
      ...run,
      id: SUBJECT.runId,
      repositoryId,
      status: "in_progress",
      url: "",
      createdAt: at,
      startedAt: at,
      updatedAt: at,
      checkedAt: at,
    },
  });
  const people = Array.from({ length: count }, (_, index) => ({ id: randomUUID(), token: randomUUID(), index }));
  await database().user.createMany({
    data: people.map(({ id, index }) => ({ id, githubId: index + 1, login: `demo-${index}`, name: `demo-${index}` })),
  });
  await database().session.createMany({
    data: people.map(({ id, token }) => ({ userId: id, tokenHash: hashToken(token), expires: LATER })),
  });
  await database().repositoryAccess.createMany({
    data: people.map(({ id }) => ({ userId: id, repositoryId, role: "write", checkedAt: LATER })),
  });
  return { repositoryId, cookies: people.map(({ token }) => `${sessionCookieName()}=${token}`) };
}
