"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";
import { saveFile } from "@/components/ui/save-file";
import type { RecordNaming, RoomView } from "@/lib/approvals/room-view";

const NAMING: Record<RecordNaming, string> = {
  tag: "Its digest stands in the message of the tag: with a clone and this file anybody can check it.",
  adopted: "The tag was there already with a message of its own, so nothing in it names this record.",
  nothing: "The tags of this repository hold no digest of their decision, so nothing in this one names the record.",
};

/** What was decided on which evidence, and whether the tag proves it. */
export function RecordCard({ room, className }: { room: RoomView; className?: string }) {
  const { record } = room;
  if (!record) return null;
  return (
    <Card title="Record" className={className}>
      <div className="grid gap-2.5 p-3.5">
        <p className="text-ink-2">Who decided what, when, on which evidence. {NAMING[record.namedBy]}</p>
        <p>
          <span className="text-2xs text-ink-3">SHA-256</span>
          <br />
          <code className="text-xs wrap-anywhere" data-record-digest={record.digest}>
            {record.digest}
          </code>
        </p>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button
            size="small"
            onClick={() => saveFile(`go-no-go-${room.name}-${room.version}-round-${room.round}.json`, record.text, "application/json")}
          >
            Download the record
          </Button>
          <Button size="small" look="ghost" onClick={() => void copyText(record.digest, "Copied the digest.")}>
            <Icon name="copy" size={14} />
            Copy the digest
          </Button>
        </div>
      </div>
    </Card>
  );
}
