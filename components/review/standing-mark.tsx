import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import type { Standing } from "@/lib/review/read-standing";

const MARKS: Record<Standing["state"], { icon: IconName; ink: string }> = {
  nobody: { icon: "waiting", ink: "text-waiting" },
  asked: { icon: "needs-person", ink: "text-needs-person" },
  "changes-requested": { icon: "edit", ink: "text-needs-person" },
  approved: { icon: "passed", ink: "text-passed" },
  stale: { icon: "stale", ink: "text-stale" },
};

/** The shape of where a review stands; the sentence beside it says the same. */
export function StandingMark({ state }: { state: Standing["state"] }) {
  const { icon, ink } = MARKS[state];
  return <Icon name={icon} className={classNames("mt-0.5 flex-none", ink)} />;
}
