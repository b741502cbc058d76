import type { StepView } from "./review-view";
import { describeDifference } from "./text-snapshot";

/** Where the review of a text stands, as sentences: the one that counts first. */
export interface Standing {
  state: "nobody" | "asked" | "changes-requested" | "approved" | "stale";
  sentence: string;
  also: string[];
}

/** A65, A66: the latest verdict of each person counts, and only for the text it was given on. */
export function readStanding(steps: StepView[]): Standing {
  const verdicts = latestVerdicts(steps);
  const requests = verdicts.filter(({ kind }) => kind === "request-changes");
  const approvals = verdicts.filter(({ kind }) => kind === "approve");
  const said: Omit<Standing, "also">[] = [];
  const say = (state: Standing["state"], sentence: string) => said.push({ state, sentence });

  const exactRequests = requests.filter(({ isExact }) => isExact);
  if (exactRequests.length > 0) say("changes-requested", `Changes requested by ${nameAll(exactRequests)}.`);
  const standing = approvals.filter(({ isExact, isOwnText }) => isExact && !isOwnText);
  if (standing.length > 0) say("approved", `Approved by ${nameAll(standing)} on exactly this text.`);
  for (const step of requests.filter(({ isExact }) => !isExact))
    say("stale", `${step.by.name} requested changes, and the text changed since${howMuch(step)}.`);
  for (const step of approvals.filter(({ isExact, isOwnText }) => !isExact && !isOwnText))
    say("stale", `The text changed after ${step.by.name} approved it${howMuch(step)}.`);
  if (said.length === 0) say("nobody", "Nobody has approved this text.");
  for (const { by } of approvals.filter(({ isExact, isOwnText }) => isExact && isOwnText))
    say("nobody", `${by.name} approved it and also wrote in it: own text, so somebody else should approve it.`);
  const asked = steps.at(-1);
  if (asked?.kind === "ask") say("asked", `${asked.by.name} asked for a review.`);

  const [first, ...also] = said;
  const state = first?.state === "nobody" && asked?.kind === "ask" ? "asked" : (first?.state ?? "nobody");
  return { state, sentence: first?.sentence ?? "", also: also.map(({ sentence }) => sentence) };
}

/** The verdicts that count: each person's latest, in order. */
export function latestVerdicts<Step extends { kind: StepView["kind"]; by: { id: string } }>(steps: Step[]): Step[] {
  const latest = new Map<string, Step>();
  for (const step of steps) {
    if (step.kind === "ask") continue;
    latest.delete(step.by.id);
    latest.set(step.by.id, step);
  }
  return [...latest.values()];
}

const howMuch = ({ difference }: StepView) => (difference ? `: ${describeDifference(difference)}` : "");

function nameAll(steps: StepView[]): string {
  const names = steps.map(({ by }) => by.name);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}
