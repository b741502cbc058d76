import { Button } from "@/components/ui/button";

/** What a person said last, with the way back. */
export function LastAnswer({ sentence, takeBack }: { sentence: string; takeBack: () => void }) {
  return (
    <p className="flex items-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-ink-2">
      <span className="min-w-0 flex-1 break-words">{sentence}.</span>
      <Button size="small" onClick={takeBack}>
        Take it back
      </Button>
    </p>
  );
}
