import { Sha } from "@/components/release/sha";
import type { RoomView } from "@/lib/approvals/room-view";

/** The tag as it will be made, and the calls to GitHub in their order. */
export function TagPlanView({ room }: { room: RoomView }) {
  const { plan, starts } = room.tag;
  const repository = `/repos/${room.owner}/${room.name}`;
  const held = room.refKind === "branch" ? ` and ${room.refName} is still at ${plan.sha.slice(0, 7)}` : "";
  const calls = [
    {
      call: "POST /graphql ref",
      why: `whether refs/tags/${plan.name} is there already; on this commit it is taken over, on another it is a stop`,
    },
    { call: `POST ${repository}/git/tags`, why: "the annotated tag with this message" },
    { call: "POST /graphql updateRefs", why: `refs/tags/${plan.name}, only where there is none${held}` },
  ];
  return (
    <div className="grid min-w-0 gap-2.5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-ink-3">Tag</dt>
        <dd>
          <code className="font-medium">{plan.name}</code>, annotated
        </dd>
        <dt className="text-ink-3">Commit</dt>
        <dd className="flex items-center">
          <Sha sha={plan.sha} />
        </dd>
        <dt className="text-ink-3">Message</dt>
        <dd>
          <pre className="rounded-sm bg-sunken px-2.5 py-1.5 text-xs wrap-anywhere whitespace-pre-wrap" data-tag-message="">
            {plan.message.trimEnd()}
          </pre>
        </dd>
        <dt className="text-ink-3">Starts</dt>
        <dd>{starts.length > 0 ? starts.join(", ") : "no workflow that was ever seen to run on a tag"}</dd>
      </dl>
      <section aria-label="Calls to GitHub, in order">
        <h3 className="text-xs text-ink-2">Calls to GitHub, in order</h3>
        <ol className="mt-1 grid list-decimal gap-1 ps-5 text-xs text-ink-2">
          {calls.map(({ call, why }) => (
            <li key={call}>
              <code className="text-ink wrap-anywhere">{call}</code>: {why}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
