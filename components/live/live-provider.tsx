"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { connectLive, type LiveMessage } from "./connect-live";

export type LiveState = "connecting" | "live" | "lost";

const Context = createContext<{ state: LiveState; lastEventAt: string | null }>({ state: "connecting", lastEventAt: null });

/** Keys of the queries that a topic makes old; the stream says that something changed, the query says what. */
const QUERIES_OF: Record<string, string[]> = {
  repository: ["home", "repository", "release", "changelog", "draft", "review", "runs", "decision", "inbox"],
  release: ["home", "repository", "release", "changelog", "draft", "review", "decision", "inbox"],
  runs: ["home", "repository", "release", "runs", "run", "decision"],
  decision: ["decision", "inbox", "release", "policy"],
  draft: ["draft", "changelog", "release", "review"],
  rules: ["rules"],
  presence: ["presence"],
  review: ["review", "release"],
  pulls: ["pulls"],
  github: ["github", "administration"],
};

const GATHER_MILLISECONDS = 100;

/** Connects this tab to the browser's one stream and renews what changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [lastEventAt, setLastEventAt] = useState<string | null>(null);
  useEffect(() => {
    let hasCaughtUp = false;
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Several changes in a moment are asked for once, and the answer to one's own act is there before the word of it.
    const renew = (topics: string[]) => {
      for (const topic of topics) for (const key of QUERIES_OF[topic] ?? []) changed.add(key);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of changed) void queryClient.invalidateQueries({ queryKey: [key] });
        changed.clear();
      }, GATHER_MILLISECONDS);
    };
    const leave = connectLive((message: LiveMessage) => {
      if (message.type === "state") {
        setState(message.state);
        // What changed between the server's rendering and the first word of the stream was told to nobody here.
        if (message.state === "live" && !hasCaughtUp) void queryClient.invalidateQueries();
        hasCaughtUp ||= message.state === "live";
        return;
      }
      setLastEventAt(new Date().toISOString());
      if (message.type === "resync") void queryClient.invalidateQueries();
      else renew(message.topics);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [queryClient]);
  return <Context.Provider value={{ state, lastEventAt }}>{children}</Context.Provider>;
}

export function useLiveState() {
  return useContext(Context);
}
