"use client";

import { useMemo, useState } from "react";
import { diffLines } from "@/components/changelog/line-diff";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { countChangedLines, listChangedLines } from "./changed-lines";
import { count } from "./describe-room";
import { WordChange } from "./word-change";

const DiffView = later(() => import("@/components/changelog/diff-view").then((module) => module.DiffView), "rarely");

/** More lines than this are for the diff. */
const SHOWN = 24;

/** What the notes say otherwise: first by words, and all of it by lines behind a button. */
export function NotesChange({ before, after }: { before: string; after: string }) {
  const [isWhole, setWhole] = useState(false);
  const diff = useMemo(() => diffLines(before, after), [before, after]);
  const changed = useMemo(() => listChangedLines(diff), [diff]);
  if (before === "") return <p className="text-ink-2">The notes were written since; read them below.</p>;
  if (after === "") return <p className="text-ink-2">The section of this version is gone from the changelog.</p>;
  return (
    <div className="grid min-w-0 gap-1.5">
      <p className="text-ink-2">{countChangedLines(changed) || "Blank lines only"}.</p>
      <ul className="grid gap-1">
        {changed.slice(0, SHOWN).map((line, index) => (
          <li key={index} className="text-md leading-[22px] wrap-anywhere" data-line={line.kind}>
            <WordChange line={line} />
          </li>
        ))}
      </ul>
      {changed.length > SHOWN && <p className="text-ink-2">{count(changed.length - SHOWN, "more line")} in the diff.</p>}
      <Button size="small" className="justify-self-start print:hidden" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {isWhole ? "Hide the diff of lines" : "Show the diff of lines"}
      </Button>
      {isWhole && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        <section tabIndex={0} aria-label="Diff of the notes" className="max-h-80 overflow-auto rounded-sm border border-line">
          <DiffView diff={diff} />
        </section>
      )}
    </div>
  );
}
