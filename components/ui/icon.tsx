import { classNames } from "./class-names";
import { type IconName, SHAPES } from "./shapes";

export type { IconName } from "./shapes";

/** A 16 px icon. It carries a name only where no word stands beside it. */
export function Icon({ name, label, size = 16, className }: { name: IconName; label?: string; size?: 14 | 16 | 20; className?: string }) {
  const naming = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it is named by aria-label, or hidden because a word stands beside it
    <svg
      {...naming}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      style={{ width: size, height: size }}
      className={classNames("icon", name === "running" && "icon-running", className)}
    >
      {SHAPES[name]}
    </svg>
  );
}
