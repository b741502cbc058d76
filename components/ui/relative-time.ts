const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** An age in the fewest words: `now`, `12 s`, `4 min`, `3 h`, `9 days`, `5 weeks`, `2 years`. */
export function describeAge(from: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - from.getTime()) / 1000));
  if (seconds < 5) return "now";
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  const days = Math.floor(seconds / DAY);
  if (days < 14) return days === 1 ? "1 day" : `${days} days`;
  if (days < 70) return `${Math.floor(days / 7)} weeks`;
  if (days < 730) return `${Math.floor(days / 30.44)} months`;
  return `${Math.floor(days / 365.25)} years`;
}

/** A duration between two moments: `8 s`, `4 min 02 s`, `1 h 05 min`. */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  const two = (value: number) => String(value).padStart(2, "0");
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ${two(seconds % MINUTE)} s`;
  return `${Math.floor(seconds / HOUR)} h ${two(Math.floor((seconds % HOUR) / MINUTE))} min`;
}

/** The exact moment for titles and screen readers: `2026-02-13 11:22:04 UTC`. */
export function exactUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
