import type { Policy } from "@/lib/approvals/policy";
import type { VersionType } from "@/lib/releases/version";
import type { Result } from "@/lib/transport/result";

type Act<Input> = (input: Input) => Promise<Result<unknown>>;

/** What can be done in the settings of decisions; the page hands them down. */
export interface PolicyActions {
  setPolicy: Act<{ repositoryId: string; releaseType: VersionType; seen: Policy; policy: Policy }>;
  lendSlot: Act<{ delegationId: string; repositoryId: string; toLogin: string; slot: string | null; startsAt: string; endsAt: string }>;
  endDelegation: Act<{ delegationId: string }>;
}
