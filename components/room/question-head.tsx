import { Ago } from "@/components/ui/ago";
import { exactUtc } from "@/components/ui/relative-time";
import type { RoomView } from "@/lib/approvals/room-view";
import { DeadlineClock } from "./deadline-clock";
import { describeRule, describeState } from "./describe-room";

/** The question, who asked it, what it takes, and by when. */
export function QuestionHead({ room }: { room: RoomView }) {
  const { asked, due, phase } = room;
  return (
    <div className="grid gap-0.5">
      <p className="hidden text-2xs text-ink-3 print:block">
        Go/no-go of {room.owner}/{room.name}, round {room.round}. {describeState(room).words}. Fingerprint {room.fingerprint}. Commit{" "}
        {room.commit.sha}. Read {room.asOf ? exactUtc(new Date(room.asOf)) : "never"}.
      </p>
      <h2 className="max-w-4xl text-lg leading-[25px] font-[640] tracking-tight md:text-xl md:leading-7">
        Publish {room.name} {room.version} from exactly this commit{room.notesDigest ? " with exactly these notes" : ""}?
      </h2>
      <p className="text-ink-2">
        Asked by {asked.by} <Ago at={asked.at} suffix=" ago" />. {describeRule(room.slots)}
      </p>
      {asked.words && <p className="max-w-3xl text-md wrap-anywhere whitespace-pre-wrap">“{asked.words}”</p>}
      {phase === "open" && due && (
        <p className="mt-0.5">
          <DeadlineClock due={due} />
        </p>
      )}
    </div>
  );
}
