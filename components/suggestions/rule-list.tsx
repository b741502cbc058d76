import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";

interface RuleListProps {
  rules: RememberedRule[];
  repository: string;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
  forget: (rule: RememberedRule) => void;
  onAdd: () => void;
}

/** What is remembered for the repository, each with the way to forget it. */
export function RuleList({ rules, repository, refusal, forget, onAdd }: RuleListProps) {
  return (
    <section aria-label={`Remembered for ${repository}`} className="grid gap-2 px-4 py-3">
      <header className="flex flex-wrap items-center gap-2">
        <h3>Remembered for {repository}</h3>
        <Button size="small" className="ms-auto" blockedBy={refusal} onClick={onAdd}>
          <Icon name="plus" size={14} />
          Add a rule
        </Button>
      </header>
      {rules.length === 0 ? (
        <p className="text-ink-2">
          Nothing yet. What you ask to “always put” somewhere stands here, and the next release is grouped by it first.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {rules.map((rule) => (
            <li key={rule.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
              <Chip>{rule.type}</Chip>
              <span className="min-w-0 break-words">{rule.value}</span>
              <Icon name="right" size={14} label="goes to" className="text-ink-3" />
              <span className="min-w-0 flex-1 font-medium break-words">{rule.title}</span>
              <Button
                look="ghost"
                size="small"
                blockedBy={refusal}
                aria-label={`Forget it: ${rule.type} ${rule.value}`}
                onClick={() => forget(rule)}
              >
                Forget it
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
