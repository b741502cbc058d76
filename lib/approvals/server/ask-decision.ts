import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { command } from "@/lib/command/command";
import { database, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CandidateName } from "@/lib/releases/candidates";
import type { VersionType } from "@/lib/releases/version";
import { canonicalJson, type DecisionFacts } from "../facts";
import { type Policy, slotSchema } from "../policy";
import type { StoredAnswer } from "./decision-row";
import { fingerprintOf } from "./digest";
import { gatherFacts } from "./gather-facts";
import { databaseNow } from "./judge";
import { refreshTeams } from "./people";
import { readHands } from "./read-hands";
import { readPolicy } from "./read-policy";
import { resolvePeople } from "./resolve-people";

const HOUR = 3_600_000;

const input = z.object({
  /** Made by the browser, so that a repeated request finds the first. */
  decisionId: z.uuid(),
  repositoryId: z.uuid(),
  version: z.string().max(100),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  words: z.string().trim().max(5_000),
  /** Beside those of the settings, which nobody can leave out. */
  extraSlots: z.array(slotSchema).max(10),
});
type Asked = z.infer<typeof input>;

interface Prepared {
  candidate: Awaited<ReturnType<typeof findCandidate>>;
  policy: Policy;
  answers: StoredAnswer[];
  facts: DecisionFacts;
}

async function prepare(actor: Actor, asked: Asked): Promise<Prepared> {
  const candidate = await findCandidate(asked);
  const own = await readPolicy(asked.repositoryId, candidate.releaseType);
  const extra = asked.extraSlots.length > 0 ? await (await resolvePeople(actor.id)).slots(asked.extraSlots) : [];
  const policy = addSlots(own, extra);
  const answers = policy.questions.map((question): StoredAnswer => ({ question, answer: null, words: "", by: null, at: null }));
  await refreshTeams(candidate.release.repository, policy, ROLE_AGE.change);
  const subject = {
    version: candidate.version,
    policy,
    answers,
    release: candidate.release,
    releaseId: candidate.releaseId,
    refName: candidate.refName,
  };
  // So that the room can say at once whose work it is.
  await readHands(subject, candidate.sha);
  return { candidate, policy, answers, facts: await gatherFacts(subject, candidate.sha) };
}

/** Opens a round: asks everybody who holds a slot whether to publish this candidate from exactly this commit with exactly these notes. */
export const askDecision = command({
  permission: "release.ask",
  input,
  repositoryOf: async ({ repositoryId }) => repositoryId,
  prepare,
  async run({ tx, actor, prepared: { candidate, policy, answers, facts } }, { decisionId, repositoryId, version, words }) {
    const repeated = await tx.decision.findUnique({ where: { id: decisionId }, select: { askedBy: true } });
    if (repeated && repeated.askedBy !== actor.id) throw new AppError("conflict", "Somebody else's round has this number. Ask again.");
    if (repeated) return { value: { decisionId }, events: [] };
    const { releaseId } = candidate;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`decision:${releaseId}:${version}`}))`;
    await requireNoRound(tx, releaseId, version);
    const [last] = await tx.decision.findMany({
      where: { releaseId, version },
      orderBy: { round: "desc" },
      take: 1,
      select: { round: true },
    });
    const round = (last?.round ?? 0) + 1;
    const now = await databaseNow(tx);
    await tx.decision.create({
      data: {
        id: decisionId,
        releaseId,
        version,
        releaseType: candidate.releaseType,
        round,
        refName: candidate.refName,
        policy: policy as object,
        answers: answers.map((answer) => ({ ...answer })),
        facts: facts as object,
        fingerprint: fingerprintOf(facts),
        standing: "open",
        counting: [],
        askedBy: actor.id,
        words,
        createdAt: now,
        dueAt: policy.dueHours === null ? null : new Date(now.getTime() + policy.dueHours * HOUR),
      },
      select: { id: true },
    });
    return {
      value: { decisionId },
      events: [
        {
          type: "decision.asked",
          repositoryId,
          releaseId,
          sentence: `Asked for a go/no-go on ${version} at ${facts.sha.slice(0, 7)}${round > 1 ? `, round ${round}` : ""}`,
          data: { decisionId, round, fingerprint: fingerprintOf(facts), facts: canonicalJson(facts) },
        },
      ],
      changes: [
        { repositoryId, topic: "decision" },
        { repositoryId, topic: "release" },
      ],
    };
  },
});

async function requireNoRound(tx: Tx, releaseId: string, version: string): Promise<void> {
  const known = await tx.decision.findFirst({ where: { releaseId, version, state: { in: ["open", "tagging", "tagged"] } } });
  if (!known) return;
  throw new AppError(
    "conflict",
    known.state === "tagged"
      ? `${version} was decided and tagged in round ${known.round}. A tag is never moved: a change needs another version.`
      : `Round ${known.round} on ${version} is open. Vote in it, or end it before you ask again.`,
    { detail: { decisionId: known.id } },
  );
}

async function findCandidate({ repositoryId, version, sha }: Asked) {
  const candidate = await database().candidate.findFirst({
    where: { version, sha, release: { repositoryId } },
    include: { release: { include: { repository: true } } },
  });
  if (!candidate) throw new AppError("not-found", `There is no candidate ${version} at ${sha.slice(0, 7)}. Look at the candidates again.`);
  if (candidate.goneAt)
    throw new AppError("blocked", `No branch or tag points at ${sha.slice(0, 7)} any more. Ask for the candidate that took its place.`);
  const { release } = candidate;
  if (release.publishedAt && candidate.type === "final")
    throw new AppError("blocked", `${version} is published already, so there is nothing left to decide.`);
  return { ...candidate, releaseType: candidate.type as VersionType, refName: refNameOf(candidate.names as unknown as CandidateName[]) };
}

/** What is decided on: the branch that can still move, else the branch of the pull request, else the tag. */
function refNameOf(names: CandidateName[]): string {
  const of = (kind: CandidateName["kind"]) => names.find((name) => name.kind === kind)?.name;
  const branch = of("branch") ?? of("pull-request");
  if (branch !== undefined) return `refs/heads/${branch}`;
  return `refs/tags/${of("tag") ?? ""}`;
}

function addSlots(policy: Policy, extra: Asked["extraSlots"]): Policy {
  const names = new Set(policy.slots.map(({ name }) => name.toLowerCase()));
  const clash = extra.find(({ name }) => names.has(name.toLowerCase()));
  if (clash) throw new AppError("invalid", `${clash.name} is a slot already. Give the additional one another name.`);
  if (policy.slots.length + extra.length > 20) throw new AppError("invalid", "A round has twenty slots at most. Leave some out.");
  return { ...policy, slots: [...policy.slots, ...extra] };
}
