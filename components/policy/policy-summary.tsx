import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { describeHolder, type Policy } from "@/lib/approvals/policy";

/** The settings in sentences, for people who may not change them. */
export function PolicySummary({ policy }: { policy: Policy }) {
  const { slots, tag, questions, linkedAccounts } = policy;
  const sentences = [
    policy.mayApproveOwn ? "People may vote GO on their own work." : "Nobody votes GO on their own work.",
    policy.voteHours === null ? "Votes do not expire." : `A vote expires after ${policy.voteHours} h.`,
    policy.dueHours === null ? "There is no deadline." : `A decision is due after ${policy.dueHours} h.`,
    policy.hasTypedConfirmation ? "GO takes typing the version." : null,
    policy.needsNotes ? "A candidate needs a section of its version in the changelog." : null,
    tag.hasDecisionDigest ? "The tag names the digest of the decision." : null,
    tag.extraLines.length > 0 ? `The tag’s message goes on with: ${tag.extraLines.join(" / ")}` : null,
    ...linkedAccounts.map((group) => `${group.map(({ login }) => login).join(" and ")} are one person.`),
  ].filter((sentence) => sentence !== null);
  return (
    <Card title="Slots" detail="every required one has to say GO">
      <ul className="divide-y divide-line border-b border-line">
        {slots.map((slot) => (
          <li key={slot.name} className="flex flex-wrap items-baseline gap-x-2 px-3.5 py-2">
            <span className="font-medium">{slot.name}</span>
            <span className="min-w-0 flex-1 text-ink-2 wrap-anywhere">{slot.holders.map(describeHolder).join(", ")}</span>
            {slot.needed > 1 && <span className="text-xs text-ink-3">{slot.needed} of them</span>}
            {!slot.isRequired && <Chip>optional</Chip>}
          </li>
        ))}
      </ul>
      <ul className="grid list-disc gap-1 py-3 ps-8 pe-3.5 text-ink-2">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {questions.map((question) => (
          <li key={question}>Wants a yes: {question}</li>
        ))}
      </ul>
    </Card>
  );
}
