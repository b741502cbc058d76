import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Step } from "./use-undo";

/** Undo and redo, each named after the act it would answer. */
export function UndoButtons({ undo, redo }: { undo: Step; redo: Step }) {
  return (
    <span className="flex">
      <StepButton name="Undo" icon="undo" keys="Control+Z" step={undo} />
      <StepButton name="Redo" icon="redo" keys="Control+Shift+Z" step={redo} />
    </span>
  );
}

function StepButton({ name, icon, keys, step }: { name: string; icon: "undo" | "redo"; keys: string; step: Step }) {
  return (
    <Button
      look="ghost"
      size="square"
      aria-label={step.label ? `${name}: ${step.label}` : name}
      blockedBy={step.obstacle}
      aria-keyshortcuts={keys}
      onClick={step.take}
    >
      <Icon name={icon} />
    </Button>
  );
}
