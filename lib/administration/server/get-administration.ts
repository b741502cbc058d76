import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import type { AdministrationView, BudgetView, DeliveryView } from "../administration-view";
import { readOutcome } from "../read-outcome";
import { requireAdministered } from "./administered-repositories";
import { getGithubState } from "./get-github-state";
import { listInstallationGrants } from "./list-installation-grants";

/** Deliveries that are looked through, and those that are shown of them. */
const RECENT_DELIVERIES = 500;
const SHOWN_DELIVERIES = 50;

type Administered = Awaited<ReturnType<typeof requireAdministered>>;

/** GitHub's state, what each identity may still ask, and the webhooks of late: as far as it concerns repositories this person administers. */
export async function getAdministration(actor: Actor): Promise<AdministrationView> {
  const repositories = await requireAdministered(actor);
  const names = await listIdentities(repositories);
  const [github, installations, budgets, deliveries] = await Promise.all([
    getGithubState(),
    listInstallationGrants(new Set(repositories.map(({ installationId }) => Number(installationId)))),
    listBudgets(names),
    listDeliveries(repositories),
  ]);
  return { github, installations, budgets, deliveries };
}

/** The App, its installations behind these repositories, and the people who work in them. */
async function listIdentities(repositories: Administered): Promise<Map<string, string>> {
  const people = await database().user.findMany({
    where: { access: { some: { repositoryId: { in: repositories.map(({ id }) => id) }, role: { not: "none" } } } },
    orderBy: { login: "asc" },
  });
  return new Map([
    ["app", "The App itself"],
    ...repositories.map(({ installationId, owner }) => [`installation:${installationId}`, `The background, on ${owner}`] as const),
    ...people.map(({ id, login }) => [`user:${id}`, login] as const),
  ]);
}

async function listBudgets(names: Map<string, string>): Promise<BudgetView[]> {
  const identities = [...names.keys()];
  const [rows, used] = await Promise.all([
    database().requestBudget.findMany({ where: { identity: { in: identities } }, orderBy: { resource: "asc" } }),
    database().requestUse.findMany({
      where: { identity: { in: identities }, hour: { gt: new Date(Date.now() - 3_600_000) } },
      orderBy: [{ requests: "desc" }, { kind: "asc" }],
    }),
  ]);
  const now = new Date();
  return identities.flatMap((identity): BudgetView[] => {
    const own = rows.filter((row) => row.identity === identity);
    const spent = used.filter((row) => row.identity === identity);
    if (own.length === 0 && spent.length === 0) return [];
    const [paused] = own
      .flatMap(({ pausedUntil, reason }) => (pausedUntil && pausedUntil > now ? [{ until: pausedUntil.toISOString(), reason }] : []))
      .sort((a, b) => b.until.localeCompare(a.until));
    return [
      {
        identity,
        name: names.get(identity) ?? identity,
        limits: own.flatMap(({ resource, limit, remaining, resetAt }) =>
          limit === null || remaining === null || !resetAt
            ? []
            : [{ resource, limit, remaining: resetAt > now ? remaining : limit, resetAt: resetAt.toISOString() }],
        ),
        paused: paused ? { until: paused.until, reason: paused.reason === "primary" ? "primary" : "secondary" } : null,
        used: spent.map(({ kind, requests, unchanged }) => ({ kind, requests, unchanged })),
      },
    ];
  });
}

interface DeliveryRow {
  guid: string;
  event: string;
  action: string | null;
  repository: string | null;
  receivedAt: Date;
  outcome: string | null;
}

async function listDeliveries(repositories: Administered): Promise<DeliveryView[]> {
  const rows = await database().$queryRaw<DeliveryRow[]>`
    select guid, event, action, payload -> 'repository' ->> 'full_name' as repository, "receivedAt", outcome
    from (select * from "Delivery" order by "receivedAt" desc limit ${RECENT_DELIVERIES}) recent
    where (payload -> 'repository' ->> 'id')::bigint = any(${repositories.map(({ githubId }) => githubId)})
      or (payload -> 'repository' is null and (payload -> 'installation' ->> 'id')::bigint = any(${repositories.map(({ installationId }) => installationId)}))
    order by "receivedAt" desc limit ${SHOWN_DELIVERIES}`;
  return rows.map(({ outcome, receivedAt, ...row }) => ({ ...row, receivedAt: receivedAt.toISOString(), ...readOutcome(outcome) }));
}
