import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { RoomView } from "@/lib/approvals/room-view";
import { count } from "./describe-room";

/** What still stands between this round and its tag, as sentences. */
export function BlockersCard({ room, className }: { room: RoomView; className?: string }) {
  const { blockers, state, tag } = room;
  // Everything is there, and this person may not make the tag.
  if (blockers.length === 0)
    return (
      <Card title="Still in the way" className={className}>
        <p className="flex items-start gap-2 p-3.5">
          <Icon name="go" className="mt-0.5 text-go" />
          <span>Nothing. {tag.plan.name} can be created on this commit.</span>
        </p>
      </Card>
    );
  return (
    <Card
      title="Still in the way"
      detail={state === "overridden" ? `${count(blockers.length, "condition")}, overridden` : count(blockers.length, "condition")}
      className={className}
    >
      <ul className="grid gap-1.5 p-3.5">
        {blockers.map((sentence) => (
          <li key={sentence} className="flex items-start gap-2">
            <Icon name={state === "overridden" ? "skipped" : "open"} className="mt-0.5 text-ink-3" />
            <span className="min-w-0 wrap-anywhere">{sentence}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
