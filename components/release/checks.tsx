import { StateLabel } from "@/components/ui/state";
import type { CheckSummary } from "@/lib/runs/run-state";

/** The light of a candidate in two lines: state, then how many of how many. No check at all is not a pass. */
export function Checks({ checks }: { checks: CheckSummary }) {
  if (!checks.state) return <span className="text-ink-3">no checks yet</span>;
  return (
    <span className="grid">
      <StateLabel state={checks.state} />
      <span className="tabular ps-[22px] text-xs whitespace-nowrap text-ink-3">
        {checks.passed} of {checks.total} passed
      </span>
    </span>
  );
}
