import { isNewer } from "@/lib/runs/run-state";

/** What another App, or a tool with a token, says of a commit; the jobs of workflows are told of by their runs. */
export interface Check {
  /** A check run of an App, or a commit status. */
  source: "check-run" | "status";
  /** GitHub's number of this report; a later one of the same name has a higher number. */
  id: bigint;
  sha: string;
  /** Slug of the App; empty for a status, which does not say whose it is. */
  app: string;
  /** A status is named by its context. */
  name: string;
  status: string;
  conclusion: string | null;
  /** What was found, in the words of who reports it. */
  sentence: string;
  url: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
}

type Report = Pick<Check, "id" | "status" | "conclusion">;

/** GitHub's own App: its check runs are the jobs of workflows, with the same ids. */
const ACTIONS_APP = "github-actions";

/** True for a check run that is mirrored as the job it also is. */
export function isJob({ source, app }: Pick<Check, "source" | "app">): boolean {
  return source === "check-run" && app === ACTIONS_APP;
}

/**
 * Whether a report may overwrite the one we hold of the same App and name: a later report ("latest" in "List check runs for
 * a Git reference", the last status of a context), or the same one further on. Never by times, which the App chooses.
 */
export function isNewerReport(incoming: Report, held: Report | null): boolean {
  return isNewer(toAttempt(incoming), held && toAttempt(held));
}

/**
 * Whether the same report says something else that is not further on: its App may have begun it again, or changed its
 * verdict ("Update a check run"), or the news is late. Unlike a run, a completed one can go back; GitHub has to be asked.
 */
export function isDoubtfulReport(incoming: Report, held: Report | null): boolean {
  return (
    held !== null &&
    held.id === incoming.id &&
    (held.status !== incoming.status || held.conclusion !== incoming.conclusion) &&
    !isNewerReport(incoming, held)
  );
}

/** A report is to its name what an attempt is to its run. */
const toAttempt = ({ id, status }: Report) => ({ attempt: Number(id), status });
