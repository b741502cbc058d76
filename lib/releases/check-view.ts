import type { CheckState } from "@/lib/runs/run-state";
import type { Check } from "./checks";

/** What screens show of a check. Times are ISO. */
export interface CheckView {
  source: Check["source"];
  sha: string;
  /** Slug of the App; empty for a status. */
  app: string;
  name: string;
  state: CheckState;
  /** GitHub's own word for how it ended. */
  conclusion: string | null;
  sentence: string;
  url: string | null;
  startedAt: string | null;
  completedAt: string | null;
  checkedAt: string;
}
