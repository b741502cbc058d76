/** Always there in a demo: nobody may take it for the real GitHub. */
export function DemoBar() {
  return (
    <p className="sticky top-0 z-20 h-(--demo-bar) truncate bg-press px-3.5 text-center text-xs leading-6 text-ink-2 print:hidden">
      <b className="font-semibold">Demo.</b> GitHub here is a program on this machine: nothing you do leaves it.
    </p>
  );
}
