"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { releaseTargetQuery } from "@/components/queries";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ReleaseTarget } from "@/lib/changelog/commit-targets";
import { LONGEST_RELEASE_BODY, type ReleaseBody } from "@/lib/changelog/release-body";
import { DiffView } from "./diff-view";
import { diffLines } from "./line-diff";

export interface ReleaseWish {
  isOn: boolean;
  tag: string;
  mayBePublished: boolean;
}

interface ReleaseBoxProps {
  draftId: string;
  wish: ReleaseWish;
  change: (wish: ReleaseWish) => void;
  body: ReleaseBody;
}

/** The same notes in the GitHub Release: what is there now, what will be, and that nothing is published by it. */
export function ReleaseBox({ draftId, wish, change, body }: ReleaseBoxProps) {
  const { isOn, tag } = wish;
  const { data: release, error } = useReleaseTarget(draftId, wish);
  return (
    <div className="mt-3 grid gap-2 rounded-sm border border-line px-3 py-2">
      <label className="flex cursor-pointer items-start gap-2.5">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => change({ ...wish, isOn: event.target.checked, mayBePublished: false })}
          className="mt-1 accent-accent-solid"
        />
        <span className="min-w-0">
          <span className="block font-semibold">Write the same notes into the GitHub Release {tag}</span>
          <span className="text-ink-2">
            {body.text.length.toLocaleString("en")} of {LONGEST_RELEASE_BODY.toLocaleString("en")} characters
            {body.omitted > 0 && `; ${body.omitted} entries did not fit, and its last line says so`}. Nothing is published, and no tag is
            made.
          </span>
        </span>
      </label>
      {isOn && (
        <>
          <TextField
            label="Tag of the Release"
            value={tag}
            className="max-w-64"
            onChange={(event) => change({ ...wish, tag: event.target.value.trim(), mayBePublished: false })}
          />
          {error && <Notice look="failed" title={error.message} />}
          {release !== undefined && <Standing release={release} tag={tag} body={body} wish={wish} change={change} />}
        </>
      )}
    </div>
  );
}

/** What stands there now, and how it differs. */
function Standing({
  release,
  tag,
  body,
  wish,
  change,
}: { release: ReleaseTarget; tag: string; body: ReleaseBody } & Pick<ReleaseBoxProps, "wish" | "change">) {
  const diff = useMemo(() => diffLines(`${release?.body ?? ""}\n`, `${body.text}\n`), [release, body]);
  if (!release) return <p>There is no GitHub Release {tag} yet: a draft is made, which only people who may write can see.</p>;
  return (
    <>
      <p>
        {release.isDraft ? "A draft is there, and stays one." : `The GitHub Release ${tag} is published: people read the new text at once.`}{" "}
        Its body changes by {diff.added} added and {diff.removed} removed lines.
      </p>
      {!release.isDraft && (
        <label className="flex cursor-pointer items-start gap-2.5">
          <input
            type="checkbox"
            checked={wish.mayBePublished}
            onChange={(event) => change({ ...wish, mayBePublished: event.target.checked })}
            className="mt-1 accent-accent-solid"
          />
          <span>Change what people read in the published Release {tag}</span>
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label="Diff of the Release" className="max-h-[24vh] overflow-auto rounded-sm border border-line">
        <DiffView diff={diff} />
      </section>
    </>
  );
}

/** The GitHub Release that the wish is about; asked for when it is wished only. */
export function useReleaseTarget(draftId: string, { isOn, tag }: ReleaseWish) {
  return useQuery({ ...releaseTargetQuery(draftId, tag), enabled: isOn && tag !== "" });
}

/** Why the Release cannot be written yet; null when it can, or when it is not wished. */
export function checkRelease({ isOn, tag, mayBePublished }: ReleaseWish, release: ReleaseTarget | undefined): string | null {
  if (!isOn) return null;
  if (tag === "") return "The GitHub Release needs a tag.";
  if (release === undefined) return "The GitHub Release is still being read.";
  if (release && !release.isDraft && !mayBePublished) return "Say that the published Release is to change, or leave it out.";
  return null;
}
