import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";

/** How one line of a menu looks, for items that are more than an act. */
export const MENU_ITEM = "min-h-[30px] cursor-pointer rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  side?: "top" | "bottom";
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
}

/** A menu behind a button: arrow keys move, letters find, Escape closes and gives the focus back. */
export function Menu({ trigger, side = "bottom", align = "start", className, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side={side}
          align={align}
          sideOffset={4}
          className={classNames("z-50 max-w-[calc(100vw-28px)] rounded-md bg-raised p-1 shadow-3", className)}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
