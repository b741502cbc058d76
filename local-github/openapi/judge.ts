import { writeFileSync } from "node:fs";
import type { Exchange } from "../server";
import { createExchangeChecker } from "./check-exchange";

/** What a judge saw, with how often each violation of GitHub's description came. */
export interface Verdict {
  exchanges: number;
  queries: number;
  /** What judging took, of the time of the process. */
  milliseconds: number;
  violations: Record<string, number>;
}

export interface Judge {
  onExchange: (exchange: Exchange) => void;
  verdict: Verdict;
}

/** Refusals that GitHub's GraphQL gives reasons of this kind for; anything else says that a query does not fit its schema. */
const REFUSALS = ["NOT_FOUND", "FORBIDDEN", "STALE_DATA", "UNPROCESSABLE", "INSUFFICIENT_SCOPES", "RATE_LIMITED"];

/** Holds every exchange against GitHub's description of REST, in both directions, and every query against its GraphQL schema. */
export async function createJudge(): Promise<Judge> {
  const check = await createExchangeChecker();
  const verdict: Verdict = { exchanges: 0, queries: 0, milliseconds: 0, violations: {} };
  const onExchange = (exchange: Exchange) => {
    const start = performance.now();
    const isQuery = exchange.path === "/graphql";
    verdict[isQuery ? "queries" : "exchanges"]++;
    for (const problem of isQuery ? checkQuery(exchange) : [...checkRoute(exchange), ...check(exchange)])
      verdict.violations[problem] = (verdict.violations[problem] ?? 0) + 1;
    verdict.milliseconds += performance.now() - start;
  };
  return { onExchange, verdict };
}

/** Writes down what was seen, for whoever started the process. */
export function writeVerdict(file: string, { verdict }: Judge): void {
  writeFileSync(file, JSON.stringify(verdict));
}

/** A request that nobody wrote an answer for: either it is no request of GitHub's API, or one is missing here. */
function checkRoute({ method, path, status }: Exchange): string[] {
  return status === 501 ? [`${method} ${path.replace(/\d+|[0-9a-f]{40}/g, "…")}: local-github has no such route`] : [];
}

/** The schema itself judges a query and what it answers; its complaints carry none of the reasons that GitHub refuses with. */
function checkQuery({ responseBody }: Exchange): string[] {
  const { errors = [] } = (responseBody ?? {}) as { errors?: { type?: string; message: string }[] };
  return errors.filter(({ type }) => !type || !REFUSALS.includes(type)).map(({ message }) => `graphql: ${message}`);
}
