import { StateLabel } from "@/components/ui/state";
import type { BudgetView, LimitView } from "@/lib/administration/administration-view";

const RESOURCES: Record<string, string> = { core: "REST", graphql: "GraphQL", search: "search" };
const REASONS = { primary: "the limit of an hour is used up", secondary: "GitHub asked to slow down" };

/** What one identity has left of its hour, what it spent, and whether it must wait. */
export function Budget({ budget: { name, limits, paused, used } }: { budget: BudgetView }) {
  const requests = used.reduce((sum, line) => sum + line.requests, 0);
  const unchanged = used.reduce((sum, line) => sum + line.unchanged, 0);
  return (
    <li className="grid gap-x-6 gap-y-2 px-3.5 py-3 md:grid-cols-[minmax(0,220px)_minmax(0,320px)_minmax(0,1fr)]">
      <div>
        <h3 className="font-medium">{name}</h3>
        {paused ? (
          <StateLabel state="stale">Paused</StateLabel>
        ) : (
          <span className="text-xs text-ink-3">{requests === 0 ? "asked nothing this hour" : "not paused"}</span>
        )}
        {paused && (
          <p className="text-xs text-ink-2">
            until {paused.until.slice(11, 19)} UTC: {REASONS[paused.reason]}
          </p>
        )}
      </div>
      <ul className="grid content-start gap-2">
        {limits.map((limit) => (
          <Limit key={limit.resource} limit={limit} />
        ))}
        {limits.length === 0 && <li className="text-xs text-ink-3">GitHub told no limit.</li>}
      </ul>
      <div className="text-xs text-ink-2">
        <p className="tabular">
          {requests === 1 ? "1 request" : `${requests} requests`} this hour, {unchanged} of them answered “not modified” and not counted
        </p>
        <ul className="tabular flex flex-wrap gap-x-3.5 text-ink-3">
          {used.map((line) => (
            <li key={line.kind}>
              {line.kind} {line.requests}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function Limit({ limit: { resource, limit, remaining, resetAt } }: { limit: LimitView }) {
  const name = RESOURCES[resource] ?? resource;
  return (
    <li className="text-xs">
      <p className="tabular flex justify-between gap-2 text-ink-2">
        <span>
          {name}: {remaining} of {limit} left
        </span>
        <span className="text-ink-3">full at {resetAt.slice(11, 16)} UTC</span>
      </p>
      <div aria-hidden className="mt-0.5 h-1 overflow-hidden rounded-full bg-press">
        <div className="h-1 rounded-full bg-ink-3" style={{ width: `${limit > 0 ? (100 * remaining) / limit : 0}%` }} />
      </div>
    </li>
  );
}
