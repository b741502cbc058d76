"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { emptySlot, findSlotFaults, firstFault } from "@/components/policy/policy-draft";
import { SlotEditor } from "@/components/policy/slot-editor";
import { releaseQuery } from "@/components/queries";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { describeHolder, type Slot } from "@/lib/approvals/policy";
import { VERSION_TYPE_WORDS, type VersionType } from "@/lib/releases/version";
import type { AskDecision } from "./room-actions";
import { useRoomAct } from "./use-room-act";

interface AskDialogProps {
  owner: string;
  name: string;
  /** Of the release page the room belongs to. */
  release: string;
  candidate: { repositoryId: string; version: string; type: VersionType; sha: string };
  askDecision: AskDecision;
  onClose: () => void;
}

/** Asks the people who decide; it shows who they are before it does. */
export function AskDialog({ owner, name, release, candidate, askDecision, onClose }: AskDialogProps) {
  const router = useRouter();
  const { data: page, error } = useQuery(releaseQuery(owner, name, release, candidate.sha));
  const [decisionId] = useState(() => crypto.randomUUID());
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Slot[] | null>(null);
  const { act, isBusy, problem } = useRoomAct();
  const slots = page?.decision?.slots;
  const own = slots?.own ?? [];
  const extra = chosen ?? slots?.carried ?? [];
  const faults = findSlotFaults([...own, ...extra]);
  const fault = firstFault(faults, [...own, ...extra]);
  const obstacle = isBusy ? "It is being sent." : !slots ? "Who decides is being read." : fault;
  const sha = candidate.sha.slice(0, 7);
  const submit = async () => {
    if (obstacle) return;
    const { repositoryId, version } = candidate;
    const question = { decisionId, repositoryId, version, sha: candidate.sha, words: words.trim(), extraSlots: extra };
    const answer = await act(() => askDecision(question), `Asked for a go/no-go on ${version}.`);
    if (answer !== "done") return;
    onClose();
    router.push(`/repositories/${owner}/${name}/releases/${encodeURIComponent(release)}/go-no-go/${decisionId}`);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width={extra.length > 0 ? "wide" : "narrow"}
      title={`Ask for a go/no-go on ${candidate.version}?`}
      description={`On exactly ${sha}. Votes are void as soon as it moves.`}
      acts={
        <>
          <Button onClick={onClose}>Ask nobody yet</Button>
          <Button look="primary" blockedBy={obstacle} onClick={() => void submit()}>
            Ask for a go/no-go on {sha}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        {(problem ?? error) && (
          <Notice look="failed" title="Nobody was asked.">
            {problem ?? error?.message}
          </Notice>
        )}
        <TextArea
          label="What to know before voting (may stay empty)"
          rows={3}
          value={words}
          maxLength={2000}
          onChange={(event) => setWords(event.target.value)}
        />
        {slots && (
          <section aria-label="Who is asked" className="grid gap-1.5">
            <h3 className="text-xs text-ink-2">Who is asked, as set for {VERSION_TYPE_WORDS[candidate.type].toLowerCase()}s</h3>
            <ul className="divide-y divide-line rounded-sm border border-line">
              {own.map((slot) => (
                <li key={slot.name} className="flex flex-wrap items-baseline gap-x-2 px-3 py-1.5">
                  <span className="font-medium">{slot.name}</span>
                  <span className="min-w-0 flex-1 text-xs text-ink-2 wrap-anywhere">{slot.holders.map(describeHolder).join(", ")}</span>
                  {slot.needed > 1 && <span className="text-xs text-ink-3">{slot.needed} of them</span>}
                  {!slot.isRequired && <Chip>optional</Chip>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {slots?.from && chosen === null && (
          <p className="text-xs text-ink-2">{slots.from} was decided with these beside them; they are proposed again.</p>
        )}
        {extra.map((slot, index) => (
          <SlotEditor
            key={index}
            slot={slot}
            faults={faults}
            path={`slots.${own.length + index}`}
            onChange={(next) => setChosen(extra.with(index, next))}
            onRemove={() => setChosen(extra.toSpliced(index, 1))}
          />
        ))}
        {slots && extra.length < 10 && (
          <Button size="small" className="justify-self-start" onClick={() => setChosen([...extra, emptySlot()])}>
            <Icon name="plus" size={14} />
            Ask somebody else as well
          </Button>
        )}
      </div>
    </Dialog>
  );
}
