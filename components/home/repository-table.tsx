"use client";

import Link from "next/link";
import { Checks } from "@/components/release/checks";
import { Ago } from "@/components/ui/ago";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { useNow } from "@/components/ui/now";
import type { HomeRow } from "@/lib/releases/release-views";
import { VERSION_TYPE_WORDS } from "@/lib/releases/version";
import { Timeline, TimelineAxis } from "./timeline";

const HEAD = "px-3 py-[7px] text-2xs font-medium whitespace-nowrap text-ink-3";
const CELL = "px-3 py-1 align-middle md:h-[47px]";

/** Repositories by what they do: in flight first, then at rest. On the phone each row is a card. */
export function RepositoryTable({ rows }: { rows: HomeRow[] }) {
  const now = useNow();
  const groups = [
    { name: "In flight", rows: rows.filter(({ release }) => release) },
    { name: "At rest", rows: rows.filter(({ release }) => !release) },
  ].filter((group) => group.rows.length > 0);
  if (groups.length === 0) return <p className="px-1 text-ink-2">No repository matches. Clear the filter to see all.</p>;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      <table className="w-full border-collapse max-md:block">
        <caption className="sr-only">Repositories with their current release</caption>
        <thead className="border-b border-line max-md:hidden">
          <tr>
            <th scope="col" className={classNames(HEAD, "ps-3.5")}>
              Repository
            </th>
            <th scope="col" className={HEAD}>
              Release
            </th>
            <th scope="col" className={HEAD}>
              Candidate
            </th>
            <th scope="col" className={HEAD}>
              CI
            </th>
            <th scope="col" className={HEAD}>
              Waits for
            </th>
            <th scope="col" className={classNames(HEAD, "max-lg:hidden")}>
              <TimelineAxis now={now} />
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.name} className="max-md:block">
            <tr className="max-md:block">
              <th
                colSpan={6}
                scope="rowgroup"
                className="h-[26px] border-b border-line bg-sunken px-3.5 text-xs text-ink-2 max-md:block max-md:py-1"
              >
                {group.name} <span className="tabular font-medium text-ink-3">{group.rows.length}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <Row key={row.id} row={row} now={now} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ row, now }: { row: HomeRow; now: Date }) {
  const { release, current } = row;
  const href = `/repositories/${row.owner}/${row.name}`;
  const isMine = row.canEdit && current?.next.needsPerson && current.next.kind === "notes";
  return (
    <tr
      className={classNames(
        "border-b border-line last:border-b-0 hover:bg-hover max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-2 max-md:px-3.5 max-md:py-3",
        isMine && "bg-[color-mix(in_oklab,var(--needs-person-tint)_45%,transparent)]",
      )}
    >
      <th scope="row" className={classNames(CELL, "ps-3.5 font-normal max-md:block max-md:p-0")}>
        <Link href={href} className="font-medium hover:underline">
          {row.name}
        </Link>
        <span className="block truncate text-xs text-ink-3">{row.owner}</span>
      </th>
      <td className={classNames(CELL, "max-md:block max-md:p-0 max-md:text-end")}>
        {release && current ? (
          <>
            <Link href={`${href}/releases/${release.version}`} className="font-mono text-[12px] hover:underline">
              {release.version}
            </Link>
            <span className="block text-xs text-ink-3">
              {release.candidates.length === 1 ? "1 candidate" : `${release.candidates.length} candidates`}
            </span>
          </>
        ) : row.lastFinal ? (
          <>
            <Link href={`${href}/releases/${row.lastFinal.version}`} className="font-mono text-[12px] hover:underline">
              {row.lastFinal.version}
            </Link>
            <span className="block text-xs text-ink-3">
              published <Ago at={row.lastFinal.at} suffix=" ago" />
            </span>
          </>
        ) : (
          <span className="text-ink-3">none yet</span>
        )}
      </td>
      <td className={classNames(CELL, "max-md:hidden")}>
        {current ? (
          <>
            <code className="text-[12px]">{current.version}</code>
            <span className="block text-xs text-ink-3">
              {VERSION_TYPE_WORDS[current.type]}, <Ago at={current.proposedAt} suffix=" ago" />
            </span>
          </>
        ) : (
          <span className="text-ink-3">none</span>
        )}
      </td>
      <td className={classNames(CELL, "max-md:block max-md:p-0")}>
        {current ? <Checks checks={current.checks} /> : <span className="text-ink-3">nothing runs</span>}
      </td>
      <td className={classNames(CELL, "max-md:col-span-2 max-md:block max-md:p-0")}>
        <span className="flex items-center gap-2">
          {row.problem ? (
            <>
              <Icon name="stale" size={14} className="text-stale" />
              <span className="line-clamp-2 leading-[17px] text-stale">{row.problem}</span>
            </>
          ) : current ? (
            <>
              <Icon
                name={current.next.needsPerson ? "needs-person" : current.next.label === "Watch the runs" ? "clock" : "info"}
                size={14}
                className={current.next.needsPerson ? "text-needs-person" : "text-ink-3"}
              />
              <span className="line-clamp-2 leading-[17px]">{current.next.sentence}</span>
            </>
          ) : (
            <span className="text-ink-3">Nothing</span>
          )}
        </span>
      </td>
      <td className={classNames(CELL, "pe-3.5 max-lg:hidden")}>
        <Timeline marks={row.timeline} name={row.name} now={now} />
      </td>
    </tr>
  );
}
