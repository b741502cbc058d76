import { countEntries } from "@/lib/changelog/describe-operation";

/** How far a long comparison is, from 0 to 1. */
export function Comparing({ progress, entries }: { progress: number; entries: number }) {
  return (
    <div className="grid gap-1.5 border-b border-line px-4 py-3">
      <p className="text-ink-2">Comparing {countEntries(entries)} with each other and with earlier releases.</p>
      <progress value={progress} max={1} aria-label="Compared" className="h-1.5 w-full accent-(--accent-solid)" />
    </div>
  );
}
