"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { type LogLine, parseJobLog, searchLog } from "@/lib/runs/job-log";
import type { JobDetail, RunPageView } from "@/lib/runs/run-views";
import { jobLogQuery } from "./run-queries";

/** At first the end of the log, where it says why. */
const TAIL = 400;

/** The log of one job: its end, all of it on demand, and a search that leads from hit to hit. */
export function JobLog({ page, job, onClose }: { page: RunPageView; job: JobDetail; onClose: () => void }) {
  const { data, error, isPending } = useQuery(jobLogQuery(page.owner, page.name, page.run.id, job.id));
  const lines = useMemo(() => parseJobLog(data?.text ?? ""), [data]);
  const [isWhole, setIsWhole] = useState(false);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const hits = useMemo(() => searchLog(lines, words), [lines, words]);
  const chosen = hits.length === 0 ? null : (hits[at % hits.length] ?? null);
  const from = isWhole || hits.length > 0 ? 0 : Math.max(0, lines.length - TAIL);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const line = chosen === null ? null : box.querySelector<HTMLElement>(`[data-line="${chosen}"]`);
    if (line) box.scrollTop = line.offsetTop - box.clientHeight / 2;
    else if (lines.length > 0) box.scrollTop = box.scrollHeight;
  }, [chosen, lines]);
  const step = (by: number) => setAt((now) => (now + by + hits.length) % hits.length);
  return (
    <Card
      title={`Log of ${job.name}`}
      detail={lines.length > 0 ? `${lines.length} lines${data?.isCut ? ", the end of it" : ""}` : undefined}
      aside={
        <>
          {job.url && (
            <a href={job.url} className="inline-flex items-center gap-1 text-xs text-ink-3 hover:text-ink hover:underline">
              On GitHub
              <Icon name="out" size={14} />
            </a>
          )}
          <Button look="ghost" size="small-square" aria-label="Close the log" onClick={onClose}>
            <Icon name="x" />
          </Button>
        </>
      }
    >
      {error ? (
        <div className="p-3.5">
          <Notice look="info" title="There is no log to show.">
            {error.message}
          </Notice>
        </div>
      ) : isPending ? (
        <p className="p-3.5 text-ink-2">Reading the log from GitHub…</p>
      ) : (
        <>
          <search className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-1.5" aria-label="Search the log">
            <input
              aria-label="Find in the log"
              placeholder="Find in the log"
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter" && hits.length > 0) step(event.shiftKey ? -1 : 1);
                if (event.key === "Escape") setWords("");
              }}
              className="h-[30px] min-w-0 flex-1 basis-40 rounded-sm bg-surface px-2.5 text-ink shadow-[inset_0_0_0_1px_var(--line-control)]"
            />
            <span role="status" className="tabular text-xs text-ink-3">
              {words.trim() === "" ? "" : hits.length === 0 ? "Not in the log" : `${(at % hits.length) + 1} of ${hits.length}`}
            </span>
            <Button size="small" blockedBy={hits.length === 0 ? "Nothing is found yet." : null} onClick={() => step(-1)}>
              Previous
            </Button>
            <Button size="small" blockedBy={hits.length === 0 ? "Nothing is found yet." : null} onClick={() => step(1)}>
              Next
            </Button>
          </search>
          {from > 0 && (
            <p className="flex items-center gap-2 border-b border-line bg-sunken px-3.5 py-1 text-xs text-ink-3">
              The last {TAIL} of {lines.length} lines.
              <button type="button" className="min-h-6 text-accent hover:underline" onClick={() => setIsWhole(true)}>
                Show all of it
              </button>
            </p>
          )}
          <ol
            ref={list}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            tabIndex={0}
            aria-label="Lines"
            className="relative max-h-[60vh] overflow-auto py-1 font-mono text-xs leading-[18px]"
          >
            {lines.slice(from).map((line, index) => (
              <Line key={line.number} line={line} index={from + index} isChosen={from + index === chosen} words={words} />
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

const INK: Record<LogLine["kind"], string> = {
  plain: "text-ink",
  step: "font-semibold text-ink",
  command: "text-accent",
  error: "text-failed",
  warning: "text-needs-person",
  notice: "text-ink-2",
};

function Line({ line, index, isChosen, words }: { line: LogLine; index: number; isChosen: boolean; words: string }) {
  return (
    <li
      data-line={index}
      className={classNames(
        "flex gap-3 px-3.5 [contain-intrinsic-size:auto_18px] [content-visibility:auto]",
        isChosen && "bg-accent-tint",
        INK[line.kind],
      )}
    >
      <span className="tabular w-10 flex-none text-end text-ink-3 select-none">{line.number}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {words.trim() ? <Marked text={line.text} words={words.trim()} /> : line.text}
      </span>
    </li>
  );
}

/** The words that were searched for, marked wherever they stand. */
function Marked({ text, words }: { text: string; words: string }) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-xs bg-needs-person-tint text-ink shadow-[0_0_0_1px_var(--needs-person-edge)]">
        {text.slice(at, at + words.length)}
      </mark>
      <Marked text={text.slice(at + words.length)} words={words} />
    </>
  );
}
