"use client";

import { type ReactNode, type RefCallback, useId } from "react";
import { Sha } from "@/components/release/sha";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { StateLabel } from "@/components/ui/state";
import type { ChangesView } from "@/lib/approvals/room-view";
import { count } from "./describe-room";
import { NotesChange } from "./notes-change";

export const CHANGES_ID = "changes";

interface ChangesCardProps {
  changes: ChangesView;
  /** On the phone it is folded until it is opened. */
  isOpen: boolean;
  onOpen: () => void;
  endRef: RefCallback<HTMLElement>;
  className?: string;
}

/** What is no longer what this person said GO to, in the order of the fingerprint. */
export function ChangesCard({ changes, isOpen, onOpen, endRef, className }: ChangesCardProps) {
  const { since, at, commit, notes, answers, checks, parts } = changes;
  const title = useId();

  return (
    <section
      id={CHANGES_ID}
      tabIndex={-1}
      aria-labelledby={title}
      className={classNames("min-w-0 scroll-mt-16 rounded-md border border-stale-edge bg-surface", className)}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line px-3.5 py-2">
        <Icon name="stale-vote" className="text-stale" />
        <h2 id={title}>What changed since {since}</h2>
        <span className="text-xs text-ink-3">
          <Ago at={at} suffix=" ago" />
        </span>
        <span className="ms-auto text-xs text-ink-3">{count(parts.length, "part")} changed</span>
      </header>
      {!isOpen && (
        <div className="p-3 md:hidden print:hidden">
          <Button className="w-full" aria-expanded={false} onClick={onOpen}>
            Open what changed
          </Button>
        </div>
      )}
      <div className={classNames("divide-y divide-line", !isOpen && "max-md:hidden print:block")}>
        {commit && (
          <Part name="Commit">
            <p>
              {commit.isRewritten ? "The branch was rewritten" : "The candidate moved"} from <Sha sha={commit.from} /> to{" "}
              <Sha sha={commit.to} />
              {describeLength(commit)}.
            </p>
            <ul className="mt-1 grid gap-0.5">
              {commit.commits.map(({ sha, subject, author }) => (
                <li key={sha} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                  <Sha sha={sha} />
                  <span className="min-w-0 wrap-anywhere">{subject}</span>
                  <span className="text-xs text-ink-3">{author}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {notes && (
          <Part name="Notes">
            <NotesChange before={notes.before} after={notes.after} />
          </Part>
        )}
        {answers.length > 0 && (
          <Part name="Answers">
            <ul className="grid gap-1">
              {answers.map(({ question, before, after }) => (
                <li key={question}>
                  {question}{" "}
                  <span className="text-ink-2">
                    {before} then, <b className="font-semibold">{after}</b> now.
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {parts.includes("rules") && (
          <Part name="Rules">
            <p>The rules of this decision changed: who decides, or what it takes.</p>
          </Part>
        )}
        {parts.includes("checks") && (
          <Part name="Checks">
            {checks.length === 0 && <p>What is required of checks changed.</p>}
            <ul className="grid gap-1">
              {checks.map(({ name, before, after, wasRerun }) => (
                <li key={name} className="flex flex-wrap items-center gap-x-1.5">
                  <code className="wrap-anywhere">{name}</code>
                  {wasRerun && "ran again:"}
                  {before ? <StateLabel state={before} /> : "not there"} then, {after ? <StateLabel state={after} /> : "not there"} now.
                </li>
              ))}
            </ul>
          </Part>
        )}
        {!commit && (
          <Part name="Commit">
            <p className="text-ink-2">Same. The branch has not moved.</p>
          </Part>
        )}
        {!notes && (
          <Part name="Notes">
            <p className="text-ink-2">Same, to the letter.</p>
          </Part>
        )}
        <span ref={endRef} aria-hidden="true" className="block h-px border-0" />
      </div>
    </section>
  );
}

function describeLength({ commits, total }: NonNullable<ChangesView["commit"]>): string {
  if (total === null) return "; GitHub could not compare the two";
  if (total === 0) return "";
  return `, ${count(total, "commit")}${total > commits.length ? `, of which these are the newest ${commits.length}` : ""}`;
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 gap-y-1 px-4 py-2.5 max-md:px-3.5 md:grid-cols-[76px_minmax(0,1fr)]">
      <h3 className="pt-px text-xs text-ink-2">{name}</h3>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
