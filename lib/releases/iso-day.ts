/** The calendar day of an instant in an IANA time zone, as year-month-day. */
export function isoDay(instant: Date, timeZone: string): string {
  // Swedish dates are ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}

/** True for a name such as `Asia/Seoul` that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name.trim() !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
