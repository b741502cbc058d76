"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
/** What was written in this page: a browser that keeps nothing still remembers until it is closed. */
const written = new Map<string, string>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A text kept by the browser, for this tab (`session`) or for good (`local`); null where there is none, and on the server. */
export function useStored(area: "session" | "local", key: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(area, key),
    () => null,
  );
  const write = useCallback(
    (next: string) => {
      written.set(`${area} ${key}`, next);
      try {
        storageOf(area).setItem(key, next);
      } catch {
        // Storage may be full or forbidden; the page goes on without it.
      }
      for (const listener of listeners) listener();
    },
    [area, key],
  );
  return [value, write];
}

function read(area: "session" | "local", key: string): string | null {
  try {
    return written.get(`${area} ${key}`) ?? storageOf(area).getItem(key);
  } catch {
    return null;
  }
}

function storageOf(area: "session" | "local"): Storage {
  return area === "session" ? window.sessionStorage : window.localStorage;
}
