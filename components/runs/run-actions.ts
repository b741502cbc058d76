import type { Result } from "@/lib/transport/result";

/** What a person can do with a run, as the pages are given it. */
export interface RunActions {
  rerun: (input: { runId: string; attempt: number; what: "all" | "failed" }) => Promise<Result<{ attempt: number }>>;
  cancel: (input: { runId: string; attempt: number }) => Promise<Result<{ attempt: number }>>;
  review: (input: {
    runId: string;
    attempt: number;
    environmentIds: number[];
    isApproved: boolean;
    comment: string;
  }) => Promise<Result<{ names: string[] }>>;
}
