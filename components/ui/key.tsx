import { classNames } from "./class-names";

/** The key of an act, at the end of its label; screen readers hear it from `aria-keyshortcuts`. */
export function Key({ children, className }: { children: string; className?: string }) {
  return (
    <span aria-hidden="true" className={classNames("inline-grid", className)}>
      <kbd className="inline-grid h-[17px] min-w-[17px] place-items-center rounded-xs border border-[color-mix(in_oklab,currentColor_35%,transparent)] px-1 font-sans text-2xs leading-none">
        {children}
      </kbd>
    </span>
  );
}
