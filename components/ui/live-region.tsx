"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

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
  const announcer = useMemo<Announcer>(() => {
    let isOdd = false;
    // The same sentence twice must be a change, or it is not read again.
    const mark = (sentence: string) => {
      isOdd = !isOdd;
      return sentence + (isOdd ? "" : "\u00a0");
    };
    return { polite: (sentence) => setPolite(mark(sentence)), assertive: (sentence) => setAssertive(mark(sentence)) };
  }, []);
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
