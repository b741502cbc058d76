import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

const LOOKS = {
  "needs-person": { icon: "needs-person", look: "border-needs-person-edge bg-needs-person-tint", ink: "text-needs-person" },
  failed: { icon: "failed", look: "border-failed-edge bg-failed-tint", ink: "text-failed" },
  stale: { icon: "stale", look: "border-stale-edge border-dashed bg-stale-tint", ink: "text-stale" },
  info: { icon: "info", look: "border-line bg-sunken", ink: "text-ink-2" },
} as const satisfies Record<string, { icon: IconName; look: string; ink: string }>;

/** Something that must be read: the fact in bold, the reason under it, and the way out at the end. */
export function Notice({
  look,
  title,
  children,
  acts,
  className,
}: {
  look: keyof typeof LOOKS;
  title: string;
  children?: ReactNode;
  acts?: ReactNode;
  className?: string;
}) {
  const { icon, look: ground, ink } = LOOKS[look];
  return (
    <div className={classNames("flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-sm border px-3 py-2.5", ground, className)}>
      <Icon name={icon} className={classNames("mt-0.5", ink)} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {acts && <div className="flex flex-wrap gap-2">{acts}</div>}
    </div>
  );
}
