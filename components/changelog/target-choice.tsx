import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export type Target = "amend" | "commit" | "pull-request";

interface TargetChoiceProps {
  value: Target;
  chosen: Target;
  choose: (target: Target) => void;
  title: string;
  /** Why it cannot be chosen; it stays readable and in the tab order. */
  refusal?: string | null;
  children: ReactNode;
}

/** One of the places that notes can go to, with what it sets off. */
export function TargetChoice({ value, chosen, choose, title, refusal = null, children }: TargetChoiceProps) {
  return (
    <label
      className={classNames(
        "flex items-start gap-2.5 rounded-sm border border-line px-3 py-2 has-checked:border-accent-edge has-checked:bg-accent-tint",
        refusal ? "cursor-not-allowed bg-sunken" : "cursor-pointer",
      )}
    >
      <input
        type="radio"
        name="target"
        value={value}
        checked={chosen === value}
        aria-disabled={refusal !== null}
        onChange={() => !refusal && choose(value)}
        className="mt-1 accent-accent-solid"
      />
      <span className="min-w-0">
        <span className="block font-semibold">{title}</span>
        {refusal && <span className="block font-medium text-needs-person">{refusal}</span>}
        <span className="text-ink-2">{children}</span>
      </span>
    </label>
  );
}
