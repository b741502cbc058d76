"use client";

import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface Option<Value extends string> {
  value: Value;
  label: ReactNode;
}

/** A choice of views, always all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: Option<Value>[];
  onChange: (value: Value) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout into a toolbar
    <div role="group" aria-label={label} className="inline-flex gap-0.5 rounded-[7px] bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--line)]">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={classNames(
            "inline-flex h-6 items-center gap-1.5 rounded-[5px] px-2.5 font-medium whitespace-nowrap",
            option.value === value ? "bg-raised text-ink shadow-[0_0_0_1px_var(--line-strong),var(--shadow-1)]" : "text-ink-2",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
