import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { STATES } from "@/components/ui/state";
import type { CheckView } from "@/lib/releases/check-view";

/** What other Apps and tools say of the candidate that is looked at; nothing where none of them does. */
export function ReportedChecks({ checks }: { checks: CheckView[] }) {
  if (checks.length === 0) return null;
  return (
    <Card title="Checks of other tools" detail={checks.length}>
      <ul className="divide-y divide-line">
        {checks.map((check) => (
          <ReportedCheck key={`${check.source} ${check.app} ${check.name}`} check={check} />
        ))}
      </ul>
    </Card>
  );
}

function ReportedCheck({ check }: { check: CheckView }) {
  const { state, app, name, sentence, url, checkedAt, completedAt, startedAt } = check;
  const since = completedAt ?? startedAt;
  return (
    <li className="flex items-start gap-2 px-3.5 py-2.5" data-check={name} data-state={state}>
      <Icon name={state} label={STATES[state].word} className={STATES[state].ink} />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <b className="min-w-0 font-semibold wrap-anywhere">{name}</b>
          {app && <span className="text-xs text-ink-3">{app}</span>}
        </span>
        {sentence && <span className="text-ink-2 wrap-anywhere">{sentence}</span>}
        <span className="flex flex-wrap gap-x-3 text-xs text-ink-3">
          {since && <Ago at={since} suffix=" ago" />}
          <span>
            confirmed <Ago at={checkedAt} suffix=" ago" />
          </span>
          {url && (
            <a href={url} rel="noreferrer" className="ms-auto inline-flex items-center gap-1 hover:text-ink hover:underline">
              Open its report
              <span className="sr-only"> on {name}</span>
              <Icon name="out" size={14} />
            </a>
          )}
        </span>
      </span>
    </li>
  );
}
