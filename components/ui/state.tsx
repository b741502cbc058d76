import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

/** The states of facts (DESIGN: shape, word, colour). */
export const STATES = {
  passed: { word: "Passed", ink: "text-passed", pill: "text-passed bg-passed-tint border-passed-edge", knock: "var(--passed-tint)" },
  running: { word: "Running", ink: "text-running", pill: "text-running bg-running-tint border-running-edge", knock: "var(--running-tint)" },
  waiting: { word: "Waiting", ink: "text-waiting", pill: "text-waiting bg-waiting-tint border-waiting-edge", knock: "var(--waiting-tint)" },
  ready: { word: "Ready", ink: "text-accent", pill: "text-accent bg-accent-tint border-accent-edge", knock: "var(--accent-tint)" },
  "needs-person": {
    word: "Needs a person",
    ink: "text-needs-person",
    pill: "text-needs-person bg-needs-person-tint border-needs-person-edge",
    knock: "var(--needs-person-tint)",
  },
  failed: { word: "Failed", ink: "text-failed", pill: "text-failed bg-failed-tint border-failed-edge", knock: "var(--failed-tint)" },
  crashed: { word: "Crashed", ink: "text-crashed", pill: "text-crashed bg-crashed-tint border-crashed-edge", knock: "var(--crashed-tint)" },
  skipped: {
    word: "Skipped",
    ink: "text-skipped",
    pill: "text-skipped bg-skipped-tint border-skipped-edge border-dashed",
    knock: "var(--skipped-tint)",
  },
  stale: { word: "Stale", ink: "text-stale", pill: "text-stale bg-stale-tint border-stale-edge border-dashed", knock: "var(--stale-tint)" },
  unknown: {
    word: "Unknown",
    ink: "text-stale",
    pill: "text-stale bg-stale-tint border-stale-edge border-dashed",
    knock: "var(--stale-tint)",
  },
} as const;

export type State = keyof typeof STATES;

/** Shape and word of a state; colour only repeats them. */
export function StateLabel({ state, children }: { state: State; children?: ReactNode }) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 font-medium whitespace-nowrap", STATES[state].ink)}>
      <Icon name={state} />
      {children ?? STATES[state].word}
    </span>
  );
}

/** A state on its own ground: one a card at the most. */
export function StatePill({ state, children }: { state: State; children?: ReactNode }) {
  return (
    <span
      style={{ "--knock": STATES[state].knock } as React.CSSProperties}
      className={classNames(
        "inline-flex h-[22px] items-center gap-[5px] rounded-full border pr-2 pl-[5px] text-xs font-[550] whitespace-nowrap",
        STATES[state].pill,
      )}
    >
      <Icon name={state} size={14} />
      {children ?? STATES[state].word}
    </span>
  );
}
