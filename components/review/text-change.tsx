"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DiffView } from "@/components/changelog/diff-view";
import { diffLines } from "@/components/changelog/line-diff";
import { QueryProblem } from "@/components/frame/query-problem";
import { textChangeQuery } from "@/components/queries";

/** What changed in the section since a verdict. */
export function TextChange({ draftId, stepId }: { draftId: string; stepId: string }) {
  const { data, error } = useQuery(textChangeQuery(draftId, stepId));
  const diff = useMemo(() => (data ? diffLines(data.before, data.after) : null), [data]);
  return (
    <>
      <QueryProblem error={error} />
      {diff && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        <section tabIndex={0} aria-label="What changed since" className="max-h-80 overflow-auto rounded-sm border border-line">
          <DiffView diff={diff} />
        </section>
      )}
    </>
  );
}
