import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

interface MoveButtonsProps {
  title: string;
  index: number;
  /** How many places there are. */
  count: number;
  /** Why the first and the last cannot go further. */
  reasons: { first: string; last: string };
  onMove: (by: 1 | -1) => void;
}

/** Up and down for a heading; the focus stays on the button, wherever its heading goes. */
export function MoveButtons({ title, index, count, reasons, onMove }: MoveButtonsProps) {
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const pressed = useRef<{ by: 1 | -1; index: number } | null>(null);
  useEffect(() => {
    if (!pressed.current || pressed.current.index === index) return;
    (pressed.current.by === -1 ? up : down).current?.focus();
    pressed.current = null;
  }, [index]);
  const move = (by: 1 | -1) => {
    pressed.current = { by, index };
    onMove(by);
  };
  return (
    <>
      <Button
        ref={up}
        look="ghost"
        size="small-square"
        aria-label={`Move ${title} up`}
        blockedBy={index <= 0 ? reasons.first : null}
        onClick={() => move(-1)}
      >
        <Icon name="up" size={14} />
      </Button>
      <Button
        ref={down}
        look="ghost"
        size="small-square"
        aria-label={`Move ${title} down`}
        blockedBy={index >= count - 1 ? reasons.last : null}
        onClick={() => move(1)}
      >
        <Icon name="down" size={14} />
      </Button>
    </>
  );
}
