"use client";

import { useState } from "react";
import { useRoomAct } from "@/components/room/use-room-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { PolicySettings } from "@/lib/approvals/room-view";
import type { PolicyActions } from "./policy-actions";

interface LendDialogProps {
  settings: PolicySettings;
  lendSlot: PolicyActions["lendSlot"];
  onClose: () => void;
}

const DAY_MILLISECONDS = 86_400_000;
/** `2026-11-20`, of the calendar of UTC. */
const toDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Lends one's own slot to somebody for some days. */
export function LendDialog({ settings, lendSlot, onClose }: LendDialogProps) {
  const [delegationId] = useState(() => crypto.randomUUID());
  const [today] = useState(() => Date.now());
  const [login, setLogin] = useState("");
  const [slot, setSlot] = useState("");
  const [from, setFrom] = useState(() => toDay(today));
  const [to, setTo] = useState(() => toDay(today + 7 * DAY_MILLISECONDS));
  const { act, isBusy, problem } = useRoomAct();
  const slots = [...new Set(settings.policies.flatMap(({ policy }) => policy.slots.map(({ name }) => name)))];
  const obstacle = isBusy
    ? "It is being sent."
    : login.trim() === ""
      ? "Name who votes for you."
      : from === "" || to === "" || to < from
        ? "The last day is not before the first."
        : to < toDay(today)
          ? "The last day is over already."
          : null;
  const submit = async () => {
    if (obstacle) return;
    const startsAt = from === toDay(today) ? new Date(today).toISOString() : `${from}T00:00:00.000Z`;
    // The last day is lent to its end.
    const endsAt = new Date(Date.parse(`${to}T00:00:00.000Z`) + DAY_MILLISECONDS).toISOString();
    const { repositoryId } = settings;
    const answer = await act(
      () => lendSlot({ delegationId, repositoryId, toLogin: login.trim(), slot: slot || null, startsAt, endsAt }),
      `${login.trim()} votes for you until the end of ${to}.`,
    );
    if (answer === "done") onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Lend my slot"
      description="Whoever gets it votes in your place, and the vote says so. It ends by itself; you can end it sooner."
      acts={
        <>
          <Button onClick={onClose}>Keep my slot</Button>
          <Button look="primary" blockedBy={obstacle} onClick={() => void submit()}>
            {login.trim() ? `Lend it to ${login.trim()}` : "Lend it"}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        {problem && (
          <Notice look="failed" title="It was not lent.">
            {problem}
          </Notice>
        )}
        <TextField
          label="To whom, by login on GitHub"
          value={login}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setLogin(event.target.value)}
        />
        <SelectField
          label="Which slot"
          value={slot}
          onChange={(event) => setSlot(event.target.value)}
          options={[{ value: "", label: "every slot I hold" }, ...slots.map((name) => ({ value: name, label: name }))]}
        />
        <div className="grid grid-cols-2 gap-2.5">
          <TextField label="From" type="date" value={from} min={toDay(today)} onChange={(event) => setFrom(event.target.value)} />
          <TextField label="Up to and including" type="date" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
        </div>
        <p className="text-xs text-ink-3">Days are those of UTC.</p>
      </div>
    </Dialog>
  );
}
