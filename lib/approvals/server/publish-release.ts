import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { refuseOldSignIn } from "@/lib/auth/recent-sign-in";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { toReleaseBody } from "@/lib/changelog/release-body";
import type { Command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { announce } from "@/lib/live/announce";
import { readDecision, repositoryOfDecision } from "./decision-row";
import { publishGithubRelease } from "./publish-effect";
import { readSection } from "./read-section";

const input = z.object({
  decisionId: z.uuid(),
  /** The tag, typed by hand. */
  typed: z.string().trim(),
});

async function act(actor: Actor, raw: unknown): Promise<{ url: string }> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The request could not be read. Reload the page and try again.");
  const { decisionId, typed } = parsed.data;
  const repositoryId = await repositoryOfDecision({ decisionId });
  await authorize(actor, "release.publish", repositoryId, ROLE_AGE.act);
  const { phase, tag, facts, version, releaseType, release } = await readDecision(database(), decisionId);
  if (phase !== "tagged" || tag === null) throw new AppError("blocked", "The tag comes first. Create it, then publish its GitHub Release.");
  const old = refuseOldSignIn(actor, new Date());
  if (old) throw new AppError("unauthenticated", old);
  if (typed !== tag) throw new AppError("invalid", `Type ${tag} to publish its GitHub Release.`);
  const section = await readSection(release.repository, facts.sha, version);
  const published = await publishGithubRelease({
    octokit: await octokitOf(actor.id),
    actor,
    repository: release.repository,
    releaseId: release.id,
    tag,
    commitSha: facts.sha,
    title: version,
    body: section ? toReleaseBody(section.text, section.path).text : "",
    isPrerelease: releaseType !== "final",
  });
  await announce({ repositoryId, topic: "decision" }, { repositoryId, topic: "release" });
  return { url: published.url };
}

/** Makes the GitHub Release of a decided tag from the approved section, and publishes it: draft, body, publication, each once. */
export const publishRelease: Command<{ url: string }> = Object.assign(act, { permission: "release.publish" as const });
