const PAUSE_MILLISECONDS = 5_000;
/** More than this in one sentence is not listened to. */
const MOST_NAMED = 3;

/**
 * What happened by itself, said in one sentence at most every five seconds (DESIGN, Accessibility). Takes what it is about
 * and a clause without its full stop; what waits for its turn is replaced by newer news of the same thing.
 */
export function paceNews(say: (sentence: string) => void): (about: string, clause: string) => void {
  const waiting = new Map<string, string>();
  let isPacing = false;
  const speak = () => {
    const clauses = [...waiting.values()];
    waiting.clear();
    isPacing = clauses.length > 0;
    if (!isPacing) return;
    const rest = clauses.length - MOST_NAMED;
    const named = clauses.slice(0, MOST_NAMED).join(", ");
    say(`${named}${rest > 0 ? `, and ${rest} more ${rest === 1 ? "change" : "changes"}` : ""}.`);
    setTimeout(speak, PAUSE_MILLISECONDS);
  };
  return (about, clause) => {
    waiting.set(about, clause);
    if (isPacing) return;
    isPacing = true;
    // What one answer changes is said together.
    setTimeout(speak, 0);
  };
}
