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

export interface CommandContext {
  tx: Tx;
  actor: Actor;
  now: Date;
}

export interface CommandResult<Value> {
  value: Value;
  /** None only when nothing was changed. */
  events: AuditEvent[];
  changes?: Change[];
  /** What must not happen before others can see the change, such as waking a worker. */
  afterCommit?: () => Promise<void>;
}

interface Definition<Schema extends z.ZodType, Value> {
  permission: Permission;
  input: Schema;
  /** The repository the permission is asked for. Throws `not-found` when the input names nothing. */
  repositoryOf: (input: z.infer<Schema>) => Promise<string>;
  /** How old GitHub's word on the person's role may be; a minute unless said otherwise. */
  maximumRoleAge?: number;
  run: (context: CommandContext, input: z.infer<Schema>) => Promise<CommandResult<Value>>;
}

/** A change that a person asks for: authorised, parsed, done with its audit event in one transaction, announced. */
export type Command<Value> = (actor: Actor, input: unknown) => Promise<Value>;

/** Builds a command; none of its parts can be forgotten. Conflicts between transactions are tried again. */
export function command<Schema extends z.ZodType, Value>(definition: Definition<Schema, Value>): Command<Value> {
  return async (actor, raw) => {
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError(
        "invalid",
        `The request could not be read: ${issue?.path.join(".") || "it"} ${issue?.message ?? "is wrong"}. Reload the page and try again.`,
      );
    }
    await authorize(actor, definition.permission, await definition.repositoryOf(parsed.data), definition.maximumRoleAge ?? ROLE_AGE.change);
    const result = await inTransaction((tx) => definition.run({ tx, actor, now: new Date() }, parsed.data), actor);
    await result.afterCommit?.();
    await announce(...(result.changes ?? []));
    return result.value;
  };
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
