"use client";

import { useEffect, useMemo, useState } from "react";
import type { Review } from "@/components/review/use-review";
import { classNames } from "@/components/ui/class-names";
import { later } from "@/components/ui/later";
import { Segmented } from "@/components/ui/segmented";
import type { ChangelogPageView } from "@/lib/changelog/changelog-page-view";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import type { ChangelogActions } from "./actions";
import { ResultPane } from "./result-pane";
import type { Draft } from "./use-draft";
import type { CommitResult } from "./use-result";

const SuggestionsPanel = later(() => import("@/components/suggestions/suggestions-panel").then((module) => module.SuggestionsPanel));

/** What stands beside the entries. */
export type Side = "result" | "suggestions" | "review";

/** Every choice of the right pane, with its name. */
export const SIDES: { value: Side; label: string }[] = [
  { value: "result", label: "Result" },
  { value: "suggestions", label: "Suggestions" },
  { value: "review", label: "Review" },
];

/** Read by those who look at it. */
const ReviewPanel = later(() => import("@/components/review/review-panel").then((module) => module.ReviewPanel));

interface SidePaneProps {
  page: ChangelogPageView;
  draft: Draft;
  notes: Notes;
  /** The file the draft was made from; null while it is being read. */
  source: string | null;
  /** Null until the first answer. */
  pulls: DraftPulls | null;
  result: CommitResult | null;
  change: (operation: NotesOperation) => boolean;
  actions: ChangelogActions;
  side: Side;
  onSide: (side: Side) => void;
  reviewed: { review: Review | null; error: Error | null; unsaved: string | null; show: (entryId: string) => void };
}

/** Beside the entries: what will be committed, what belongs together, or what people say of it. */
export function SidePane({ page, draft, notes, source, pulls, result, change, actions, side, onSide, reviewed }: SidePaneProps) {
  const { path, version } = draft;
  const file = useMemo(() => (source === null ? null : { text: source, path, version }), [source, path, version]);
  // Suggestions are computed only for those who look at them, and then keep what was said to them.
  const [wasOpened, setWasOpened] = useState(false);
  useEffect(() => {
    if (side === "suggestions") setWasOpened(true);
  }, [side]);
  const rulesOf = { repositoryId: page.repositoryId, owner: page.owner, name: page.name, actions };
  return (
    <div className="sticky top-[calc(52px+var(--demo-bar))] flex h-[calc(100dvh-52px-var(--demo-bar))] flex-col border-s border-line bg-surface max-xl:static max-xl:h-auto max-xl:border-s-0">
      <div className="border-b border-line px-4 py-2 max-xl:hidden">
        <Segmented label="Beside the entries" value={side} onChange={onSide} options={SIDES} />
      </div>
      {side === "result" && <ResultPane path={path} version={version} result={result} />}
      {side === "review" && <ReviewPanel {...reviewed} notes={notes} revision={draft.revision} />}
      {wasOpened && (
        <div className={classNames("flex min-h-0 flex-1 flex-col", side !== "suggestions" && "hidden")}>
          <SuggestionsPanel
            file={file}
            notes={notes}
            pulls={pulls}
            change={change}
            refusal={draft.editRefusal}
            rulesOf={rulesOf}
            isShown={side === "suggestions"}
          />
        </div>
      )}
    </div>
  );
}
