"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";

interface Announcer {
  /** Said when the screen reader has finished its sentence. */
  polite: (sentence: string) => void;
  /** Said at once: only "the branch moved" and the like. */
  assertive: (sentence: string) => void;
}

const Context = createContext<Announcer>({ polite: () => {}, assertive: () => {} });

/** One polite and one assertive live region a page; everything that is announced goes through them. */
export function LiveRegionProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState("");
  const [assertive, setAssertive] = useState("");
  const isOdd = useRef(false);
  // The same sentence twice must be a change, or it is not read again.
  const mark = useCallback((sentence: string) => {
    isOdd.current = !isOdd.current;
    return sentence + (isOdd.current ? "" : "\u00a0");
  }, []);
  const announcer = useMemo<Announcer>(() => ({ polite: (s) => setPolite(mark(s)), assertive: (s) => setAssertive(mark(s)) }), [mark]);
  return (
    <Context.Provider value={announcer}>
      {children}
      <p role="status" className="sr-only">
        {polite}
      </p>
      <p role="alert" className="sr-only">
        {assertive}
      </p>
    </Context.Provider>
  );
}

export function useAnnounce(): Announcer {
  return useContext(Context);
}
