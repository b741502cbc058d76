import { canonicalJson } from "@/lib/approvals/facts";
import { type Holder, type Policy, policySchema, type Slot } from "@/lib/approvals/policy";

/** A slot to be filled in. */
export function emptySlot(): Slot {
  return { name: "", holders: [], needed: 1, isRequired: true };
}

export function isSamePolicy(a: Policy, b: Policy): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * What cannot be saved, by its place (`slots.0.name`), in the words of the schema. An account that was typed by its login has
 * the number 0 until the server has asked GitHub; here it counts as another number for each login.
 */
export function findFaults(policy: Policy): Map<string, string> {
  const numbered = {
    ...policy,
    linkedAccounts: policy.linkedAccounts.map((group) =>
      group.map((account) => (account.githubId === "0" ? { ...account, githubId: numberOf(account.login) } : account)),
    ),
  };
  const { error } = policySchema.safeParse(numbered);
  return new Map(error?.issues.map(({ path, message }) => [path.join("."), sentence(message)]).reverse());
}

/** Numbers that GitHub never gives, one for each login. */
function numberOf(login: string): string {
  return `9${[...login.trim().toLowerCase()].map((letter) => String(letter.charCodeAt(0) % 100).padStart(2, "0")).join("")}`.slice(0, 19);
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
