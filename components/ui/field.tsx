import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

const FRAME = "rounded-sm bg-surface shadow-[inset_0_0_0_1px_var(--line-control)] text-ink outline-offset-0";

/** A labelled line of text; the label is above it, and the problem under it says what to do. */
export function TextField({
  label,
  problem,
  hint,
  className,
  ...rest
}: { label: string; problem?: string | null; hint?: ReactNode } & ComponentProps<"input">) {
  return (
    <label className={classNames("grid gap-1", className)}>
      <span className="text-xs font-medium text-ink-2">{label}</span>
      <input {...rest} aria-invalid={problem ? true : undefined} className={classNames(FRAME, "h-[30px] px-2.5")} />
      {problem ? <span className="text-xs text-failed">{problem}</span> : hint ? <span className="text-xs text-ink-3">{hint}</span> : null}
    </label>
  );
}

/** A labelled choice among a few. */
export function SelectField({
  label,
  hint,
  options,
  className,
  ...rest
}: { label: string; hint?: ReactNode; options: { value: string; label: string }[] } & ComponentProps<"select">) {
  return (
    <label className={classNames("grid gap-1", className)}>
      <span className="text-xs font-medium text-ink-2">{label}</span>
      <select {...rest} className={classNames(FRAME, "h-[30px] px-2")}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && <span className="text-xs text-ink-3">{hint}</span>}
    </label>
  );
}

/** The same for several lines. */
export function TextArea({
  label,
  hint,
  isCode = false,
  className,
  ...rest
}: { label: string; hint?: ReactNode; isCode?: boolean } & ComponentProps<"textarea">) {
  return (
    <label className={classNames("grid gap-1", className)}>
      <span className="text-xs font-medium text-ink-2">{label}</span>
      <textarea {...rest} className={classNames(FRAME, "resize-y px-2.5 py-2", isCode && "font-mono text-xs")} />
      {hint && <span className="text-xs text-ink-3">{hint}</span>}
    </label>
  );
}
