import { isoDay } from "@/lib/releases/iso-day";

/** Today as an ISO day in the time zone of the machine (`TZ`). */
export function today(): string {
  return isoDay(new Date(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
