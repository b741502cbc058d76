/** Shows where something would land if it were let go now. */
export function DropLine() {
  return <div aria-hidden="true" className="h-0.5 rounded-full bg-accent" />;
}
