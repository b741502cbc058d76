import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import type { DecisionLook } from "./describe-room";

const LOOKS: Record<DecisionLook, { icon: IconName; look: string }> = {
  go: { icon: "go", look: "border-transparent bg-go text-on-solid [&_.icon]:[--knock:var(--go)]" },
  "no-go": { icon: "no-go", look: "border-transparent bg-no-go text-on-solid [&_.icon]:[--knock:var(--no-go)]" },
  "needs-work": { icon: "needs-work", look: "border-transparent bg-needs-work text-on-solid [&_.icon]:[--knock:var(--needs-work)]" },
  "needs-person": { icon: "needs-person", look: "border-needs-person-edge bg-needs-person-tint text-needs-person" },
  suspended: { icon: "stale-vote", look: "border-dashed border-running-edge bg-running-tint text-running" },
  overridden: { icon: "warn", look: "border-transparent bg-no-go text-on-solid" },
  running: { icon: "running", look: "border-running-edge bg-running-tint text-running" },
  passed: { icon: "tag", look: "border-passed-edge bg-passed-tint text-passed" },
  ended: { icon: "revoked", look: "border-dashed border-skipped-edge bg-skipped-tint text-ink-2" },
};

/** Where a decision is, on a ground of its own. */
export function DecisionPill({ look, children }: { look: DecisionLook; children: string }) {
  return (
    <span
      data-decision={look}
      className={classNames(
        "inline-flex min-h-[22px] items-center gap-[5px] rounded-sm border py-px pr-2 pl-[5px] text-xs font-[550] whitespace-nowrap",
        LOOKS[look].look,
      )}
    >
      <Icon name={LOOKS[look].icon} size={14} />
      {children}
    </span>
  );
}
