/** The clock of a decision: it stands still while somebody asks for work, and is due later by as long as it did. */
export interface Deadline {
  dueAt: Date | null;
  pausedAt: Date | null;
}

/** The clock after the votes changed. */
export function moveDeadline({ dueAt, pausedAt }: Deadline, needsWork: boolean, now: Date): Deadline {
  if (needsWork) return { dueAt, pausedAt: pausedAt ?? now };
  if (!pausedAt) return { dueAt, pausedAt };
  return { dueAt: dueAt && new Date(dueAt.getTime() + Math.max(0, now.getTime() - pausedAt.getTime())), pausedAt: null };
}

/** Reminders that come by themselves: half of the time is over, an hour is left, it is over. */
export type ReminderKind = "half-time" | "due-soon" | "overdue";

const SOON_MILLISECONDS = 3_600_000;

/** The reminder that is due now; null while the clock stands still or there is none. */
export function dueReminder({ dueAt, pausedAt }: Deadline, askedAt: Date, now: Date): ReminderKind | null {
  if (!dueAt || pausedAt) return null;
  const left = dueAt.getTime() - now.getTime();
  if (left <= 0) return "overdue";
  if (left <= SOON_MILLISECONDS) return "due-soon";
  return left <= (dueAt.getTime() - askedAt.getTime()) / 2 ? "half-time" : null;
}
