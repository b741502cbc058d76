import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { VOTE_WORDS, type VoteKind } from "@/lib/approvals/judge-decision";
import type { VoteView } from "@/lib/approvals/room-view";

const SOLID: Record<Exclude<VoteKind, "abstain">, string> = {
  go: "bg-go [&_.icon]:[--knock:var(--go)]",
  "no-go": "bg-no-go [&_.icon]:[--knock:var(--no-go)]",
  "needs-work": "bg-needs-work [&_.icon]:[--knock:var(--needs-work)]",
};

/** How a vote that no longer counts is called, after its kind. */
const STANDING_WORDS = { stale: "now void", suspended: "suspended", expired: "expired", ended: "no longer" } as const;
const DASHED: Record<keyof typeof STANDING_WORDS, { icon: IconName; look: string }> = {
  stale: { icon: "stale-vote", look: "border-stale-edge bg-stale-tint text-stale" },
  expired: { icon: "stale-vote", look: "border-stale-edge bg-stale-tint text-stale" },
  suspended: { icon: "stale-vote", look: "border-running-edge bg-running-tint text-running" },
  ended: { icon: "revoked", look: "border-skipped-edge bg-skipped-tint text-ink-2" },
};

const FRAME = "inline-flex h-6 flex-none items-center gap-1.5 rounded-[5px] ps-1.5 pe-2 text-xs font-[650] whitespace-nowrap";

/** A vote by shape and word: solid while it counts, dashed when it does not. */
export function VoteMark({ vote }: { vote: Pick<VoteView, "kind" | "standing"> }) {
  const { kind, standing } = vote;
  if (standing.state !== "stands") {
    const { icon, look } = DASHED[standing.state];
    return (
      <span className={classNames(FRAME, "border border-dashed", look)}>
        <Icon name={icon} size={14} />
        {VOTE_WORDS[kind]}, {STANDING_WORDS[standing.state]}
      </span>
    );
  }
  if (kind === "abstain")
    return (
      <span className={classNames(FRAME, "bg-press text-ink-2")}>
        <Icon name="abstain" size={14} />
        {VOTE_WORDS.abstain}
      </span>
    );
  return (
    <span className={classNames(FRAME, "text-on-solid", SOLID[kind])}>
      <Icon name={kind} size={14} />
      {VOTE_WORDS[kind]}
    </span>
  );
}

/** A slot that nobody has filled. */
export function OpenMark({ words = "No vote yet" }: { words?: string }) {
  return (
    <span className={classNames(FRAME, "border border-dashed border-line-control font-medium text-ink-2")}>
      <Icon name="open" size={14} />
      {words}
    </span>
  );
}
