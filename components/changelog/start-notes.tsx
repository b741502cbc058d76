"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import type { ChangelogPageView } from "@/lib/changelog/changelog-page-view";
import type { ChangelogActions } from "./actions";
import { Markdown } from "./markdown";
import { UNREADABLE } from "./unreadable";

/** Before a draft is open: what will be consolidated, or what stands in the way and how to get past it. */
export function StartNotes({ page, open }: { page: ChangelogPageView; open: ChangelogActions["open"] }) {
  const { candidate, owner, name, version } = page;
  const repositoryHref = `/repositories/${owner}/${name}`;
  const toRepository = (label: string) => (
    <Button asChild>
      <Link href={repositoryHref}>{label}</Link>
    </Button>
  );
  if (!candidate)
    return (
      <Notice look="info" title={`${version} has no candidate any more.`} acts={toRepository("See the candidates")}>
        Notes are written on a release branch. Push the branch again, and its notes can be opened here.
      </Notice>
    );
  const { summary } = candidate;
  const where = candidate.branch ?? candidate.version;
  if (!summary)
    return (
      <Notice look="info" title={`The changelog of ${candidate.version} has not been read.`} acts={toRepository("See the candidates")}>
        Slipway reads the changelogs of releases in flight. This one is older than four months, or has just appeared.
      </Notice>
    );
  if (summary.state === "missing")
    return (
      <Notice look="needs-person" title={`${where} has no changelog.`} acts={toRepository("Set the changelog’s path")}>
        Looked for {summary.lookedFor.map((path, index) => [index > 0 ? ", " : "", <code key={path}>{path}</code>])}. Add one to the branch,
        or name its path in the repository’s settings.
      </Notice>
    );
  if (summary.state === "unknown-dialect")
    return (
      <>
        <Notice
          look="needs-person"
          title={UNREADABLE[summary.why ?? "no-headings"].title(summary.path)}
          acts={toRepository("Set another path")}
        >
          {UNREADABLE[summary.why ?? "no-headings"].advice}
        </Notice>
        {candidate.section && <AsWritten title={summary.path} text={candidate.section} />}
      </>
    );
  if (summary.state === "no-section")
    return (
      <Notice
        look="needs-person"
        title={`${summary.path} on ${where} has no section for ${version}.`}
        acts={toRepository("See the candidates")}
      >
        Neither <code>{version}</code> nor one of its candidates has a heading there. Run the step that writes it, for example towncrier,
        and push; this page notices by itself.
      </Notice>
    );
  if (!candidate.branch)
    return (
      <>
        <Notice
          look="info"
          title={
            candidate.pullRequest
              ? `These notes belong to pull request #${candidate.pullRequest}.`
              : `${candidate.version} is a tag, and its notes are final.`
          }
        >
          {candidate.pullRequest
            ? "The tool that opened it writes them anew on every push, so they are shown here and not edited."
            : "Notes are edited on a release branch, before the tag."}
        </Notice>
        <AsWritten title={summary.path} text={candidate.section} />
      </>
    );
  return <Plan page={page} candidate={candidate} branch={candidate.branch} summary={summary} open={open} />;
}

type Candidate = NonNullable<ChangelogPageView["candidate"]>;
type Summary = Extract<NonNullable<Candidate["summary"]>, { entries: number }>;

/** What will happen, before it happens. Opening a draft changes nothing on GitHub. */
function Plan({
  page,
  candidate,
  branch,
  summary,
  open,
}: {
  page: ChangelogPageView;
  candidate: Candidate;
  branch: string;
  summary: Summary;
  open: ChangelogActions["open"];
}) {
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: async () => unwrap(await open({ releaseId: page.releaseId, candidateId: candidate.id })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["changelog"] }),
  });
  const isConsolidation = summary.state === "to-consolidate";
  const label = isConsolidation
    ? `Consolidate ${summary.entries} entries`
    : `Edit ${summary.entries === 1 ? "1 entry" : `${summary.entries} entries`}`;
  return (
    <>
      <Card title={isConsolidation ? "Consolidation" : "Notes"}>
        <div className="grid gap-3 p-3.5 text-md">
          <p>
            {isConsolidation ? (
              <>
                The sections of{" "}
                {joinWords(
                  summary.toMerge.map((version) => (
                    <Chip key={version} isCode>
                      {version}
                    </Chip>
                  )),
                )}{" "}
                become one section <code>{candidate.version}</code> with {summary.entries} entries. The newest text of an entry wins;
                everything that came in is accounted for.
              </>
            ) : (
              <>
                The section <code>{candidate.version}</code> has {summary.entries === 1 ? "1 entry" : `${summary.entries} entries`}
                {summary.subsections > 0 && ` in ${summary.subsections} subsections`}.
              </>
            )}
          </p>
          <p className="text-ink-2">
            You edit a draft of <code>{summary.path}</code> on <code>{branch}</code> at <code>{candidate.sha.slice(0, 7)}</code>. Nothing is
            written to GitHub before you commit it.
          </p>
          {start.error && <Notice look="failed" title={start.error.message} />}
          <div>
            <Button look="primary" size="large" blockedBy={page.editRefusal} onClick={() => start.mutate()}>
              {start.isPending ? "Opening…" : label}
            </Button>
            {page.editRefusal && <p className="mt-1.5 text-sm text-ink-2">{page.editRefusal}</p>}
          </div>
        </div>
      </Card>
      <AsWritten title={`${candidate.version} as it stands in ${summary.path}`} text={candidate.section} />
    </>
  );
}

function AsWritten({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <Card title={title}>
      <div className="p-3.5">
        <Markdown text={text} />
      </div>
    </Card>
  );
}

/** `a, b and c`. */
function joinWords(items: ReactNode[]): ReactNode[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [index === items.length - 1 ? " and " : ", ", item]));
}
