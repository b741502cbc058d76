"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { homeQuery } from "@/components/queries";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Segmented } from "@/components/ui/segmented";
import type { HomeRow } from "@/lib/releases/release-views";
import { RepositoryTable } from "./repository-table";
import { WaitingForYou } from "./waiting-for-you";

type Show = "all" | "in-flight" | "broken";

const isBroken = ({ current }: HomeRow) => current?.checks.state === "failed" || current?.checks.state === "crashed";

/** Every repository on one page: its release, its light, and what it waits for. */
export function HomeScreen() {
  const { data: rows = [], error } = useQuery(homeQuery());
  const [show, setShow] = useState<Show>("all");
  const [filter, setFilter] = useState("");
  const inFlight = rows.filter(({ release }) => release);
  const shown = rows.filter(
    (row) =>
      `${row.owner}/${row.name} ${row.release?.version ?? ""}`.toLowerCase().includes(filter.trim().toLowerCase()) &&
      (show === "all" || (show === "in-flight" ? row.release !== null : isBroken(row))),
  );
  const oldest = rows.flatMap(({ asOf }) => asOf ?? []).sort()[0] ?? null;
  return (
    <Page
      title="Home"
      detail={rows.length > 0 && `${rows.length === 1 ? "1 repository" : `${rows.length} repositories`}, ${inFlight.length} in flight`}
      aside={
        <>
          {rows.length > 0 && <AsOf at={oldest} />}
          <Button asChild>
            <Link href="/connect">
              <Icon name="plus" size={14} />
              Connect a repository
            </Link>
          </Button>
        </>
      }
    >
      <div className="grid content-start gap-3.5 px-3.5 py-4 md:px-6">
        <QueryProblem error={error} />
        <WaitingForYou rows={rows} />
        {rows.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            <Segmented
              label="Show"
              value={show}
              onChange={setShow}
              options={[
                { value: "all", label: <Counted word="All" count={rows.length} /> },
                { value: "in-flight", label: <Counted word="In flight" count={inFlight.length} /> },
                { value: "broken", label: <Counted word="Broken" count={rows.filter(isBroken).length} /> },
              ]}
            />
            <label className="hidden h-[30px] w-[230px] items-center gap-2 rounded-sm bg-surface px-2.5 text-ink-3 shadow-[inset_0_0_0_1px_var(--line-control)] md:flex">
              <Icon name="filter" size={14} />
              <span className="sr-only">Filter repositories</span>
              <input
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
                placeholder="Filter by name or version"
                className="w-full text-ink"
              />
            </label>
            <Legend />
          </div>
        )}
        {rows.length === 0 ? <Empty /> : <RepositoryTable rows={shown} />}
      </div>
    </Page>
  );
}

function Counted({ word, count }: { word: string; count: number }) {
  return (
    <>
      {word} <span className="tabular text-ink-3">{count}</span>
    </>
  );
}

function Legend() {
  return (
    <span className="ms-auto hidden gap-3.5 text-xs text-ink-3 lg:flex">
      <span className="flex items-center gap-1.5">
        <svg width="8" height="8" aria-hidden="true">
          <circle cx="4" cy="4" r="3.4" fill="var(--ink-2)" />
        </svg>
        final
      </span>
      <span className="flex items-center gap-1.5">
        <svg width="4" height="8" aria-hidden="true">
          <path d="M2 1v6" stroke="var(--ink-3)" strokeWidth="1.4" />
        </svg>
        candidate
      </span>
    </span>
  );
}

function Empty() {
  return (
    <section className="rounded-md border border-dashed border-line-strong px-6 py-12 text-center">
      <h2 className="text-lg">No repository that you can see is connected.</h2>
      <p className="mx-auto mt-1 mb-4 max-w-md text-ink-2">
        Connect one to see its release candidates, watch its workflow runs and write its notes here. You need the role maintain on GitHub
        for it.
      </p>
      <Button asChild look="primary">
        <Link href="/connect">Connect a repository</Link>
      </Button>
    </section>
  );
}
