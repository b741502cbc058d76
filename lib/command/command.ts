import type { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { recordEvent } from "@/lib/audit/server/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database, type Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/sql-state";
import { AppError } from "@/lib/errors/app-error";
import { announce, type Change } from "@/lib/live/announce";

const ATTEMPTS = 3;

export interface CommandContext<Prepared = unknown> {
  tx: Tx;
  actor: Actor;
  now: Date;
  prepared: Prepared;
}

export interface CommandResult<Value> {
  value: Value;
  /** None only when nothing was changed. */
  events: AuditEvent[];
  changes?: Change[];
  /** What must not happen before others can see the change, such as waking a worker. */
  afterCommit?: () => Promise<void>;
}

interface Definition<Schema extends z.ZodType, Value, Prepared> {
  permission: Permission;
  input: Schema;
  /** The repository the permission is asked for. Throws `not-found` when the input names nothing. */
  repositoryOf: (input: z.infer<Schema>) => Promise<string>;
  /** How old GitHub's word on the person's role may be; a minute unless said otherwise. */
  maximumRoleAge?: number;
  /** What has to be asked of GitHub before the transaction, in which nothing waits for it; the person is authorised already. */
  prepare?: (actor: Actor, input: z.infer<Schema>) => Promise<Prepared>;
  run: (context: CommandContext<Prepared>, input: z.infer<Schema>) => Promise<CommandResult<Value>>;
}

/** A change that a person asks for: authorised, parsed, done with its audit event in one transaction, announced. */
export interface Command<Value> {
  (actor: Actor, input: unknown): Promise<Value>;
  permission: Permission;
}

/** Builds a command; none of its parts can be forgotten. Conflicts between transactions are tried again. */
export function command<Schema extends z.ZodType, Value, Prepared = undefined>(
  definition: Definition<Schema, Value, Prepared>,
): Command<Value> {
  const act = async (actor: Actor, raw: unknown) => {
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError(
        "invalid",
        `The request could not be read: ${issue?.path.join(".") || "it"} ${issue?.message ?? "is wrong"}. Reload the page and try again.`,
      );
    }
    await authorize(actor, definition.permission, await definition.repositoryOf(parsed.data), definition.maximumRoleAge ?? ROLE_AGE.change);
    // Without `prepare` nobody looks at what it made.
    const prepared = (await definition.prepare?.(actor, parsed.data)) as Prepared;
    const result = await inTransaction((tx) => definition.run({ tx, actor, now: new Date(), prepared }, parsed.data), actor);
    await result.afterCommit?.();
    await announce(...(result.changes ?? []));
    return result.value;
  };
  return Object.assign(act, { permission: definition.permission });
}

/** Runs a change with its events; for what Slipway does by itself the actor is null. */
export async function inTransaction<Value>(
  run: (tx: Tx) => Promise<CommandResult<Value>>,
  actor: Actor | null,
): Promise<CommandResult<Value>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().$transaction(async (tx) => {
        const result = await run(tx);
        for (const event of result.events) await recordEvent(tx, actor, event);
        return result;
      });
    } catch (error) {
      const isConflict = ["40001", "40P01"].includes(sqlState(error) ?? "");
      if (!isConflict || attempt >= ATTEMPTS) throw error;
    }
  }
}
