import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { STATES } from "@/components/ui/state";
import type { RunPageView } from "@/lib/runs/run-views";

/** The attempts of a run, each as it ended: a green one does not paint an earlier red one. */
export function Attempts({ page }: { page: RunPageView }) {
  if (page.attempts.length < 2) return null;
  const base = `/repositories/${page.owner}/${page.name}/runs/${page.run.id}`;
  return (
    <nav aria-label="Attempts" className="flex flex-wrap gap-1">
      {page.attempts.map(({ number, state }) => (
        <Link
          key={number}
          href={number === page.run.attempt ? base : `${base}?attempt=${number}`}
          aria-current={number === page.attempt ? "page" : undefined}
          scroll={false}
          className="inline-flex h-[30px] items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-2 shadow-[inset_0_0_0_1px_var(--line)] hover:bg-hover aria-[current]:bg-press aria-[current]:text-ink"
        >
          <Icon name={state} label={STATES[state].word} size={14} className={STATES[state].ink} />
          Attempt {number}
        </Link>
      ))}
    </nav>
  );
}
