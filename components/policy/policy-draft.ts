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
  return new Map(error?.issues.map(({ path, message }) => [path.join("."), sentence(message)] as const).reverse());
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
