"use client";

import { useMemo, useRef, useState } from "react";
import { QueryProblem } from "@/components/frame/query-problem";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { describeMissingPulls } from "@/lib/changelog/describe-pulls";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { planSuggestions } from "@/lib/changelog/suggest/apply-suggestions";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";
import { type Answer, listOpen, mergeSuggestions, refuseSuggestion, takeOut } from "./answers";
import { Comparing } from "./comparing";
import { LastAnswer } from "./last-answer";
import { NothingLeft } from "./nothing-left";
import { PanelHeader } from "./panel-header";
import { RuleDialog } from "./rule-dialog";
import { RuleList } from "./rule-list";
import { EMPTY_REQUEST, type RuleRequest, requestOf } from "./rule-request";
import type { SuggestFile } from "./suggest-messages";
import { SuggestionList } from "./suggestion-list";
import { useFocusAfter } from "./use-focus-after";
import { type RulesSource, useRules } from "./use-rules";
import { useSuggestions } from "./use-suggestions";

interface SuggestionsPanelProps {
  /** Null while it is being read. */
  file: SuggestFile | null;
  notes: Notes;
  /** Null until the first answer. */
  pulls: DraftPulls | null;
  change: (operation: NotesOperation) => boolean;
  refusal: string | null;
  rulesOf: RulesSource;
  /** While it is out of sight nothing is computed; what was said stays. */
  isShown: boolean;
}

/** Proposed subsections for the ungrouped entries, each with its reason, and what is remembered for next time. */
export function SuggestionsPanel({ file, notes, pulls, change, refusal, rulesOf, isShown }: SuggestionsPanelProps) {
  const panel = useRef<HTMLElement>(null);
  const { polite } = useAnnounce();
  const [answers, setAnswers] = useState<Answer[]>([]);
  const [request, setRequest] = useState<RuleRequest | null>(null);
  const { rules, error, remember, forget } = useRules(rulesOf);
  const question = useMemo(
    () => (isShown && rules ? { notes, rules, decisions: answers.map(({ decision }) => decision) } : null),
    [isShown, notes, rules, answers],
  );
  const { proposal, progress, hasFailed, again } = useSuggestions(file, pulls?.pulls ?? null, question);
  const missing = pulls && describeMissingPulls(pulls);
  const suggestions = useMemo(() => listOpen(proposal?.suggestions ?? [], notes), [proposal, notes]);
  const focusAfter = useFocusAfter(panel, proposal);
  const last = answers.at(-1);

  const perform = (operations: NotesOperation[]) => {
    const [first] = operations;
    if (first) change(operations.length === 1 ? first : { type: "all", operations });
  };
  const say = (suggestion: Suggestion, answer: Answer) => {
    focusAfter(suggestions.indexOf(suggestion));
    setAnswers([...answers, answer]);
    polite(`${answer.sentence}.`);
  };
  const acts = {
    accept: (suggestion: Suggestion) => {
      focusAfter(suggestions.indexOf(suggestion));
      perform(planSuggestions(notes, [suggestion]));
    },
    refuse: (suggestion: Suggestion) => say(suggestion, refuseSuggestion(suggestion)),
    merge: (suggestion: Suggestion, other: Suggestion) => say(suggestion, mergeSuggestions(suggestion, other)),
    takeOut: (suggestion: Suggestion, entryId: string) => say(suggestion, takeOut(notes, suggestion, entryId)),
    remember: (suggestion: Suggestion, entryId: string | null) => setRequest(requestOf(notes, pulls, suggestion, entryId)),
  };

  return (
    <section ref={panel} aria-label="Suggestions" className="flex min-h-0 flex-1 flex-col">
      <PanelHeader
        suggestions={proposal && suggestions}
        refusal={refusal}
        acceptAll={() => {
          focusAfter(0);
          perform(planSuggestions(notes, suggestions));
        }}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label="Suggested subsections" className="min-h-0 flex-1 overflow-auto">
        <QueryProblem error={error} />
        {last && (
          <LastAnswer
            sentence={last.sentence}
            takeBack={() => {
              focusAfter(0);
              setAnswers(answers.slice(0, -1));
              polite(`Took back: ${last.sentence}.`);
            }}
          />
        )}
        {hasFailed && (
          <Notice
            look="failed"
            title="The suggestions could not be computed."
            className="m-4"
            acts={<Button onClick={again}>Compute them again</Button>}
          >
            Your notes are as they were. You can go on grouping by hand.
          </Notice>
        )}
        {progress !== null && <Comparing progress={progress} entries={Object.keys(notes.entries).length} />}
        {missing && <p className="border-b border-line px-4 py-2 text-ink-2">{missing}</p>}
        {proposal?.notices.map((notice) => (
          <p key={notice} className="border-b border-line px-4 py-2 text-ink-2">
            {notice}
          </p>
        ))}
        <SuggestionList suggestions={suggestions} notes={notes} acts={acts} refusal={refusal} />
        {proposal && suggestions.length === 0 && <NothingLeft notes={notes} />}
        {rules && (
          <RuleList rules={rules} repository={rulesOf.name} refusal={refusal} forget={forget} onAdd={() => setRequest(EMPTY_REQUEST)} />
        )}
      </section>
      {request && (
        <RuleDialog
          request={request}
          repository={rulesOf.name}
          notes={notes}
          pulls={pulls}
          rules={rules ?? []}
          remember={remember}
          onClose={() => setRequest(null)}
        />
      )}
    </section>
  );
}
