"use client";

import { type ReactNode, useId } from "react";
import { useRoomAct } from "@/components/room/use-room-act";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { Policy } from "@/lib/approvals/policy";
import type { PolicySettings } from "@/lib/approvals/room-view";
import { VERSION_TYPE_WORDS, type VersionType } from "@/lib/releases/version";
import { AccountsEditor } from "./accounts-editor";
import { LinesEditor } from "./lines-editor";
import type { PolicyActions } from "./policy-actions";
import { emptySlot, findFaults, firstFault } from "./policy-draft";
import { SlotEditor } from "./slot-editor";
import { usePolicyDraft } from "./use-policy-draft";

interface PolicyFormProps {
  settings: PolicySettings;
  releaseType: VersionType;
  saved: Policy;
  setPolicy: PolicyActions["setPolicy"];
}

/** How releases of one type are decided on, as it is changed. Rounds that are open keep the rules they began with. */
export function PolicyForm({ settings, releaseType, saved, setPolicy }: PolicyFormProps) {
  const draft = usePolicyDraft(saved);
  const { policy, change } = draft;
  const { act, isBusy, problem } = useRoomAct();
  const faults = findFaults(policy);
  const fault = firstFault(faults, policy.slots);
  const type = `${VERSION_TYPE_WORDS[releaseType].toLowerCase()}s`;
  const obstacle = isBusy
    ? "It is being saved."
    : draft.isOvertaken
      ? "Somebody else changed these settings. Decide first what becomes of yours."
      : !draft.isChanged
        ? "Nothing has changed."
        : fault;
  const save = async () => {
    if (obstacle) return;
    const answer = await act(
      () => setPolicy({ repositoryId: settings.repositoryId, releaseType, seen: draft.seen, policy }),
      `Saved who decides on ${type}. It holds for the next round that is asked for.`,
    );
    if (answer === "done") draft.drop();
  };
  const others = settings.policies.filter((other) => other.releaseType !== releaseType);
  return (
    <div className="grid min-w-0 gap-3.5">
      {draft.isOvertaken && (
        <Notice
          look="stale"
          title="Somebody else changed these settings while you did."
          acts={
            <>
              <Button onClick={draft.drop}>Take theirs</Button>
              <Button onClick={draft.keepOver}>Go on with mine</Button>
            </>
          }
        >
          Theirs are saved. Going on with yours replaces them when you save.
        </Notice>
      )}
      {problem && (
        <Notice look="failed" title="It was not saved.">
          {problem}
        </Notice>
      )}
      <Card
        title="Slots"
        detail="every required one has to say GO"
        aside={
          <CopyButtons
            others={others.map((other) => other.releaseType)}
            onCopy={(from) => {
              const other = others.find((one) => one.releaseType === from);
              if (other) change(other.policy);
            }}
          />
        }
      >
        <div className="grid gap-2.5 p-3.5">
          {policy.slots.map((slot, index) => (
            <SlotEditor
              key={index}
              slot={slot}
              faults={faults}
              path={`slots.${index}`}
              onChange={(next) => change({ ...policy, slots: policy.slots.with(index, next) })}
              onRemove={() => change({ ...policy, slots: policy.slots.toSpliced(index, 1) })}
            />
          ))}
          {faults.has("slots") && <p className="text-failed">{faults.get("slots")}</p>}
          <Button size="small" className="justify-self-start" onClick={() => change({ ...policy, slots: [...policy.slots, emptySlot()] })}>
            <Icon name="plus" size={14} />
            Add a slot
          </Button>
        </div>
      </Card>
      <Card title="Votes">
        <div className="grid gap-3.5 p-3.5">
          <Tick
            label="People may vote GO on their own work"
            hint="Otherwise who wrote the release commit or proposed the candidate cannot; bots never can."
            checked={policy.mayApproveOwn}
            onChange={(mayApproveOwn) => change({ ...policy, mayApproveOwn })}
          />
          <Tick
            label="GO takes typing the version"
            hint="Slows down by a second what must not happen by accident."
            checked={policy.hasTypedConfirmation}
            onChange={(hasTypedConfirmation) => change({ ...policy, hasTypedConfirmation })}
          />
          <div className="grid gap-2.5 sm:grid-cols-2">
            <Hours
              label="A vote expires after hours"
              empty="Votes do not expire."
              value={policy.voteHours}
              fault={faults.get("voteHours")}
              onChange={(voteHours) => change({ ...policy, voteHours })}
            />
            <Hours
              label="A decision is due after hours"
              empty="There is no deadline."
              value={policy.dueHours}
              fault={faults.get("dueHours")}
              onChange={(dueHours) => change({ ...policy, dueHours })}
            />
          </div>
          <Group title="Accounts that are one person" hint="One person has one vote, whichever account they use.">
            <AccountsEditor
              groups={policy.linkedAccounts}
              fault={[...faults].find(([place]) => place.startsWith("linkedAccounts"))?.[1] ?? null}
              onChange={(linkedAccounts) => change({ ...policy, linkedAccounts })}
            />
          </Group>
        </div>
      </Card>
      <Card title="What a candidate needs">
        <div className="grid gap-3.5 p-3.5">
          <Tick
            label="Its changelog has a section for its version"
            hint="Without one there is no tag."
            checked={policy.needsNotes}
            onChange={(needsNotes) => change({ ...policy, needsNotes })}
          />
          <Group title="Questions that want a yes" hint="They are answered in the room, for each candidate anew.">
            <LinesEditor
              label="Question"
              add="Add a question"
              lines={policy.questions}
              most={10}
              maxLength={300}
              faults={faults}
              path="questions"
              onChange={(questions) => change({ ...policy, questions })}
            />
          </Group>
        </div>
      </Card>
      <Card title="Tag" detail={<code>Release v&lt;version&gt;</code>}>
        <div className="grid gap-3.5 p-3.5">
          <Tick
            label="Its message names the digest of the decision"
            hint="Then a clone and the record prove together which decision it was."
            checked={policy.tag.hasDecisionDigest}
            onChange={(hasDecisionDigest) => change({ ...policy, tag: { ...policy.tag, hasDecisionDigest } })}
          />
          <Group title="More lines of its message" hint="<version> stands for the version.">
            <LinesEditor
              label="Line"
              add="Add a line"
              placeholder="Artifacts: https://dist.example.org/<version>"
              lines={policy.tag.extraLines}
              most={10}
              maxLength={200}
              faults={faults}
              path="tag.extraLines"
              onChange={(extraLines) => change({ ...policy, tag: { ...policy.tag, extraLines } })}
            />
          </Group>
        </div>
      </Card>
      <div className="sticky bottom-14 z-10 flex flex-wrap items-center justify-end gap-2 rounded-md border border-line bg-raised px-3.5 py-2.5 shadow-2 md:bottom-3">
        <p className="me-auto text-xs text-ink-2">
          {draft.isChanged ? (fault ?? "Changed, not saved.") : "Rounds that are open keep the rules they began with."}
        </p>
        {draft.isChanged && <Button onClick={draft.drop}>Drop my changes</Button>}
        <Button look="primary" blockedBy={obstacle} onClick={() => void save()}>
          Save who decides on {type}
        </Button>
      </div>
    </div>
  );
}

function CopyButtons({ others, onCopy }: { others: VersionType[]; onCopy: (from: VersionType) => void }) {
  return (
    <>
      {others.map((from) => (
        <Button key={from} size="small" onClick={() => onCopy(from)}>
          Copy from {VERSION_TYPE_WORDS[from].toLowerCase()}s
        </Button>
      ))}
    </>
  );
}

function Group({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="grid min-w-0 gap-2">
      <legend id={id} className="mb-2">
        <span className="font-medium">{title}</span> <span className="text-xs text-ink-3">{hint}</span>
      </legend>
      {children}
    </fieldset>
  );
}

interface TickProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Tick({ label, hint, checked, onChange }: TickProps) {
  const id = useId();
  return (
    <div className="grid gap-0.5">
      <Checkbox
        className="justify-self-start !justify-start !whitespace-normal"
        aria-describedby={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      >
        {label}
      </Checkbox>
      <p id={id} className="ps-[22px] text-xs text-ink-3">
        {hint}
      </p>
    </div>
  );
}

interface HoursProps {
  label: string;
  /** What an empty field means. */
  empty: string;
  value: number | null;
  fault: string | undefined;
  onChange: (hours: number | null) => void;
}

function Hours({ label, empty, value, fault, onChange }: HoursProps) {
  const days = value !== null && value >= 48 ? `That is ${Math.round((value / 24) * 10) / 10} days.` : "";
  return (
    <TextField
      label={label}
      type="number"
      min={1}
      max={8760}
      value={value ?? ""}
      hint={value === null ? empty : days}
      problem={fault ? "Between 1 and 8,760 hours, or empty." : null}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.valueAsNumber)}
    />
  );
}
