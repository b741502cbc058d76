"use client";

import { useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { later } from "@/components/ui/later";
import { Segmented } from "@/components/ui/segmented";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { findPreviousFinal } from "@/lib/changelog/previous-final";
import { sectionText } from "@/lib/changelog/section-text";
import { parseVersion } from "@/lib/releases/version";
import { diffLines } from "./line-diff";
import { Markdown } from "./markdown";
import type { CommitResult } from "./use-result";

const ResultMenu = later(() => import("./result-menu").then((module) => module.ResultMenu));
const DiffView = later(() => import("./diff-view").then((module) => module.DiffView));

type Show = "preview" | "diff" | "markdown" | "reference";

/** Exactly what will be committed: rendered, as a diff against the file on the branch, and as text. */
export function ResultPane({ path, version, result }: { path: string; version: string; result: CommitResult | null }) {
  const [chosen, setShow] = useState<Show>("preview");
  const lines = useMemo(() => (result ? diffLines(result.before, result.after) : null), [result]);
  const changelog = useMemo(() => (result ? parseChangelog(result.after, path) : null), [result, path]);
  const section = (changelog && sectionText(changelog, version)) ?? "";
  const previous = useMemo(() => {
    const parsed = parseVersion(version);
    return changelog && parsed ? findPreviousFinal(changelog, parsed) : null;
  }, [changelog, version]);
  // Only Markdown can be shown rendered; reStructuredText is shown as it will stand in the file.
  const isMarkdown = changelog?.markup !== "rst";
  const show = chosen === "preview" && !isMarkdown ? "markdown" : chosen;
  return (
    <section aria-label="Result" className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <Segmented
          label="Show the result as"
          value={show}
          onChange={setShow}
          options={[
            ...(isMarkdown ? [{ value: "preview" as const, label: "Preview" }] : []),
            { value: "diff", label: "Diff" },
            { value: "markdown", label: isMarkdown ? "Markdown" : "reStructuredText" },
            ...(previous ? [{ value: "reference" as const, label: previous.label }] : []),
          ]}
        />
        <code className="truncate text-xs text-ink-3">{path}</code>
        {result && section && (
          <span className="size-6">
            <ResultMenu
              path={path}
              section={section}
              result={result}
              print={() => {
                flushSync(() => setShow("preview"));
                window.print();
              }}
            />
          </span>
        )}
        {lines && (
          <span className="tabular ms-auto text-xs font-medium">
            <span className="text-passed">+{lines.added}</span> <span className="text-failed">−{lines.removed}</span>
          </span>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label={`${show} of the result`} className="min-h-0 flex-1 overflow-auto" data-result={show}>
        {show === "preview" && (
          <div className="p-4" data-print="">
            <Markdown text={section} />
          </div>
        )}
        {show === "reference" && previous && (
          <div className="grid gap-3 p-4">
            <p className="text-xs text-ink-3">The final before this one, as it stands in {path}: its shape is what readers know.</p>
            {isMarkdown ? <Markdown text={previous.text} /> : <pre className="text-xs whitespace-pre-wrap">{previous.text}</pre>}
          </div>
        )}
        {show === "diff" && lines && <DiffView diff={lines} />}
        {show === "markdown" && (
          <pre data-print="" className="p-4 text-xs leading-[19px] break-words whitespace-pre-wrap">
            {section}
          </pre>
        )}
      </section>
    </section>
  );
}
