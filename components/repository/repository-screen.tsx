"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { repositoryQuery } from "@/components/queries";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { Result } from "@/lib/transport/result";
import { CandidateTable } from "./candidate-table";
import { ChangelogPathForm } from "./changelog-path-form";
import { GeneratedNotesForm } from "./generated-notes-form";
import { Pace } from "./pace";
import { PastReleases } from "./past-releases";
import { TimeZoneForm } from "./time-zone-form";

interface RepositoryScreenProps {
  owner: string;
  name: string;
  setChangelogPath: (input: { repositoryId: string; path: string }) => Promise<Result<unknown>>;
  setTimeZone: (input: { repositoryId: string; timeZone: string }) => Promise<Result<unknown>>;
  setNotesGenerated: (input: { repositoryId: string; notesAreGenerated: boolean; toolLogins?: string[] }) => Promise<Result<unknown>>;
}

/** One repository: candidates grouped by release, newest first, and what was released before. */
export function RepositoryScreen({ owner, name, setChangelogPath, setTimeZone, setNotesGenerated }: RepositoryScreenProps) {
  const { data: repository, error } = useQuery(repositoryQuery(owner, name));
  if (!repository) return <QueryProblem error={error} />;
  const hasNoChangelog = repository.open.some(({ candidates }) =>
    candidates.some(({ changelog, isGone }) => !isGone && changelog?.state === "missing"),
  );
  return (
    <Page
      title={repository.name}
      crumbs={[{ href: "/", label: "Home" }]}
      detail={
        <>
          <code className="hidden items-center gap-1.5 text-xs md:inline-flex">
            <Icon name="branch" size={14} />
            {repository.defaultBranch}
          </code>
          <Link href={`/repositories/${repository.owner}/${repository.name}/runs`} className="text-xs text-accent hover:underline">
            Workflow runs
          </Link>
          <Link href={`/repositories/${repository.owner}/${repository.name}/decisions`} className="text-xs text-accent hover:underline">
            Who decides
          </Link>
          <a href={repository.url} className="hidden items-center gap-1 text-xs hover:text-ink hover:underline md:inline-flex">
            {repository.owner}/{repository.name}
            <Icon name="out" size={14} />
          </a>
        </>
      }
      aside={<AsOf at={repository.asOf} />}
    >
      <div className="grid items-start gap-4 px-3.5 py-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 gap-3.5">
          <QueryProblem error={error} />
          {repository.problem && (
            <Notice look="stale" title="This repository could not be read the last time.">
              {repository.problem} What you see is what was known before; Slipway tries again by itself.
            </Notice>
          )}
          {repository.open.length > 0 ? (
            <CandidateTable repository={repository} />
          ) : (
            <NoCandidates defaultBranch={repository.defaultBranch} isRead={repository.asOf !== null} />
          )}
          <PastReleases repository={repository} />
        </div>
        <aside className="grid gap-3.5" aria-label="About this repository">
          <Pace releases={repository.past} />
          <Card title="Changelog" detail={repository.changelogPath ?? "found by its usual names"}>
            <div className="grid gap-2.5 p-3.5">
              {hasNoChangelog && (
                <p className="text-needs-person">
                  {repository.changelogPath
                    ? `A candidate has no file ${repository.changelogPath}.`
                    : "A candidate has none of the usual changelog files. Name its path, or add a CHANGELOG.md to its branch."}
                </p>
              )}
              <ChangelogPathForm repository={repository} setChangelogPath={setChangelogPath} />
              <TimeZoneForm repository={repository} setTimeZone={setTimeZone} />
              <GeneratedNotesForm repository={repository} setNotesGenerated={setNotesGenerated} />
            </div>
          </Card>
        </aside>
      </div>
    </Page>
  );
}

function NoCandidates({ defaultBranch, isRead }: { defaultBranch: string; isRead: boolean }) {
  return (
    <section className="rounded-md border border-dashed border-line-strong px-6 py-10 text-center">
      <h2 className="text-lg">{isRead ? "No release is in flight." : "Slipway reads this repository for the first time."}</h2>
      <p className="mx-auto mt-1 max-w-lg text-ink-2">
        {isRead ? (
          <>
            A candidate appears here by itself as soon as there is a version tag such as <code>1.2.0rc1</code>, a branch{" "}
            <code>release/1.2.0</code>, an open release pull request, or a version file on <code>{defaultBranch}</code> that runs ahead of
            the newest tag.
          </>
        ) : (
          "Its tags, branches and changelog appear here in a moment."
        )}
      </p>
    </section>
  );
}
