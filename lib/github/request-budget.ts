import { database } from "@/lib/db/client";
import { announce } from "@/lib/live/announce";
import type { Remaining } from "@/lib/releases/sweep-rates";
import type { RequestDescription } from "./describe-request";
import type { Hold } from "./held-back";
import type { Limit } from "./read-limit";

/** So many requests in a row without an answer, over so long, and GitHub is taken to be away. */
const FAILURES = 3;
const FAILING_MILLISECONDS = 4_000;
/** While it is away one request looks whether it is back, this often, whoever sends it (RELIABILITY T16). */
const PROBE_MILLISECONDS = 30_000;
/** Longer than any request takes; a process that died leaves the queue of writes after this. */
const WRITE_LEASE_MILLISECONDS = 15_000;

/**
 * Why nothing may be asked now, by the database's clock; null when it may. While GitHub is away the one request that
 * is let through takes the place of the next ones.
 */
export async function findHold(identity: string, resource: string): Promise<Hold | null> {
  const [hold] = await database().$queryRaw<Hold[]>`
    select reason, "pausedUntil" as until, null::timestamptz as since from "RequestBudget"
    where identity = ${identity} and resource in (${resource}, 'all') and "pausedUntil" > now()
    union all
    select 'away', coalesce("probeAt", now()), "awaySince" from "GithubState" where "awaySince" is not null
    order by until desc limit 1`;
  if (hold?.reason !== "away") return hold ?? null;
  const isProbe = await database().$executeRaw`
    update "GithubState" set "probeAt" = now() + ${PROBE_MILLISECONDS} * interval '1 millisecond'
    where "awaySince" is not null and "probeAt" <= now()`;
  return isProbe > 0 ? null : findAway();
}

/** Whether GitHub is away, and when it is looked for next. */
export async function findAway(): Promise<Hold | null> {
  const [state] = await database().$queryRaw<Hold[]>`
    select 'away' as reason, coalesce("probeAt", now()) as until, "awaySince" as since from "GithubState" where "awaySince" is not null`;
  return state ?? null;
}

/** An answer, for the books: what it cost, and what it leaves. */
export interface Charge extends Pick<RequestDescription, "kind"> {
  identity: string;
  resource: string;
  status: number;
  /** As the answer's headers say; null from servers without limits. */
  left: { limit: number; remaining: number; resetInMilliseconds: number } | null;
}

/** Writes down that GitHub answered: the request, what is left, and that it is there again if it was away. */
export async function chargeAnswer({ identity, resource, kind, status, left }: Charge): Promise<void> {
  const unchanged = status === 304 ? 1 : 0;
  const { limit = null, remaining = null, resetInMilliseconds = 0 } = left ?? {};
  await database().$executeRaw`
    with used as (
      insert into "RequestUse" as u (identity, hour, kind, requests, unchanged)
      values (${identity}, date_trunc('hour', now()), ${kind}, 1, ${unchanged})
      on conflict (identity, hour, kind) do update set requests = u.requests + 1, unchanged = u.unchanged + ${unchanged}
    ), calm as (
      update "RequestBudget" set strikes = 0 where identity = ${identity} and resource = 'all' and strikes > 0 and ${status < 400}
        and ("pausedUntil" is null or "pausedUntil" <= now())
    )
    insert into "RequestBudget" as b (identity, resource, "limit", remaining, "resetAt")
    select ${identity}, ${resource}, ${limit}::int, ${remaining}::int, now() + ${resetInMilliseconds} * interval '1 millisecond'
    where ${limit}::int is not null
    on conflict (identity, resource) do update set "limit" = excluded."limit", remaining = excluded.remaining, "resetAt" = excluded."resetAt"`;
  await noteReturn();
}

/** GitHub gave an answer. */
export async function noteReturn(): Promise<void> {
  const [before] = await database().$queryRaw<{ awaySince: Date | null }[]>`
    with before as (select id, "awaySince" from "GithubState" where failures > 0 for update)
    update "GithubState" s set failures = 0, "failingSince" = null, "awaySince" = null, "probeAt" = null
    from before where s.id = before.id returning before."awaySince"`;
  if (before?.awaySince) await announce({ repositoryId: null, topic: "github" });
}

/** What an identity has left of its hour for REST; null until GitHub has told, and when the hour is over. */
export async function findRemaining(identity: string): Promise<Remaining | null> {
  const [row] = await database().$queryRaw<Remaining[]>`
    select "limit", remaining, (extract(epoch from "resetAt" - now()) * 1000)::float as "resetInMilliseconds"
    from "RequestBudget" where identity = ${identity} and resource = 'core' and "resetAt" > now() and "limit" is not null`;
  return row ?? null;
}

/** Refusals in a row that said no time. */
export async function countStrikes(identity: string): Promise<number> {
  const row = await database().requestBudget.findUnique({
    where: { identity_resource: { identity, resource: "all" } },
    select: { strikes: true },
  });
  return row?.strikes ?? 0;
}

/**
 * Nothing more of this identity until the limit is over; a secondary limit is about everything it asks for. A refusal
 * without a time counts as a strike, so that the next one waits longer. Of those that were under way together only the
 * first one counts: the others find the identity at rest, and change nothing.
 */
export async function pause(identity: string, resource: string, { reason, waitMilliseconds, isUntimed = false }: Limit): Promise<void> {
  const where = reason === "secondary" ? "all" : resource;
  const isPaused = await database().$executeRaw`
    insert into "RequestBudget" as b (identity, resource, "pausedUntil", reason)
    values (${identity}, ${where}, now() + ${waitMilliseconds} * interval '1 millisecond', ${reason})
    on conflict (identity, resource) do update set reason = excluded.reason, "pausedUntil" = greatest(b."pausedUntil", excluded."pausedUntil")
    where not ${isUntimed} or b."pausedUntil" is null or b."pausedUntil" <= now()`;
  if (isUntimed && isPaused > 0)
    await database().$executeRaw`
      insert into "RequestBudget" as b (identity, resource, strikes) values (${identity}, 'all', 1)
      on conflict (identity, resource) do update set strikes = b.strikes + 1`;
  await announce({ repositoryId: null, topic: "github" });
}

/**
 * A request got no answer: the connection broke, it took too long, or the answer was 5xx. True when that has gone on so
 * long that GitHub may be away.
 */
export async function noteFailure(): Promise<boolean> {
  const [state] = await database().$queryRaw<{ isDoubtful: boolean }[]>`
    update "GithubState" set
      failures = failures + 1,
      "failingSince" = coalesce("failingSince", now()),
      "probeAt" = now() + ${PROBE_MILLISECONDS} * interval '1 millisecond'
    returning "awaySince" is null and failures >= ${FAILURES}
      and "failingSince" <= now() - ${FAILING_MILLISECONDS} * interval '1 millisecond' as "isDoubtful"`;
  return state?.isDoubtful ?? false;
}

/** From now on GitHub is away, since the first request that got no answer. */
export async function noteAway(): Promise<void> {
  const changed = await database().$executeRaw`
    update "GithubState" set "awaySince" = "failingSince", "probeAt" = now() + ${PROBE_MILLISECONDS} * interval '1 millisecond'
    where "awaySince" is null and "failingSince" is not null`;
  if (changed > 0) await announce({ repositoryId: null, topic: "github" });
}

/** Takes the place of the one write that an identity may have under way, until the time it answers with; null while another has it. */
export async function beginWrite(identity: string): Promise<Date | null> {
  const [taken] = await database().$queryRaw<{ until: Date }[]>`
    insert into "RequestBudget" as b (identity, resource, "writingUntil")
    values (${identity}, 'all', now() + ${WRITE_LEASE_MILLISECONDS} * interval '1 millisecond')
    on conflict (identity, resource) do update set "writingUntil" = excluded."writingUntil"
    where b."writingUntil" is null or b."writingUntil" <= now()
    returning "writingUntil" as until`;
  return taken?.until ?? null;
}

/** Lets the next write in, after a pause; who was overtaken changes nothing. */
export async function endWrite(identity: string, until: Date, pauseMilliseconds: number): Promise<void> {
  await database().$executeRaw`
    update "RequestBudget" set "writingUntil" = now() + ${pauseMilliseconds} * interval '1 millisecond'
    where identity = ${identity} and resource = 'all' and "writingUntil" = ${until}`;
}
