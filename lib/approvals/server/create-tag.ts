import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { committerNow } from "@/lib/changelog/server/commit-effect";
import { type Command, inTransaction } from "@/lib/command/command";
import { database, Prisma } from "@/lib/db/client";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { readRefHead } from "@/lib/github/refs";
import { announce } from "@/lib/live/announce";
import { describeBlocker } from "../judge-decision";
import { describeHolders } from "../policy";
import type { TagPlan } from "../tag-plan";
import { type DecisionRow, lockDecision, readDecision, repositoryOfDecision, shortRef } from "./decision-row";
import { gatherFacts, toAnswer } from "./gather-facts";
import { judge } from "./judge";
import { noteDecision } from "./note-decision";
import { refreshTeams } from "./people";
import { planDigest, planTag } from "./plan-tag";
import { refreshVoters } from "./refresh-voters";
import { type TagOutcome, tagEffect } from "./tag-effect";

const input = z.object({
  decisionId: z.uuid(),
  /** What the person had before them. */
  fingerprint: z.string(),
  tag: z.string().trim().min(1).max(200),
  /** The tag and its record as they were shown: `planDigest`. */
  planDigest: z.string(),
  /** The tag, typed once more. */
  typed: z.string().trim(),
});

/** The tag of a round, as it is on GitHub. */
export interface MadeTag {
  tag: string;
  sha: string;
  wasAdopted: boolean;
}

/**
 * Makes the tag of a round that is a GO: annotated, on exactly the approved commit, once. Roles, teams, the branch's head and
 * every condition are asked anew, in the transaction that claims the round and in the one request that makes the tag.
 * Refused with the sentences why; whoever else presses meanwhile gets the same tag.
 */
async function act(actor: Actor, raw: unknown): Promise<MadeTag> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The request could not be read. Reload the page and try again.");
  const { decisionId, fingerprint, tag, typed, planDigest: shown } = parsed.data;
  const repositoryId = await repositoryOfDecision({ decisionId });
  await authorize(actor, "release.tag", repositoryId, ROLE_AGE.act);
  if (typed !== tag) throw new AppError("invalid", `Type ${tag} to create the tag.`);
  const decision = await readDecision(database(), decisionId);
  if (decision.phase === "closed") throw new AppError("conflict", "This round is over. Ask for a new one.");
  return together(`${decisionId}:${fingerprint}:${tag}:${shown}`, async () => {
    if (decision.phase === "open") await claim(actor, decision, { fingerprint, tag, shown });
    return makeTag(actor, decisionId);
  });
}

/** Presses that are under way in this process: whoever comes meanwhile waits for the same tag instead of asking GitHub all of it again. */
const underWay = new Map<string, Promise<MadeTag>>();

function together(key: string, make: () => Promise<MadeTag>): Promise<MadeTag> {
  const known = underWay.get(key);
  if (known) return known;
  const begun = make().finally(() => underWay.delete(key));
  underWay.set(key, begun);
  return begun;
}

/** Creates the tag of a GO. */
export const createTag: Command<MadeTag> = Object.assign(act, { permission: "release.tag" as const });

/** Takes the round for its tag: nobody votes any more, and what the tag will be is written down. */
async function claim(actor: Actor, decision: DecisionRow, asked: { fingerprint: string; tag: string; shown: string }): Promise<void> {
  const { repository } = decision.release;
  const octokit = await octokitOf(actor.id);
  await refreshTeams(repository, decision.policy, ROLE_AGE.act);
  await refreshVoters(decision);
  const head = await callGithub(`read ${shortRef(decision.refName)}`, () => readRefHead(octokit, repository, decision.refName));
  const gathered = await gatherFacts(decision, head ?? decision.facts.sha);
  const isClaimed = await inTransaction(async (tx) => {
    const held = await lockDecision(tx, decision.id);
    if (held.phase === "closed") throw new AppError("conflict", "This round was ended while you pressed. The tag was not created.");
    // Somebody else pressed a moment before; their tag is this one.
    if (held.phase !== "open") return { value: true, events: [] };
    const facts = { ...gathered, answers: held.answers.map(toAnswer) };
    const judged = await judge(tx, held, facts);
    if (head === null || judged.fingerprint !== asked.fingerprint) return { value: false, events: [] };
    const planned = await planTag(tx, held, facts, judged);
    const { plan, record, digest } = planned;
    if (plan.name !== asked.tag) throw new AppError("conflict", `The tag of ${held.version} would be ${plan.name}. Look at it again.`);
    if (judged.state !== "go" && judged.state !== "overridden") throw new AppError("blocked", explain(held, judged.blockers));
    if (planDigest(planned) !== asked.shown)
      throw new AppError(
        "conflict",
        "What the tag will say changed after you looked: it was not created. Look at it again, then create it.",
      );
    await tx.decision.update({
      where: { id: held.id },
      data: {
        state: "tagging",
        taggingSince: new Date(),
        taggingBy: actor.id,
        tag: plan.name,
        tagMessage: plan.message,
        record: record as object,
        recordDigest: digest,
        facts: facts as object,
        fingerprint: judged.fingerprint,
        standing: judged.state,
        counting: judged.counting,
      },
      select: { id: true },
    });
    return { value: true, events: [] };
  }, actor);
  if (isClaimed.value) return;
  await noteDecision(decision.id);
  throw new AppError(
    "conflict",
    "Something moved after you looked: the tag was not created. Look at what changed, and at which votes still count.",
  );
}

function explain({ policy }: DecisionRow, blockers: Parameters<typeof describeBlocker>[0][]): string {
  return `The tag was not created. ${blockers.map((blocker) => describeBlocker(blocker, (slot) => describeHolders(policy, slot))).join(" ")}`;
}

/** Makes the tag of a round that was claimed, or finds it made; for a process that was killed in between, too. */
export async function makeTag(actor: Actor, decisionId: string): Promise<MadeTag> {
  const decision = await readDecision(database(), decisionId);
  const { repository } = decision.release;
  const { tag, tagMessage, recordDigest } = decision;
  if (!tag || !tagMessage || !recordDigest || (decision.phase !== "tagging" && decision.phase !== "tagged")) throw notTaken();
  const { sha } = decision.facts;
  const plan: TagPlan = { name: tag, sha, message: tagMessage };
  const guard = decision.refName.startsWith("refs/heads/") ? { refName: decision.refName, sha } : null;
  const looking = tagEffect(installationOctokit(Number(repository.installationId)), repository, guard);
  try {
    const outcome = await runEffect({
      kind: {
        ...looking,
        act: async (planned, remember) => {
          await authorize(actor, "release.tag", repository.id, ROLE_AGE.act);
          await requireTaken(decision);
          return tagEffect(await octokitOf(actor.id), repository, guard).act(planned, remember);
        },
      },
      key: `tag:${repository.id}:${tag}`,
      actor,
      releaseId: decision.releaseId,
      request: [plan, recordDigest],
      plan: async () => ({
        plan: { ...plan, tagger: committerNow(actor) },
        event: {
          type: "release.tag-planned",
          repositoryId: repository.id,
          releaseId: decision.releaseId,
          sentence: `Set out to create the tag ${tag} on ${sha.slice(0, 7)}`,
          data: { decisionId, tag, sha, digest: recordDigest },
        },
      }),
      finish: async (tx, made: TagOutcome) => {
        await tx.decision.update({
          where: { id: decisionId },
          data: { state: "tagged", tagObject: made.objectSha, closedAt: new Date(), closedBy: actor.id },
          select: { id: true },
        });
        return [
          {
            type: "release.tagged",
            repositoryId: repository.id,
            releaseId: decision.releaseId,
            sentence: made.wasAdopted
              ? `Found the tag ${tag} on ${sha.slice(0, 7)} already, and took it as the tag of ${decision.version}`
              : `Created the tag ${tag} on ${sha.slice(0, 7)}`,
            data: { decisionId, tag, sha, object: made.objectSha, digest: recordDigest, wasAdopted: made.wasAdopted },
          },
        ];
      },
    });
    await announce({ repositoryId: repository.id, topic: "decision" }, { repositoryId: repository.id, topic: "release" });
    return { tag, sha, wasAdopted: outcome.wasAdopted };
  } catch (error) {
    await giveBack(actor, decision, error);
    throw error;
  }
}

const notTaken = () => new AppError("conflict", "The tag is not being created any more. Look at why, then try again.");

/** Another press may have given the round back meanwhile: people vote again, or have ended it. From here on it stays taken. */
async function requireTaken({ id, recordDigest }: DecisionRow): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockDecision(tx, id);
    const isTaken = held.recordDigest === recordDigest && (held.phase === "tagging" || held.phase === "tagged");
    if (!isTaken) throw notTaken();
    return { value: null, events: [] };
  }, null);
}

/**
 * Nothing is on its way: people can vote again, and what the tag was to be is forgotten. While GitHub has not said whether it
 * made the tag, the round stays taken.
 */
async function giveBack(actor: Actor, { id, release, releaseId, tag }: DecisionRow, error: unknown): Promise<void> {
  await inTransaction(async (tx) => {
    await lockDecision(tx, id);
    const effect = await tx.effect.findUnique({ where: { key: `tag:${release.repositoryId}:${tag}` }, select: { state: true } });
    if (effect?.state === "attempting") return { value: null, events: [] };
    const given = await tx.decision.updateMany({
      where: { id, state: "tagging" },
      data: {
        state: "open",
        taggingSince: null,
        taggingBy: null,
        tag: null,
        tagMessage: null,
        record: Prisma.DbNull,
        recordDigest: null,
      },
    });
    const why = error instanceof AppError ? error.message : "a fault of Slipway's own";
    return {
      value: null,
      events:
        given.count === 0
          ? []
          : [
              {
                type: "release.tag-refused",
                repositoryId: release.repositoryId,
                releaseId,
                sentence: `The tag ${tag} was not created: ${why}`.slice(0, 2_000),
                data: { decisionId: id },
              },
            ],
    };
  }, actor);
  await noteDecision(id);
  await announce({ repositoryId: release.repositoryId, topic: "decision" });
}
