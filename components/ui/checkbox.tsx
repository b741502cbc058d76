import { type ComponentProps, useEffect, useRef } from "react";
import { classNames } from "./class-names";

/** A box to tick, with room around it for a finger; `isMixed` is neither yes nor no. */
export function Checkbox({
  isMixed = false,
  className,
  children,
  ...rest
}: { isMixed?: boolean; className?: string } & Omit<ComponentProps<"input">, "type" | "ref">) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className={classNames("inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 whitespace-nowrap", className)}>
      <input ref={ref} type="checkbox" {...rest} className="size-4 flex-none accent-accent-solid" />
      {children}
    </label>
  );
}
