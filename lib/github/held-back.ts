import { AppError } from "@/lib/errors/app-error";
import { isUnanswered } from "./github-error";

/** Why a request may not be sent now. */
export interface Hold {
  reason: "primary" | "secondary" | "away";
  until: Date;
  /** Since when GitHub does not answer. */
  since: Date | null;
}

const SHORTEST_MILLISECONDS = 30_000;

/** A request that was not sent, as an error for people: until when, and what to do. */
export function heldBack(identity: string, { reason, until, since }: Hold): AppError {
  const whose = identity.startsWith("user:") ? "you" : "Slipway";
  const time = clockUtc(until);
  const sentence =
    reason === "away"
      ? `GitHub has not answered since ${clockUtc(since ?? until)}. Nothing was changed; Slipway looks every half minute whether it is back, and says so here.`
      : reason === "primary"
        ? `GitHub takes no requests from ${whose} until ${time}: the limit of an hour is used up. Nothing was changed; try again then.`
        : `GitHub asks ${whose} to slow down and takes no requests until ${time}. Nothing was changed; try again then.`;
  return new AppError("upstream", sentence, { detail: { retryAt: until.toISOString(), heldBack: reason } });
}

/** Whether a request was not sent, because of a limit or because GitHub is away. */
export const isHeldBack = (error: unknown): error is AppError => error instanceof AppError && typeof error.detail.heldBack === "string";

/** When background work that failed because of GitHub can be tried again; null when GitHub is not the cause. */
export function retryAtOf(error: unknown): Date | null {
  if (isHeldBack(error)) return new Date(String(error.detail.retryAt));
  return isUnanswered(error) ? new Date(Date.now() + SHORTEST_MILLISECONDS) : null;
}

/** `14:05 UTC`; with seconds, because some waits are short. */
function clockUtc(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`;
}
