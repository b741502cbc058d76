import Link from "next/link";
import { Checks } from "@/components/release/checks";
import { Sha } from "@/components/release/sha";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { StatePill } from "@/components/ui/state";
import { describeChangelog } from "@/lib/releases/next-step";
import type { CandidateView, ReleaseView, RepositoryView } from "@/lib/releases/release-views";
import { VERSION_TYPE_WORDS } from "@/lib/releases/version";

const HEAD = "px-2.5 py-[7px] text-2xs font-medium whitespace-nowrap text-ink-3";
const CELL = "px-2.5 py-1 md:h-11 max-md:block max-md:p-0";

/** All candidates of all releases in flight; any of them can be opened, never only the latest. */
export function CandidateTable({ repository }: { repository: RepositoryView }) {
  return (
    <section aria-label="Candidates by release" className="min-w-0 overflow-x-auto rounded-md border border-line bg-surface">
      <table className="w-full border-collapse max-md:block">
        <caption className="sr-only">Candidates grouped by release, newest first</caption>
        <thead className="border-b border-line max-md:hidden">
          <tr>
            <th scope="col" className={classNames(HEAD, "ps-3.5")}>
              Version
            </th>
            <th scope="col" className={HEAD}>
              Commit
            </th>
            <th scope="col" className={HEAD}>
              Age
            </th>
            <th scope="col" className={HEAD}>
              CI
            </th>
            <th scope="col" className={HEAD}>
              Changelog
            </th>
            <th scope="col" className={classNames(HEAD, "pe-3.5 text-end")}>
              Next
            </th>
          </tr>
        </thead>
        {repository.open.map((release) => (
          <ReleaseGroup
            key={release.id}
            release={release}
            base={`/repositories/${repository.owner}/${repository.name}/releases/${release.version}`}
          />
        ))}
      </table>
    </section>
  );
}

function ReleaseGroup({ release, base }: { release: ReleaseView; base: string }) {
  const [newest] = release.candidates;
  const state = newest?.next.needsPerson ? "needs-person" : (newest?.checks.state ?? "waiting");
  return (
    <tbody className="max-md:block">
      <tr className="max-md:block">
        <th
          colSpan={6}
          scope="rowgroup"
          className="h-9 py-1.5 max-md:block max-md:h-auto border-b border-line bg-sunken px-3.5 text-xs font-normal"
        >
          <span className="flex flex-wrap items-center gap-2.5">
            <Link href={base} className="font-mono font-semibold hover:underline">
              {release.version}
            </Link>
            <StatePill state={state} />
            <span className="text-ink-3">
              {release.candidates.length === 1 ? "1 candidate" : `${release.candidates.length} candidates`}
              {newest && `. Waits for: ${newest.next.sentence}`}
            </span>
            <Button asChild look="ghost" size="small" className="ms-auto">
              <Link href={base}>
                Open release
                <Icon name="right" size={14} />
              </Link>
            </Button>
          </span>
        </th>
      </tr>
      {release.candidates.map((candidate, index) => (
        <Row key={candidate.id} candidate={candidate} base={base} isCurrent={index === 0} />
      ))}
    </tbody>
  );
}

function Row({ candidate, base, isCurrent }: { candidate: CandidateView; base: string; isCurrent: boolean }) {
  const { next } = candidate;
  const href = `${base}?candidate=${candidate.sha.slice(0, 12)}`;
  return (
    <tr
      className={classNames(
        "border-b border-line last:border-b-0 hover:bg-hover max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-3.5 max-md:py-2.5",
        isCurrent && "shadow-[inset_2px_0_0_var(--accent-solid)]",
      )}
    >
      <th scope="row" className={classNames(CELL, "font-normal md:ps-3.5")}>
        <Link href={href} className="font-mono text-[12px] font-medium hover:underline">
          {candidate.version}
        </Link>
        <span className="block text-xs whitespace-nowrap text-ink-3">{VERSION_TYPE_WORDS[candidate.type]}</span>
      </th>
      <td className={CELL}>
        <Sha sha={candidate.sha} />
        <span className="block max-w-56 truncate text-xs text-ink-3">
          {candidate.isGone
            ? "no branch or tag any more"
            : candidate.names.map(({ kind, name, number }) => (kind === "pull-request" ? `pull request #${number}` : name)).join(", ")}
        </span>
      </td>
      <td className={classNames(CELL, "tabular whitespace-nowrap text-ink-2 max-md:text-end")}>
        <Ago at={candidate.proposedAt} />
      </td>
      <td className={CELL}>
        <Checks checks={candidate.checks} />
      </td>
      <td className={classNames(CELL, "whitespace-nowrap")}>{describeChangelog(candidate.changelog)}</td>
      <td className={classNames(CELL, "text-end whitespace-nowrap md:pe-3.5")}>
        {next.kind === "none" ? (
          <span className="text-xs text-ink-3">{next.label}</span>
        ) : (
          <Button asChild size="small" look={isCurrent && next.needsPerson ? "primary" : "plain"}>
            <Link href={next.kind === "notes" ? `${base}/changelog` : href}>{next.label}</Link>
          </Button>
        )}
      </td>
    </tr>
  );
}
