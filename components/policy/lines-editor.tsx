"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

interface LinesEditorProps {
  /** What one of them is called: `Question`. */
  label: string;
  add: string;
  lines: string[];
  most: number;
  maxLength: number;
  placeholder?: string;
  faults: Map<string, string>;
  path: string;
  onChange: (lines: string[]) => void;
}

/** A few lines of text, one field each. */
export function LinesEditor({ label, add, lines, most, maxLength, placeholder, faults, path, onChange }: LinesEditorProps) {
  return (
    <div className="grid gap-2">
      {lines.map((line, index) => (
        <div key={index} className="flex items-end gap-1.5">
          <TextField
            className="min-w-0 flex-1"
            label={`${label} ${index + 1}`}
            value={line}
            autoFocus={line === ""}
            maxLength={maxLength}
            placeholder={placeholder}
            problem={line === "" ? null : faults.get(`${path}.${index}`)}
            onChange={(event) => onChange(lines.with(index, event.target.value))}
          />
          <Button
            look="ghost"
            size="square"
            aria-label={`Remove ${label.toLowerCase()} ${index + 1}`}
            onClick={() => onChange(lines.toSpliced(index, 1))}
          >
            <Icon name="x" size={14} />
          </Button>
        </div>
      ))}
      {lines.length < most && (
        <Button size="small" className="justify-self-start" onClick={() => onChange([...lines, ""])}>
          <Icon name="plus" size={14} />
          {add}
        </Button>
      )}
    </div>
  );
}
