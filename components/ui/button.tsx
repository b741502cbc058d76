import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { toast } from "sonner";
import { classNames } from "./class-names";

const LOOKS = {
  plain: "bg-raised text-ink shadow-[inset_0_0_0_1px_var(--line-strong),var(--shadow-1)] hover:bg-hover",
  primary: "bg-accent-solid text-on-solid font-[550] shadow-[inset_0_1px_0_oklch(1_0_0/0.14),var(--shadow-1)] hover:bg-accent-solid-hover",
  ghost: "text-ink-2 hover:bg-hover hover:text-ink",
  go: "bg-go text-on-solid font-semibold [&_.icon]:[--knock:var(--go)] shadow-[inset_0_1px_0_oklch(1_0_0/0.14),var(--shadow-1)] hover:bg-go-hover",
  "no-go":
    "bg-no-go text-on-solid font-semibold [&_.icon]:[--knock:var(--no-go)] shadow-[inset_0_1px_0_oklch(1_0_0/0.14),var(--shadow-1)] hover:bg-no-go-hover",
  danger: "bg-raised text-failed shadow-[inset_0_0_0_1px_var(--failed-edge)] hover:bg-hover",
} as const;

const SIZES = {
  small: "h-6 px-2 text-xs gap-[5px] rounded-[5px]",
  medium: "h-[30px] px-[11px] gap-1.5 rounded-sm",
  large: "h-9 px-4 text-md gap-1.5 rounded-sm",
  square: "size-[30px] rounded-sm",
  "small-square": "size-6 rounded-[5px]",
} as const;

export type ButtonLook = keyof typeof LOOKS;

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  size?: keyof typeof SIZES;
  /** Renders the child (a link) with the look of a button. */
  asChild?: boolean;
  /** Why it cannot be pressed now. It stays focusable and says so, when it is pressed too; `disabled` would hide the reason. */
  blockedBy?: string | null;
}

/** A button is named after its outcome. A blocked one keeps its place in the tab order and tells why. */
export function Button({ look = "plain", size = "medium", asChild = false, blockedBy, className, onClick, title, ...rest }: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  const blocked = blockedBy ? { "aria-disabled": true, title: blockedBy, "aria-description": blockedBy } : { title };
  return (
    <Component
      {...(asChild ? {} : { type: "button" as const })}
      {...rest}
      {...blocked}
      onClick={blockedBy ? (event) => sayWhyNot(event, blockedBy) : onClick}
      className={classNames(
        "inline-flex items-center justify-center font-medium whitespace-nowrap transition-colors duration-(--fast)",
        SIZES[size],
        blockedBy ? "cursor-not-allowed bg-sunken text-ink-3 shadow-[inset_0_0_0_1px_var(--line)]" : LOOKS[look],
        className,
      )}
    />
  );
}

/** A finger has no title to hover: whoever presses in vain reads the reason, once however often they press. */
function sayWhyNot(event: MouseEvent, reason: string): void {
  event.preventDefault();
  toast(reason, { id: "blocked" });
}
