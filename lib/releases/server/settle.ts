import { database, type Tx } from "@/lib/db/client";
import { orNull } from "@/lib/github/github-error";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import type { Mirrored, Source } from "./mirror-runs";

/** The repository that news is about. */
export interface Connected {
  id: string;
  owner: string;
  name: string;
  installationId: bigint;
}

/** What GitHub tells of by webhook and by request alike. */
export interface Told<State> {
  name: string;
  mirror: (tx: Tx, repositoryId: string, state: State, source: Source, askedAt: Date) => Promise<Mirrored>;
  read: (octokit: Octokit, repository: Connected, id: bigint) => Promise<State>;
}

/** Takes over what was told, if it is news. */
export function take<State>(
  { mirror }: Told<State>,
  { id }: Connected,
  state: State,
  source: Source,
  askedAt = new Date(),
): Promise<Mirrored> {
  return database().$transaction((tx) => mirror(tx, id, state, source, askedAt));
}

/** What GitHub says of it now, taken over; null when GitHub no longer knows it. */
export async function ask<State>(told: Told<State>, repository: Connected, id: bigint): Promise<Mirrored | null> {
  const askedAt = new Date();
  const now = await orNull(told.read(installationOctokit(Number(repository.installationId)), repository, id));
  return now && take(told, repository, now, "sweep", askedAt);
}

/**
 * News that would take a state back is late, or the state did go back (a job that waits for approval is queued again):
 * GitHub is asked once which of the two. What it no longer knows stays as it was last seen.
 */
export async function settle<State extends { id: bigint; status: string }>(
  told: Told<State>,
  repository: Connected,
  { id, status }: State,
  outcome: Mirrored,
): Promise<string> {
  const name = `${told.name} ${id}`;
  const settled = outcome === "doubtful" ? await ask(told, repository, id) : outcome;
  if (settled === "changed") await announce({ repositoryId: repository.id, topic: "runs" });
  if (outcome === "changed") return `applied: ${name} is ${status}`;
  if (outcome === "known") return `ignored: ${name} is further already`;
  return settled === "changed"
    ? `applied: ${name} was asked for again, and has changed`
    : `ignored: ${name} was asked for again, and is as it was`;
}
