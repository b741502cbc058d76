"use client";

import { type RefCallback, useCallback, useState } from "react";

export interface SeenChanges {
  /** Whether this person has had before them what changed. */
  isSeen: boolean;
  markSeen: () => void;
  /** Stands after the last change: when it comes into view, all of it was there to see. */
  endRef: RefCallback<HTMLElement>;
}

/** GO waits until "what changed" was seen: scrolled to its end, or opened on the phone. What changes again is to be seen again. */
export function useSeenChanges(key: string | null): SeenChanges {
  const [seen, setSeen] = useState<string | null>(null);
  const markSeen = useCallback(() => setSeen(key), [key]);
  const endRef = useCallback<RefCallback<HTMLElement>>(
    (element) => {
      if (!element) return;
      const observer = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) markSeen();
      });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [markSeen],
  );
  return { isSeen: key === null || seen === key, markSeen, endRef };
}
