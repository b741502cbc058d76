"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { Slot } from "@/lib/approvals/policy";
import { HoldersEditor } from "./holders-editor";

interface SlotEditorProps {
  slot: Slot;
  /** By place; those of this slot begin with `path`. */
  faults: Map<string, string>;
  path: string;
  onChange: (slot: Slot) => void;
  onRemove: () => void;
}

/** A slot: its name, who can fill it, how many of them it takes, and whether it may stay empty. */
export function SlotEditor({ slot, faults, path, onChange, onRemove }: SlotEditorProps) {
  const id = useId();
  const title = slot.name.trim() || "New slot";
  return (
    <fieldset aria-labelledby={id} className="grid min-w-0 gap-2.5 rounded-md border border-line p-3" data-slot-editor={title}>
      <legend id={id} className="sr-only">
        {title}
      </legend>
      <div className="flex flex-wrap items-end gap-2.5">
        <TextField
          className="min-w-0 flex-1 basis-44"
          label="Name of the slot"
          placeholder="Quality"
          value={slot.name}
          autoFocus={slot.name === ""}
          maxLength={60}
          onChange={(event) => onChange({ ...slot, name: event.target.value })}
          problem={slot.name === "" ? null : faults.get(`${path}.name`)}
        />
        <TextField
          className="w-24"
          label="GO needed"
          type="number"
          min={1}
          max={20}
          value={Number.isNaN(slot.needed) ? "" : slot.needed}
          onChange={(event) => onChange({ ...slot, needed: event.target.valueAsNumber })}
        />
        <Checkbox
          className="h-[30px]"
          checked={slot.isRequired}
          onChange={(event) => onChange({ ...slot, isRequired: event.target.checked })}
        >
          required
        </Checkbox>
        <Button look="ghost" size="square" aria-label={`Remove the slot ${title}`} title="Remove this slot" onClick={onRemove}>
          <Icon name="x" size={14} />
        </Button>
      </div>
      {faults.has(`${path}.needed`) && <p className="text-xs text-failed">GO takes between 1 and 20 people.</p>}
      <HoldersEditor slotName={title} holders={slot.holders} onChange={(holders) => onChange({ ...slot, holders })} />
    </fieldset>
  );
}
