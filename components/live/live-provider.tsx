"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { connectLive, type LiveMessage } from "./connect-live";

export type LiveState = "connecting" | "live" | "lost";

const Context = createContext<{ state: LiveState; lastEventAt: string | null }>({ state: "connecting", lastEventAt: null });

/** Keys of the queries that a topic makes old; the stream says that something changed, the query says what. */
const QUERIES_OF: Record<string, string[]> = {
  repository: ["home", "repository", "release", "changelog", "draft", "review"],
  release: ["home", "repository", "release", "changelog", "draft", "review"],
  runs: ["home", "repository", "release"],
  draft: ["draft", "changelog", "release", "review"],
  rules: ["rules"],
  presence: ["presence"],
  review: ["review", "release"],
  pulls: ["pulls"],
};

/** Connects this tab to the browser's one stream and renews what changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [lastEventAt, setLastEventAt] = useState<string | null>(null);
  useEffect(() => {
    let hasCaughtUp = false;
    const renew = (keys: string[]) => {
      for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] });
    };
    return connectLive((message: LiveMessage) => {
      if (message.type === "state") {
        setState(message.state);
        // What changed between the server's rendering and the first word of the stream was told to nobody here.
        if (message.state === "live" && !hasCaughtUp) void queryClient.invalidateQueries();
        hasCaughtUp ||= message.state === "live";
        return;
      }
      setLastEventAt(new Date().toISOString());
      if (message.type === "resync") void queryClient.invalidateQueries();
      else renew([...new Set(message.topics.flatMap((topic) => QUERIES_OF[topic] ?? []))]);
    });
  }, [queryClient]);
  return <Context.Provider value={{ state, lastEventAt }}>{children}</Context.Provider>;
}

export function useLiveState() {
  return useContext(Context);
}
