import { classNames } from "@/components/ui/class-names";
import type { RuleChoice } from "@/lib/changelog/suggest/rule-choices";

interface RuleChoicesProps {
  label: string;
  choices: RuleChoice[];
  value: string;
  onChoose: (value: string) => void;
}

/** Labels or folders of the pull requests at hand; one press writes it into the field. */
export function RuleChoices({ label, choices, value, onChoose }: RuleChoicesProps) {
  if (choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout
    <div role="group" aria-label={label} className="grid gap-1">
      <span className="text-xs font-medium text-ink-2">{label}</span>
      <span className="flex flex-wrap gap-1">
        {choices.map(({ value: choice, count, of }) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice.toLowerCase() === value.toLowerCase()}
            onClick={() => onChoose(choice)}
            className={classNames(
              "inline-flex min-h-6 max-w-full flex-wrap items-center gap-x-1.5 rounded-[5px] px-2 text-start text-xs shadow-[inset_0_0_0_1px_var(--line-control)] hover:bg-hover",
              choice.toLowerCase() === value.toLowerCase() ? "bg-accent-tint text-ink" : "text-ink-2",
            )}
          >
            <span className="font-mono break-all">{choice}</span>
            {of > 1 && (
              <span className="whitespace-nowrap">
                {count} of {of}
              </span>
            )}
          </button>
        ))}
      </span>
    </div>
  );
}
