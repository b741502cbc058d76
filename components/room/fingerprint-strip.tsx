import type { ReactNode } from "react";
import { Sha } from "@/components/release/sha";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ChangesView, RoomView } from "@/lib/approvals/room-view";
import { count, countChecks, shortDigest } from "./describe-room";

/** What a vote binds to, in three parts; while it can be voted on, also what of it is no longer what this person saw. */
export function FingerprintStrip({ room }: { room: RoomView }) {
  const { changes, notesDigest, notes } = room;
  const then =
    room.phase !== "open"
      ? null
      : changes?.since.startsWith("your") || (room.me.voteId && !changes)
        ? "when you voted"
        : "when it was asked for";
  return (
    <dl
      aria-label="Fingerprint"
      className="grid overflow-hidden rounded-md border border-line bg-surface max-md:divide-y max-md:divide-line md:grid-cols-3 md:divide-x md:divide-line"
    >
      <Part name="Commit" then={then} changed={changes?.commit ? describeMove(changes.commit) : null}>
        <Sha sha={room.commit.sha} />
      </Part>
      <Part name="Notes" then={then} changed={changes?.notes ? describeNotes(changes.notes) : null}>
        {notesDigest === null ? (
          "no section yet"
        ) : (
          <>
            <code className="text-xs tracking-tight text-ink-2" title={`sha256:${notesDigest}`}>
              {shortDigest(notesDigest)}
            </code>
            {notes && <span className="text-xs text-ink-3">{count(notes.entries, "entry", "entries")}</span>}
          </>
        )}
      </Part>
      <Part name="Checks" then={then} changed={changes ? describeChecks(changes) : null}>
        <span className="tabular font-medium">{countChecks(room.checks)}</span>
      </Part>
    </dl>
  );
}

function Part({ name, then, changed, children }: { name: string; then: string | null; changed: string | null; children: ReactNode }) {
  return (
    <div
      data-part={name.toLowerCase()}
      data-changed={changed !== null}
      className={classNames(
        "min-w-0 px-4 py-2.5 max-md:grid max-md:grid-cols-[64px_minmax(0,1fr)] max-md:items-center max-md:px-3.5",
        changed !== null && "bg-stale-tint",
      )}
    >
      <dt className="text-2xs text-ink-3">{name}</dt>
      <dd className="flex min-h-[22px] items-center gap-2">{children}</dd>
      {(changed ?? then) !== null && (
        <dd className="mt-0.5 flex items-start gap-1.5 text-xs text-ink-2 max-md:col-start-2">
          {changed === null ? (
            <Icon name="check" size={14} className="mt-px text-passed" />
          ) : (
            <Icon name="stale-vote" size={14} className="mt-px text-stale" />
          )}
          {changed ?? `Same as ${then}`}
        </dd>
      )}
    </div>
  );
}

function describeMove({ from, total, isRewritten }: NonNullable<ChangesView["commit"]>): string {
  if (isRewritten) return `Rewritten: was ${from.slice(0, 7)}`;
  if (total === null) return `Moved from ${from.slice(0, 7)}; could not be compared`;
  return `Moved from ${from.slice(0, 7)} by ${count(total, "commit")}`;
}

function describeNotes({ before, after }: NonNullable<ChangesView["notes"]>): string {
  if (after === "") return "The section is gone";
  return before === "" ? "Written since" : "Changed since";
}

function describeChecks({ parts, checks }: ChangesView): string | null {
  const [first] = checks;
  if (!first) return parts.includes("checks") ? "Other rules for checks" : null;
  const rerun = checks.filter(({ wasRerun, before, after }) => wasRerun && before === after).length;
  if (rerun === checks.length)
    return `${count(rerun, "rerun", "rerun")}, ${checks.length === 1 ? "still" : "all still"} ${first.after ?? "gone"}`;
  return `${count(checks.length, "check")} ended differently`;
}
