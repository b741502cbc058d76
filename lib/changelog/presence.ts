/** A browser tab that has a draft open, and where its person is. */
export interface Presence {
  tabId: string;
  userId: string;
  name: string;
  /** The entry that has the focus or is being edited. */
  entryId: string | null;
  isEditing: boolean;
}

/** One other person with this draft open. */
export interface Colleague {
  userId: string;
  name: string;
  entryId: string | null;
  isEditing: boolean;
}

/** The other people, by name, each once: where they edit counts more than where another tab of theirs stands. */
export function listColleagues(presences: Presence[], viewerId: string): Colleague[] {
  const weight = ({ entryId, isEditing }: Colleague) => (isEditing ? 2 : entryId === null ? 0 : 1);
  const byPerson = new Map<string, Colleague>();
  for (const { userId, name, entryId, isEditing } of presences) {
    const known = byPerson.get(userId);
    const colleague = { userId, name, entryId, isEditing };
    if (userId !== viewerId && (!known || weight(colleague) > weight(known))) byPerson.set(userId, colleague);
  }
  return [...byPerson.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Who came and who left, as sentences; empty when nobody did. */
export function describeComings(before: Colleague[], now: Colleague[]): string {
  const isIn = (list: Colleague[]) => (colleague: Colleague) => list.some(({ userId }) => userId === colleague.userId);
  const came = now.filter((colleague) => !isIn(before)(colleague)).map(({ name }) => `${name} is here.`);
  const left = before.filter((colleague) => !isIn(now)(colleague)).map(({ name }) => `${name} left.`);
  return [...came, ...left].join(" ");
}
