import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { ReleaseView, RepositoryView } from "@/lib/releases/release-views";

const HEAD = "px-3 py-[7px] text-2xs font-medium whitespace-nowrap text-ink-3";
const CELL = "h-9 px-3";
const DAY = 86_400_000;

/** What was released before, newest first. */
export function PastReleases({ repository }: { repository: RepositoryView }) {
  const { past, pastCount } = repository;
  if (past.length === 0) return null;
  return (
    <Card title="Past releases" detail={past.length < pastCount ? `last ${past.length} of ${pastCount}` : pastCount}>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">Past releases, newest first</caption>
          <thead className="border-b border-line">
            <tr>
              <th scope="col" className={`${HEAD} ps-3.5`}>
                Version
              </th>
              <th scope="col" className={HEAD}>
                Published
              </th>
              <th scope="col" className={`${HEAD} text-end max-md:hidden`}>
                Candidates
              </th>
              <th scope="col" className={`${HEAD} text-end max-md:hidden`}>
                First candidate to final
              </th>
              <th scope="col" className={`${HEAD} pe-3.5 text-end`}>
                Entries
              </th>
            </tr>
          </thead>
          <tbody>
            {past.map((release) => (
              <tr key={release.id} className="border-b border-line last:border-b-0 hover:bg-hover">
                <th scope="row" className={`${CELL} ps-3.5 font-medium`}>
                  <Link
                    href={`/repositories/${repository.owner}/${repository.name}/releases/${release.version}`}
                    className="font-mono text-[12px] hover:underline"
                  >
                    {release.version}
                  </Link>
                </th>
                <td className={`${CELL} tabular whitespace-nowrap text-ink-2`}>
                  {release.publishedAt ? <time dateTime={release.publishedAt}>{release.publishedAt.slice(0, 10)}</time> : "never published"}
                </td>
                <td className={`${CELL} tabular text-end text-ink-2 max-md:hidden`}>{candidatesOf(release).length}</td>
                <td className={`${CELL} tabular text-end text-ink-2 max-md:hidden`}>{leadTime(release)}</td>
                <td className={`${CELL} tabular pe-3.5 text-end text-ink-2`}>{release.entryCount ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const candidatesOf = (release: ReleaseView) => release.candidates.filter(({ type }) => type !== "final");

function leadTime(release: ReleaseView): string {
  const first = candidatesOf(release)
    .map(({ proposedAt }) => proposedAt)
    .sort()[0];
  if (!first || !release.publishedAt) return "–";
  const days = Math.round((Date.parse(release.publishedAt) - Date.parse(first)) / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}
