import type { ReactNode } from "react";
import { classNames } from "./class-names";

const LOOKS = {
  plain: "text-ink-2 bg-sunken shadow-[inset_0_0_0_1px_var(--line)]",
  solid: "text-ink-2 bg-press",
  warning: "text-needs-person bg-needs-person-tint shadow-[inset_0_0_0_1px_var(--needs-person-edge)]",
  accent: "text-accent bg-accent-tint shadow-[inset_0_0_0_1px_var(--accent-edge)]",
} as const;

/** A short fact beside something: an origin, a preset, a count. */
export function Chip({ look = "plain", isCode = false, children }: { look?: keyof typeof LOOKS; isCode?: boolean; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-[18px] items-center gap-1 rounded-xs px-1.5 text-2xs font-medium whitespace-nowrap",
        isCode && "font-mono tracking-tight",
        LOOKS[look],
      )}
    >
      {children}
    </span>
  );
}
