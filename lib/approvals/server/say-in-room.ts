import { z } from "zod";
import { command } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { lockDecision, lockOpenDecision, repositoryOfDecision } from "./decision-row";
import { fingerprintOf } from "./digest";
import { toAnswer } from "./gather-facts";
import { noteFacts } from "./note-decision";

/** More would be no room any more. */
const MOST_REMARKS = 500;

/** Says something beside the votes. */
export const addRemark = command({
  permission: "release.comment",
  input: z.object({ remarkId: z.uuid(), decisionId: z.uuid(), text: z.string().trim().min(1, "is empty").max(10_000) }),
  repositoryOf: repositoryOfDecision,
  async run({ tx, actor }, { remarkId, decisionId, text }) {
    const decision = await lockDecision(tx, decisionId);
    const repeated = await tx.remark.findUnique({ where: { id: remarkId }, select: { userId: true } });
    if (repeated && repeated.userId !== actor.id)
      throw new AppError("conflict", "Somebody else's remark has this number. Send yours again.");
    if (repeated) return { value: { remarkId }, events: [] };
    if ((await tx.remark.count({ where: { decisionId } })) >= MOST_REMARKS)
      throw new AppError("conflict", `This round has ${MOST_REMARKS} remarks. Go on in an issue, and say here where.`);
    await tx.remark.create({ data: { id: remarkId, decisionId, userId: actor.id, name: actor.name, text }, select: { id: true } });
    return {
      value: { remarkId },
      events: [
        {
          type: "decision.commented",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Commented on the go/no-go of ${decision.version}`,
          data: { decisionId, remarkId },
        },
      ],
      changes: [{ repositoryId: decision.release.repositoryId, topic: "decision" }],
    };
  },
});

/** Answers a question about the candidate. Votes are bound to the answers: another one makes them void. */
export const answerQuestion = command({
  permission: "release.ask",
  input: z.object({
    decisionId: z.uuid(),
    question: z.string(),
    answer: z.enum(["yes", "no"]),
    words: z.string().trim().max(2_000),
    /** What the person had before them. */
    fingerprint: z.string(),
  }),
  repositoryOf: repositoryOfDecision,
  async run({ tx, actor, now }, { decisionId, question, answer, words, fingerprint }) {
    const decision = await lockOpenDecision(tx, decisionId);
    if (answer === "no" && words === "") throw new AppError("invalid", "Say what an operator cannot tell: a no takes a few words.");
    const known = decision.answers.find((one) => one.question === question);
    if (!known) throw new AppError("not-found", "This question is not asked in this round. Reload the page.");
    if (known.answer === answer && known.words === words) return { value: { fingerprint: decision.fingerprint }, events: [] };
    if (fingerprint !== decision.fingerprint)
      throw new AppError("conflict", "Something changed while you were reading. Look at what changed, then answer again.");
    const answers = decision.answers.map((one) =>
      one.question === question ? { question, answer, words, by: actor.name, at: now.toISOString() } : one,
    );
    await tx.decision.update({ where: { id: decisionId }, data: { answers: answers.map((one) => ({ ...one })) }, select: { id: true } });
    const facts = { ...decision.facts, answers: answers.map(toAnswer) };
    const turned = await noteFacts(tx, { ...decision, answers }, facts);
    return {
      value: { fingerprint: fingerprintOf(facts) },
      events: [
        {
          type: "decision.answered",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Answered “${question}” with ${answer} for ${decision.version}`,
          data: { decisionId, question, answer },
        },
        ...turned.filter(({ data }) => (data?.voided ?? 0) !== 0),
      ],
      changes: [{ repositoryId: decision.release.repositoryId, topic: "decision" }],
    };
  },
});
