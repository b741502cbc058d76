import { Icon } from "@/components/ui/icon";

/** For the mouse only, where the board stands beside: the buttons of the card and of the board do the same. */
export function DragGrip() {
  return (
    <button
      type="button"
      data-grip=""
      tabIndex={-1}
      aria-hidden="true"
      className="-ms-1.5 -mt-0.5 grid size-6 flex-none cursor-grab touch-none place-items-center text-line-control hover:text-ink max-xl:hidden"
    >
      <Icon name="grip" />
    </button>
  );
}
