import pino from "pino";
import { environment } from "@/lib/env/environment";

const home = globalThis as { slipwayLog?: pino.Logger };

/** Structured log: one JSON line an event, without tokens. */
export function log(): pino.Logger {
  home.slipwayLog ??= pino({
    level: environment().LOG_LEVEL,
    base: { role: environment().SLIPWAY_ROLE },
    redact: ["token", "*.token", "headers.authorization", "headers.cookie"],
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return home.slipwayLog;
}
