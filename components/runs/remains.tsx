import { Card } from "@/components/ui/card";
import { Icon, type IconName } from "@/components/ui/icon";
import type { Annotation, RunRemains } from "@/lib/runs/run-remains";
import type { RunPageView } from "@/lib/runs/run-views";

const LEVELS: Record<Annotation["level"], { icon: IconName; word: string; ink: string }> = {
  failure: { icon: "failed", word: "Error", ink: "text-failed" },
  warning: { icon: "warn", word: "Warning", ink: "text-needs-person" },
  notice: { icon: "info", word: "Notice", ink: "text-ink-3" },
};

/** What steps remarked, on files and on their jobs. */
export function Annotations({ page, annotations }: { page: RunPageView; annotations: RunRemains["annotations"] }) {
  if (annotations.length === 0) return null;
  return (
    <Card title="Annotations" detail={annotations.length}>
      <ul className="divide-y divide-line">
        {annotations.map(({ level, title, message, path, line, job }, index) => (
          <li key={index} className="flex gap-2 px-3.5 py-2">
            <Icon name={LEVELS[level].icon} label={LEVELS[level].word} className={`mt-0.5 ${LEVELS[level].ink}`} />
            <div className="min-w-0">
              {title && <p className="font-medium">{title}</p>}
              <p className="break-words whitespace-pre-wrap">{message}</p>
              <p className="text-xs text-ink-3">
                {job}
                {path && path !== ".github" && (
                  <>
                    {" · "}
                    <a href={`${page.repositoryUrl}/blob/${page.run.headSha}/${path}#L${line}`} className="hover:text-ink hover:underline">
                      {path}:{line}
                    </a>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the run uploaded; GitHub gives it to people who are signed in there. */
export function Artifacts({ page, artifacts }: { page: RunPageView; artifacts: RunRemains["artifacts"] }) {
  if (artifacts.length === 0) return null;
  return (
    <Card title="Artifacts" detail={artifacts.length}>
      <ul className="divide-y divide-line">
        {artifacts.map(({ id, name, bytes, isExpired, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2 px-3.5 py-2">
            {isExpired ? (
              <span className="text-ink-3 line-through">{name}</span>
            ) : (
              <a href={`${page.run.url}/artifacts/${id}`} className="inline-flex items-center gap-1 hover:underline">
                {name}
                <Icon name="out" size={14} />
              </a>
            )}
            <span className="tabular ms-auto text-xs text-ink-3">
              {describeSize(bytes)}
              {isExpired ? ", expired" : expiresAt ? <Until at={expiresAt} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** An artifact that is there until a day in the future. */
function Until({ at }: { at: string }) {
  return (
    <>
      {", until "}
      <time dateTime={at}>{at.slice(0, 10)}</time>
    </>
  );
}

function describeSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
