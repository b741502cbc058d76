import type { AuditEvent } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { githubError, githubStatus } from "@/lib/github/github-error";
import { claimEffect, type EffectRow, markConflict, planOnce, readEffect, releaseEffect, rememberHint, reopenEffect } from "./effect-rows";

/** What a look at GitHub found of a planned effect. */
export type Probe<Outcome> = { found: "done"; outcome: Outcome } | { found: "nothing" } | { found: "conflict"; error: AppError };

/** One kind of act on GitHub: how to do it, and how to see whether it was done. */
export interface EffectKind<Plan, Outcome> {
  kind: string;
  /** Completes "GitHub could not …". */
  words: string;
  /**
   * For how long an act whose answer was lost may still show up at GitHub; nothing is repeated before. None where GitHub
   * itself refuses a second one (compare-and-set).
   */
  settleMilliseconds: number;
  /** Looks, and changes nothing. `hint` is what the last attempt remembered. */
  probe: (plan: Plan, hint: Partial<Outcome>) => Promise<Probe<Outcome>>;
  /** Acts once; what must be known should the answer get lost is remembered on the way. */
  act: (plan: Plan, remember: (hint: Partial<Outcome>) => Promise<void>) => Promise<Outcome>;
  /** A refusal in words of its own; null leaves GitHub's. */
  explain?: (error: unknown) => AppError | null;
  /** Whether an effect that was done still stands; without it, done is done. */
  stands?: (outcome: Outcome, plan: Plan) => Promise<boolean>;
}

/** An effect as somebody asks for it. */
export interface EffectOrder<Plan, Outcome> {
  kind: EffectKind<Plan, Outcome>;
  /** Two orders with one key are one effect. */
  key: string;
  actor: Actor | null;
  releaseId: string | null;
  /** What is asked for; another request under a key that is not done is another plan. */
  request: unknown;
  /** Makes the plan, with everything pinned that a repetition must not change, and the sentence of the record. */
  plan: () => Promise<{ plan: Plan; event: AuditEvent }>;
  /** What else becomes true, in the transaction that records the effect as done; exactly once. */
  finish: (tx: Tx, outcome: Outcome, plan: Plan) => Promise<AuditEvent[]>;
}

/** While somebody else acts, GitHub and the ledger are looked at less and less often: a hundred who wait must not slow down the one. */
const FIRST_PAUSE_MILLISECONDS = 150;
const LONGEST_LEDGER_PAUSE_MILLISECONDS = 1_000;
const LONGEST_GITHUB_PAUSE_MILLISECONDS = 2_400;
/** How long one of many presses waits for the one that acts, which may ask GitHub for several things. */
const PATIENCE_MILLISECONDS = 20_000;

/**
 * The effect ledger (RELIABILITY 4): planned → attempting → done or conflict. Looks before it acts, acts once at a time,
 * and records the outcome with its consequences in one transaction. Killed at any point and asked again, however often
 * and by however many at once, it ends with one effect.
 */
export async function runEffect<Plan, Outcome>(order: EffectOrder<Plan, Outcome>): Promise<Outcome> {
  const { key, kind } = order;
  let row: EffectRow<Plan, Outcome> = await planOnce(order);
  const start = Date.now();
  let [ledgerPause, githubPause] = [FIRST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS];
  for (let lookAt = start; ; row = await readEffect<Plan, Outcome>(key)) {
    if (row.state === "done") {
      // A done effect's hint is its whole outcome.
      const outcome = row.hint as Outcome;
      if (!kind.stands || (await kind.stands(outcome, row.plan))) return outcome;
      await reopenEffect(key);
      row = await planOnce(order);
    }
    if (row.state !== "attempting" || Date.now() >= lookAt) {
      const probe = await kind.probe(row.plan, row.hint);
      if (probe.found === "done") return finish(order, row.plan, probe.outcome);
      // What was looked for with an old hint may be the work of another press.
      if (probe.found === "conflict" && (await isUnchanged(key, row))) return refuse(key, probe.error);
      if (probe.found === "nothing" && (await claimEffect(key, kind.settleMilliseconds))) return attempt(order, row.plan);
      lookAt = Date.now() + githubPause;
      githubPause = Math.min(githubPause * 2, LONGEST_GITHUB_PAUSE_MILLISECONDS);
    }
    if (Date.now() - start > PATIENCE_MILLISECONDS) throw stillUnknown(kind.words);
    await new Promise((resolve) => setTimeout(resolve, ledgerPause));
    ledgerPause = Math.min(ledgerPause * 1.5, LONGEST_LEDGER_PAUSE_MILLISECONDS);
  }
}

async function attempt<Plan, Outcome>(order: EffectOrder<Plan, Outcome>, plan: Plan): Promise<Outcome> {
  const { key, kind } = order;
  let outcome: Outcome;
  try {
    outcome = await kind.act(plan, (hint) => rememberHint(key, hint));
  } catch (error) {
    // Whatever GitHub said, what counts is what is there now.
    const probe = await kind.probe(plan, (await readEffect<Plan, Outcome>(key)).hint);
    if (probe.found === "done") return finish(order, plan, probe.outcome);
    if (probe.found === "conflict") return refuse(key, probe.error);
    const isRefused = error instanceof AppError ? error.detail.isUnclear !== true : (githubStatus(error) ?? 500) < 500;
    if (isRefused) await releaseEffect(key);
    else if (kind.settleMilliseconds > 0) throw stillUnknown(kind.words, error);
    throw kind.explain?.(error) ?? githubError(error, kind.words);
  }
  return finish(order, plan, outcome);
}

async function finish<Plan, Outcome>(order: EffectOrder<Plan, Outcome>, plan: Plan, outcome: Outcome): Promise<Outcome> {
  const { key, actor } = order;
  await inTransaction(async (tx) => {
    // Of many presses at once exactly one finds the effect not done yet.
    const done = await tx.effect.updateMany({
      where: { key, state: { not: "done" } },
      data: { state: "done", result: outcome as object, endedAt: new Date() },
    });
    return { value: null, events: done.count === 0 ? [] : await order.finish(tx, outcome, plan) };
  }, actor);
  return outcome;
}

async function isUnchanged<Plan, Outcome>(key: string, row: EffectRow<Plan, Outcome>): Promise<boolean> {
  const now = await readEffect<Plan, Outcome>(key);
  return now.state === row.state && JSON.stringify(now.hint) === JSON.stringify(row.hint);
}

async function refuse(key: string, error: AppError): Promise<never> {
  await markConflict(key);
  throw error;
}

function stillUnknown(words: string, cause?: unknown): AppError {
  return new AppError(
    "upstream",
    `GitHub did not say whether it could ${words}. Press again in half a minute: Slipway looks first, and does it only if it was not done.`,
    { cause },
  );
}
