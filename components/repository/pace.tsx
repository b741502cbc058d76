import { Card } from "@/components/ui/card";
import type { ReleaseView } from "@/lib/releases/release-views";

const YEAR = 365 * 86_400_000;

/** How often finals come: counts of the last twelve months. */
export function Pace({ releases }: { releases: ReleaseView[] }) {
  const finals = releases.flatMap(({ publishedAt, candidates }) =>
    publishedAt && Date.now() - Date.parse(publishedAt) < YEAR
      ? [{ at: Date.parse(publishedAt), candidates: candidates.filter(({ type }) => type !== "final").length }]
      : [],
  );
  if (finals.length < 2) return null;
  const times = finals.map(({ at }) => at);
  const days = Math.round((Math.max(...times) - Math.min(...times)) / 86_400_000 / (finals.length - 1));
  const perFinal = finals.reduce((sum, { candidates }) => sum + candidates, 0) / finals.length;
  const facts: [string, string, string][] = [
    ["Finals", String(finals.length), ""],
    ["Every", String(days), "days"],
    ["Per final", perFinal.toFixed(1), "rc"],
  ];
  return (
    <Card title="Pace" detail="last 12 months">
      <dl className="grid grid-cols-3 divide-x divide-line">
        {facts.map(([name, value, unit]) => (
          <div key={name} className="px-3.5 py-2.5">
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className="tabular text-xl leading-[26px] font-[620] tracking-tight">
              {value} <span className="text-xs font-normal text-ink-3">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
