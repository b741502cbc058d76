"use client";

import { useEffect, useRef, useState } from "react";
import type { ReferencedPull } from "@/lib/changelog/referenced-pull";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";
import type { FromSuggestWorker, SuggestFile, SuggestQuestion, ToSuggestWorker } from "./suggest-messages";

/** Less is over before anybody has read that it goes on. */
const SLOW_MILLISECONDS = 1_000;

export interface Suggestions {
  /** The newest answer; an older one stays while a newer one is computed. */
  proposal: Proposal | null;
  /** From 0 to 1, once it takes longer than a second; null otherwise. */
  progress: number | null;
  hasFailed: boolean;
  /** Starts over after a failure. */
  again: () => void;
}

/** Suggestions from a worker of the browser: entries are compared once, each question is answered in milliseconds. */
export function useSuggestions(
  file: SuggestFile | null,
  pulls: ReferencedPull[] | null,
  question: Omit<SuggestQuestion, "number"> | null,
): Suggestions {
  const [round, setRound] = useState(0);
  const [worker, setWorker] = useState<Worker | null>(null);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [progress, setProgress] = useState(0);
  const [isPending, setIsPending] = useState(false);
  const [isSlow, setIsSlow] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const asked = useRef(0);

  useEffect(() => {
    if (!file) return;
    const started = new Worker(new URL("./suggest-worker.ts", import.meta.url), { type: "module" });
    const fail = () => {
      setHasFailed(true);
      setIsPending(false);
    };
    started.onmessage = ({ data }: MessageEvent<FromSuggestWorker>) => {
      if (data.type === "progress") setProgress(data.progress);
      else if (data.type === "failed") fail();
      else if (data.number === asked.current) {
        setProposal(data.proposal);
        setHasFailed(false);
        setIsPending(false);
      }
    };
    started.onerror = fail;
    started.postMessage({ type: "read", file } satisfies ToSuggestWorker);
    setHasFailed(false);
    setWorker(started);
    return () => {
      started.terminate();
      setWorker(null);
    };
  }, [file, round]);

  useEffect(() => {
    if (worker && pulls) worker.postMessage({ type: "know", pulls } satisfies ToSuggestWorker);
  }, [worker, pulls]);

  // What became known is a reason to ask the same again.
  useEffect(() => {
    if (!worker || !question) return;
    asked.current += 1;
    setIsPending(true);
    setProgress(0);
    worker.postMessage({ type: "propose", number: asked.current, ...question } satisfies ToSuggestWorker);
  }, [worker, question, pulls]);

  useEffect(() => {
    if (!isPending) return setIsSlow(false);
    const timer = setTimeout(() => setIsSlow(true), SLOW_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isPending]);

  return { proposal, progress: isPending && isSlow ? progress : null, hasFailed, again: () => setRound((count) => count + 1) };
}
