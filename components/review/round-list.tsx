import { Markdown } from "@/components/changelog/markdown";
import { Ago } from "@/components/ui/ago";
import { Avatar } from "@/components/ui/avatar";
import { listRounds } from "@/lib/review/list-rounds";
import type { StepView } from "@/lib/review/review-view";
import { describeDifference } from "@/lib/review/text-snapshot";

/** Every round in order: who asked, who answered what, and on which text. */
export function RoundList({ steps }: { steps: StepView[] }) {
  return (
    <ol className="grid gap-3">
      {listRounds(steps).map((round) => (
        <li key={round.number}>
          <h4 className="text-xs text-ink-3">Round {round.number}</h4>
          <ol className="ms-[8px] border-s border-line-strong">
            {round.steps.map((step) => (
              <li key={step.id} data-step={step.kind} className="-ms-[9px] grid grid-cols-[18px_minmax(0,1fr)] gap-x-2 py-1.5">
                <Avatar name={step.by.name} />
                <div>
                  <p>
                    <b>{step.by.name}</b> {deedOf(step)}{" "}
                    <span className="text-xs text-ink-3">
                      <Ago at={step.at} suffix=" ago" />
                    </span>
                  </p>
                  <p className="text-xs text-ink-3">
                    Text <code title={`SHA-256 ${step.digest}`}>{step.digest.slice(0, 7)}</code>, revision {step.revision}
                    {step.isExact ? ", as it is now" : ""}
                  </p>
                  {step.words && <Markdown text={step.words} />}
                </div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function deedOf({ kind, isExact, difference, isOwnText }: StepView): string {
  if (kind === "ask") return "asked for a review";
  if (kind === "request-changes") return "requested changes";
  const stale = isExact ? "" : `, stale now${difference ? `: ${describeDifference(difference)} changed since` : ""}`;
  return `approved ${isOwnText ? "own text" : "the text"}${stale}`;
}
