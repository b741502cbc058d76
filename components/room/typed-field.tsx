import { TextField } from "@/components/ui/field";

interface TypedFieldProps {
  /** What the person reads: what to type, and what for. */
  label: string;
  value: string;
  onType: (typed: string) => void;
}

/** A name that is typed by hand before something that cannot be taken back; nothing fills it in. */
export function TypedField({ label, value, onType }: TypedFieldProps) {
  return (
    <TextField
      label={label}
      value={value}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      className="max-w-72"
      onChange={(event) => onType(event.target.value)}
    />
  );
}
