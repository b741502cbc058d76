import { Chip } from "@/components/ui/chip";
import type { CheckClass } from "@/lib/runs/check-rules";

/** Words for what the outcome of a check means. */
export const CLASS_WORDS: Record<CheckClass, { word: string; meaning: string }> = {
  required: { word: "required", meaning: "It must have passed; one that never began is missing." },
  blocking: { word: "blocking", meaning: "Its failure holds up; its absence does not." },
  "allowed-to-fail": { word: "allowed to fail", meaning: "It is shown, and holds up nothing." },
  hidden: { word: "hidden", meaning: "It is left out of lists and lights." },
};

/** The class of a check where it is another than the usual one. */
export function ClassChip({ class: own }: { class: CheckClass }) {
  if (own === "blocking") return null;
  return (
    <span title={CLASS_WORDS[own].meaning}>
      <Chip look={own === "required" ? "solid" : "plain"}>{CLASS_WORDS[own].word}</Chip>
    </span>
  );
}
