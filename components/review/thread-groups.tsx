import { Icon } from "@/components/ui/icon";
import type { ThreadGroup } from "./group-threads";
import { ThreadCard } from "./thread-card";
import type { Review } from "./use-review";

/** Conversations under what they are about, each with the way to it. */
export function ThreadGroups({ groups, review, show }: { groups: ThreadGroup[]; review: Review; show: (entryId: string) => void }) {
  return groups.map(({ key, about, entryId, isGone, threads }) => (
    <section key={key} aria-label={`About ${about}`} className="grid gap-1.5">
      <h4 className="min-w-0 font-normal">
        {entryId !== null ? (
          <button
            type="button"
            aria-label={`Go to the entry: ${about}`}
            onClick={() => show(entryId)}
            className="inline-flex min-h-6 max-w-full items-start gap-1 text-start text-accent hover:underline"
          >
            <Icon name="arrow" size={14} className="mt-1 flex-none" />
            <span className="line-clamp-2 break-words">{about}</span>
          </button>
        ) : isGone ? (
          <span className="text-ink-2">
            On an entry that is no longer in the notes: <q className="break-words">{about}</q>
          </span>
        ) : (
          <span className="font-medium">On the notes as a whole</span>
        )}
      </h4>
      {threads.map((placed) => (
        <ThreadCard key={placed.thread.id} placed={placed} review={review} about={about} />
      ))}
    </section>
  ));
}
