import { canonicalJson } from "@/lib/approvals/facts";
import { defaultPolicy, type Holder, type Policy, policySchema, type Slot } from "@/lib/approvals/policy";

/** A slot to be filled in. */
export function emptySlot(): Slot {
  return { name: "", holders: [], needed: 1, isRequired: true };
}

export function isSamePolicy(a: Policy, b: Policy): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** What cannot be saved, by its place (`slots.0.name`), in the words of the schema. */
export function findFaults(policy: Policy): Map<string, string> {
  const { error } = policySchema.safeParse(policy);
  const faults = new Map<string, string>();
  for (const { path, message } of error?.issues ?? []) {
    const place = path.join(".");
    if (!faults.has(place)) faults.set(place, sentence(message));
  }
  return faults;
}

const PLACES: [RegExp, (number: number) => string][] = [
  [/^questions\.(\d+)/, (number) => `Question ${number}`],
  [/^tag\.extraLines\.(\d+)/, (number) => `Line ${number} of the tag’s message`],
  [/^voteHours/, () => "When a vote expires"],
  [/^dueHours/, () => "When a decision is due"],
];

/** The first of them with what it is about, for a button; null when there is none. */
export function firstFault(faults: Map<string, string>, slots: readonly Slot[]): string | null {
  const [first] = faults;
  if (!first) return null;
  const [place, message] = first;
  const slot = /^slots\.(\d+)/.exec(place)?.[1];
  if (slot !== undefined) return `${slots[Number(slot)]?.name.trim() || `Slot ${Number(slot) + 1}`}: ${message}`;
  for (const [pattern, name] of PLACES) {
    const match = pattern.exec(place);
    if (match) return `${name(Number(match[1] ?? 0) + 1)}: ${message}`;
  }
  return message;
}

/** The same for the slots of a round alone. */
export function findSlotFaults(slots: Slot[]): Map<string, string> {
  return findFaults({ ...defaultPolicy("final"), slots });
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** True when both name the same people. */
export function isSameHolder(a: Holder, b: Holder): boolean {
  if (a.kind === "person" && b.kind === "person") return a.login.toLowerCase() === b.login.toLowerCase();
  if (a.kind === "team" && b.kind === "team") return a.slug.toLowerCase() === b.slug.toLowerCase();
  return canonicalJson(a) === canonicalJson(b);
}
