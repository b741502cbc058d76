"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Icon } from "@/components/ui/icon";
import { Key } from "@/components/ui/key";
import { useAnnounce } from "@/components/ui/live-region";
import type { Find } from "@/lib/changelog/find-entries";

/** Thousands of rows are not looked through between two keys: the lists follow when the typing rests. */
const REST_MILLISECONDS = 120;

interface FindBarProps {
  find: Find;
  onFind: (find: Find) => void;
  /** "3 of 45 shown"; null while nothing is left out. */
  shown: string | null;
  field: RefObject<HTMLInputElement | null>;
  onNextUngrouped: () => void;
  onShowKeys: () => void;
}

/** Words, numbers or a version to look for among the entries, and the ways to the next one. */
export function FindBar({ find, onFind, shown, field, onNextUngrouped, onShowKeys }: FindBarProps) {
  useSaying(shown);
  const [words, setWords] = useState(find.words);
  useEffect(() => {
    if (words === find.words) return;
    const timer = setTimeout(() => onFind({ ...find, words }), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [words, find, onFind]);
  const clear = () => {
    setWords("");
    onFind({ ...find, words: "" });
    field.current?.focus();
  };
  return (
    <search
      aria-label="Find entries"
      data-cover=""
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-canvas px-3.5 py-[7px] md:px-5 lg:sticky lg:top-[calc(52px+var(--demo-bar))] lg:z-[6] lg:h-[45px] lg:flex-nowrap"
    >
      <span className="flex h-[30px] min-w-0 flex-1 basis-full items-center gap-2 rounded-sm bg-surface ps-2.5 pe-1 shadow-[inset_0_0_0_1px_var(--line-control)] has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus sm:basis-52">
        <Icon name="search" size={14} className="text-ink-3" />
        <input
          ref={field}
          value={words}
          aria-label="Find an entry"
          aria-keyshortcuts="/"
          placeholder="Words, #4371 or rc2"
          maxLength={200}
          className="h-full w-full min-w-0 flex-1 outline-none!"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            if (words === "") event.currentTarget.blur();
            else clear();
          }}
        />
        {shown && <span className="tabular flex-none text-xs text-ink-2">{shown}</span>}
        {words !== "" && (
          <Button look="ghost" size="small-square" aria-label="Look for nothing, show every entry" onClick={clear}>
            <Icon name="x" size={14} />
          </Button>
        )}
        {!shown && (
          <span className="me-1 text-ink-3">
            <Key>/</Key>
          </span>
        )}
      </span>
      <Checkbox
        role="switch"
        checked={find.isUngroupedOnly}
        onChange={(event) => onFind({ words, isUngroupedOnly: event.currentTarget.checked })}
      >
        Ungrouped only
      </Checkbox>
      <Button size="small" className="max-sm:ms-auto" aria-keyshortcuts="O" onClick={onNextUngrouped}>
        Next ungrouped <Key>o</Key>
      </Button>
      <Button look="ghost" size="small-square" aria-label="Show the keys" aria-keyshortcuts="?" onClick={onShowKeys}>
        <Key>?</Key>
      </Button>
    </search>
  );
}

/** Says how many are left, once the typing rests. */
function useSaying(shown: string | null): void {
  const { polite } = useAnnounce();
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    const timer = setTimeout(() => {
      last.current = shown;
      polite(shown ? `${shown}.` : "Every entry is shown.");
    }, 700);
    return () => clearTimeout(timer);
  }, [shown, polite]);
}
