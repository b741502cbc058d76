"use client";

import { useMemo, useState } from "react";
import { Markdown } from "@/components/changelog/markdown";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import type { RoomView } from "@/lib/approvals/room-view";
import { changedFirst } from "./changed-first";
import { count } from "./describe-room";

/** The notes as they will be published; where something changed it can stand first. */
export function NotesCard({ room, className }: { room: RoomView; className?: string }) {
  const { notes, changes } = room;
  const [chosen, setShow] = useState<"changed" | "published">("changed");
  const before = changes?.notes?.before || null;
  const parts = useMemo(() => (notes && before !== null ? changedFirst(before, notes.text) : null), [notes, before]);
  const canSort = parts !== null && parts.changed !== "" && parts.rest !== "";
  const show = canSort ? chosen : "published";
  return (
    <Card
      title="Notes"
      className={className}
      detail={notes ? `as they will be published, ${count(notes.entries, "entry", "entries")}` : undefined}
      aside={
        canSort && (
          <span className="print:hidden">
            <Segmented
              label="Order of the notes"
              value={show}
              onChange={setShow}
              options={[
                { value: "changed", label: "Changed first" },
                { value: "published", label: "As published" },
              ]}
            />
          </span>
        )
      }
    >
      {!notes ? (
        <p className="p-3.5 text-ink-2">
          The changelog of this commit has no section for {room.version}. Write it in the changelog editor and commit it; the candidate
          moves with it.
        </p>
      ) : notes.path.endsWith(".rst") ? (
        <pre className="p-4 text-xs leading-[19px] break-words whitespace-pre-wrap">{notes.text}</pre>
      ) : (
        <div className="px-4 py-3" data-notes={show}>
          {show === "changed" && parts ? (
            <>
              <h3 className="mb-1 text-xs text-stale">Changed</h3>
              <Markdown text={parts.changed} />
              <h3 className="mt-4 mb-1 border-t border-line pt-3 text-xs text-ink-3">Unchanged</h3>
              <Markdown text={parts.rest} />
            </>
          ) : (
            <Markdown text={notes.text} />
          )}
        </div>
      )}
    </Card>
  );
}
