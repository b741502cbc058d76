import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { HomeRow } from "@/lib/releases/release-views";

/** The one thing this person can move on now, as a sentence with its button. */
export function WaitingForYou({ rows }: { rows: HomeRow[] }) {
  const row = rows.find(({ current, canEdit }) => canEdit && current?.next.needsPerson && current.next.kind === "notes");
  const { release, current } = row ?? {};
  if (!row || !release || !current) return null;
  const others = rows.filter((other) => other !== row && other.current?.next.needsPerson).length;
  return (
    <section
      aria-labelledby="waiting"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md border border-needs-person-edge bg-surface px-4 py-3 shadow-[inset_3px_0_0_var(--needs-person-fill)]"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id="waiting" className="flex items-center gap-1.5 text-xs text-needs-person">
          <Icon name="needs-person" size={14} />
          Waiting for you
        </h2>
        <p className="text-lg leading-6 font-semibold tracking-tight">
          {row.name} {release.version} waits for its notes.
        </p>
        <p className="text-ink-2">
          {current.next.sentence}.
          {others > 0 && ` ${others === 1 ? "One more repository waits" : `${others} more repositories wait`} for a person.`}
        </p>
      </div>
      <Button asChild look="primary">
        <Link href={`/repositories/${row.owner}/${row.name}/releases/${release.version}/changelog`}>
          {current.next.label} of {row.name} {release.version}
        </Link>
      </Button>
    </section>
  );
}
