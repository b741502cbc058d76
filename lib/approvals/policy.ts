import { z } from "zod";
import { ROLES, type Role } from "@/lib/auth/permissions";
import type { VersionType } from "@/lib/releases/version";

/** Somebody on GitHub: the number stays when the login is changed. */
export interface Account {
  /** GitHub's number as text. */
  githubId: string;
  login: string;
}

const account = z.object({ githubId: z.string().regex(/^\d{1,19}$/), login: z.string().trim().min(1).max(100) });

/** Who can fill a slot: a person, a GitHub team, exactly this role, or this permission and more. */
const holder = z.discriminatedUnion("kind", [
  account.extend({ kind: z.literal("person") }),
  z.object({
    kind: z.literal("team"),
    slug: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i, "must be the short name of a team, as in its address"),
  }),
  z.object({ kind: z.literal("role"), role: z.enum(ROLES).exclude(["none"]) }),
  z.object({ kind: z.literal("permission"), role: z.enum(ROLES).exclude(["none"]) }),
]);
export type Holder = z.infer<typeof holder>;

/** A seat at the decision: GO takes `needed` different people who hold it. */
export const slotSchema = z.object({
  name: z.string().trim().min(1, "needs a name").max(60),
  holders: z.array(holder).min(1, "needs somebody who can fill it").max(50),
  needed: z.number().int().min(1).max(20),
  /** Without it the slot may stay empty; a NO-GO in it counts all the same. */
  isRequired: z.boolean(),
});
export type Slot = z.infer<typeof slotSchema>;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\r\n]*$/, "must be one line");

/** How a repository decides on releases of one type; the same data later belongs to its process. */
export const policySchema = z
  .object({
    slots: z.array(slotSchema).min(1, "A decision needs a slot.").max(20),
    /** People who wrote the release commit or proposed the candidate may vote on it. */
    mayApproveOwn: z.boolean(),
    /** Accounts that are one person. */
    linkedAccounts: z.array(z.array(account).min(2).max(10)).max(50),
    /** A vote ends after so many hours; null for never. */
    voteHours: z.number().int().min(1).max(8_760).nullable(),
    /** A decision is due after so many hours; null for no deadline. */
    dueHours: z.number().int().min(1).max(8_760).nullable(),
    /** GO takes typing the version. */
    hasTypedConfirmation: z.boolean(),
    /** A candidate whose changelog has no section for its version cannot be tagged. */
    needsNotes: z.boolean(),
    /** Questions that are answered for every candidate before it is decided on (D33). */
    questions: z.array(line(300)).max(10),
    tag: z.object({
      /** Lines after `Release v<version>` in the tag's message. */
      extraLines: z.array(line(200)).max(10),
      /** Whether the message names the digest of the decision. */
      hasDecisionDigest: z.boolean(),
    }),
  })
  .superRefine(({ slots, linkedAccounts }, context) => {
    const names = slots.map(({ name }) => name.toLowerCase());
    if (new Set(names).size < names.length)
      context.addIssue({ code: "custom", path: ["slots"], message: "Two slots have the same name. Give each its own." });
    if (!slots.some(({ isRequired }) => isRequired))
      context.addIssue({ code: "custom", path: ["slots"], message: "No slot is required, so nobody would have to decide. Require one." });
    // Who was typed by login has the number 0 until GitHub was asked.
    const ids = linkedAccounts.flat().map(({ githubId, login }) => (githubId === "0" ? login.toLowerCase() : githubId));
    if (new Set(ids).size < ids.length)
      context.addIssue({
        code: "custom",
        path: ["linkedAccounts"],
        message: "An account is in two groups. Put all accounts of a person together.",
      });
  });
export type Policy = z.infer<typeof policySchema>;

/** The three questions of an operator (D33). */
export const OPERATOR_QUESTIONS = [
  "Can an operator tell from the notes what changed?",
  "Can an operator tell why it matters?",
  "Do the notes say whether set-up, configuration or credentials behave differently?",
];

/** What holds until a repository says otherwise: one maintainer who did not write it, and the operator's questions for a final. */
export function defaultPolicy(type: VersionType): Policy {
  return {
    slots: [{ name: "Release lead", holders: [{ kind: "permission", role: "maintain" }], needed: 1, isRequired: true }],
    mayApproveOwn: false,
    linkedAccounts: [],
    voteHours: null,
    dueHours: null,
    hasTypedConfirmation: false,
    needsNotes: type === "final",
    questions: type === "final" ? OPERATOR_QUESTIONS : [],
    tag: { extraLines: [], hasDecisionDigest: true },
  };
}

/**
 * The slots of a new round: those of the settings, which nobody can leave out, and the ones that the last release of the
 * same type had beside them.
 */
export function carryOverSlots(own: readonly Slot[], last: readonly Slot[]): Slot[] {
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return [...own, ...last.filter(({ name }) => !names.has(name.toLowerCase()))].slice(0, 20);
}

/** Who a holder is, in words. */
export function describeHolder(holder: Holder): string {
  switch (holder.kind) {
    case "person":
      return holder.login;
    case "team":
      return `team ${holder.slug}`;
    case "role":
      return `role ${holder.role}`;
    case "permission":
      return `${holder.role} or more`;
  }
}

/** Who can fill a slot, in words; nothing where there is no such slot. */
export function describeHolders({ slots }: Pick<Policy, "slots">, slot: string): string {
  const holders = slots.find(({ name }) => name === slot)?.holders ?? [];
  return holders.map(describeHolder).join(", ");
}

/** What is known of a person when it is asked which slots are theirs. */
export interface PersonFacts extends Account {
  role: Role;
  /** Slugs of the owner's teams they belong to. */
  teams: string[];
}

/** A slot lent for a while. */
export interface DelegationFacts {
  from: Account;
  to: Account;
  /** Null for every slot. */
  slot: string | null;
  startsAt: Date;
  endsAt: Date;
}

/** True when this person can fill the slot themselves. */
export function holdsSlot({ holders }: Slot, person: PersonFacts): boolean {
  return holders.some((holder) => isHolder(holder, person));
}

function isHolder(holder: Holder, person: PersonFacts): boolean {
  switch (holder.kind) {
    case "person":
      return holder.githubId === person.githubId;
    case "team":
      return person.teams.some((slug) => slug.toLowerCase() === holder.slug.toLowerCase());
    case "role":
      return person.role === holder.role;
    case "permission":
      return ROLES.indexOf(person.role) >= ROLES.indexOf(holder.role);
  }
}

/** A slot somebody may vote in, and whose it is when it was lent to them. */
export interface HeldSlot {
  slot: string;
  onBehalfOf: Account | null;
}

/** The slots a person may vote in: their own first, then those lent to them today by people who hold them. Reading takes the role read. */
export function listHeldSlots(
  slots: readonly Slot[],
  person: PersonFacts,
  { people, delegations, now }: { people: readonly PersonFacts[]; delegations: readonly DelegationFacts[]; now: Date },
): HeldSlot[] {
  if (person.role === "none") return [];
  return slots.flatMap((slot): HeldSlot[] => {
    if (holdsSlot(slot, person)) return [{ slot: slot.name, onBehalfOf: null }];
    const lent = delegations.find(
      ({ from, to, slot: name, startsAt, endsAt }) =>
        to.githubId === person.githubId &&
        (name === null || name === slot.name) &&
        startsAt <= now &&
        now < endsAt &&
        people.some((one) => one.githubId === from.githubId && holdsSlot(slot, one)),
    );
    return lent ? [{ slot: slot.name, onBehalfOf: lent.from }] : [];
  });
}

/** One person whatever their accounts: the lowest number of those that are linked. */
export function personOf(githubId: string, linkedAccounts: Policy["linkedAccounts"]): string {
  const group = linkedAccounts.find((accounts) => accounts.some((one) => one.githubId === githubId));
  return group ? group.map((one) => one.githubId).reduce((a, b) => (BigInt(a) < BigInt(b) ? a : b)) : githubId;
}

/** Somebody who had a hand in what is decided on. */
export interface Hand extends Account {
  /** Completes "… is": the author of 7c3e1f9. */
  part: string;
}

/**
 * Why this person cannot approve, as a sentence; null when nothing speaks against it (T12). A slot that was lent says no more than
 * it does in the hands of who lent it.
 */
export function refuseOwnApproval(
  person: Account,
  { mayApproveOwn, linkedAccounts }: Policy,
  hands: readonly Hand[],
  lender: Account | null = null,
): string | null {
  if (isBot(person.login)) return "A bot cannot vote.";
  if (mayApproveOwn) return null;
  const handOf = (one: Account) =>
    hands.find(({ githubId }) => personOf(githubId, linkedAccounts) === personOf(one.githubId, linkedAccounts));
  const refuse = (who: string, part: string) =>
    `${who} ${part}, and nobody approves their own work here. Somebody else who holds the slot has to vote.`;
  const own = handOf(person);
  if (own) return refuse(own.githubId === person.githubId ? "You are" : `${own.login}, which is also yours, is`, own.part);
  const lent = lender && handOf(lender);
  return lent && lender ? refuse(`${lender.login}, who lent you the slot, is`, lent.part) : null;
}

/** GitHub's logins of Apps end like this, and no person's can. */
export const isBot = (login: string) => login.endsWith("[bot]");
