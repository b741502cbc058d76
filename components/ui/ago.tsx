"use client";

import { useNow } from "./now";
import { describeAge, exactUtc } from "./relative-time";

/** An age that stays true while the page is open; the exact UTC on hover and for screen readers. */
export function Ago({ at, suffix = "" }: { at: string; suffix?: string }) {
  const date = new Date(at);
  const now = useNow();
  const age = describeAge(date, now);
  return (
    <time dateTime={at} title={exactUtc(date)}>
      {age + (age === "now" ? "" : suffix)}
    </time>
  );
}
