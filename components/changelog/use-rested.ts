"use client";

import { useDeferredValue, useEffect, useState } from "react";

const REST_MILLISECONDS = 150;

/**
 * A value once it rests: what is costly to make of it waits until an act is shown and sent, and gives way to the next one.
 * The first one counts at once.
 */
export function useRested<Value>(value: Value | null): Value | null {
  const [rested, setRested] = useState(value);
  const current = rested ?? value;
  useEffect(() => {
    if (value === rested) return;
    const timer = setTimeout(() => setRested(value), rested === null ? 0 : REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value, rested]);
  return useDeferredValue(current);
}
