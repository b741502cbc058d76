import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import { type State, StateLabel } from "@/components/ui/state";
import type { DeliveryState, DeliveryView } from "@/lib/administration/administration-view";

const LOOKS: Record<DeliveryState, { state: State; word: string }> = {
  applied: { state: "passed", word: "Applied" },
  ignored: { state: "skipped", word: "Ignored" },
  failed: { state: "failed", word: "Failed" },
  waiting: { state: "waiting", word: "Waiting" },
};
const HEAD = "px-3 py-[7px] text-2xs font-medium whitespace-nowrap text-ink-3";
const CELL = "px-3 py-1.5 align-top max-md:block max-md:p-0";

/** Webhooks of late with what became of each; on the phone each is a card. */
export function DeliveryTable({ deliveries }: { deliveries: DeliveryView[] }) {
  return (
    <Card title="Webhooks of late" detail={deliveries.length}>
      {deliveries.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-2">GitHub has sent nothing yet. Check the webhook URL of the App if that stays so.</p>
      ) : (
        <table className="w-full border-collapse max-md:block">
          <caption className="sr-only">Webhooks, newest first</caption>
          <thead className="border-b border-line max-md:hidden">
            <tr>
              <th scope="col" className={`${HEAD} ps-3.5`}>
                Event
              </th>
              <th scope="col" className={HEAD}>
                Repository
              </th>
              <th scope="col" className={HEAD}>
                Outcome
              </th>
              <th scope="col" className={`${HEAD} pe-3.5 text-end`}>
                Came
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {deliveries.map((delivery) => (
              <Row key={delivery.guid} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Row({ delivery: { event, action, repository, receivedAt, state, detail } }: { delivery: DeliveryView }) {
  const look = LOOKS[state];
  return (
    <tr className="border-b border-line last:border-b-0 max-md:block max-md:px-3.5 max-md:py-2.5">
      <th scope="row" className={`${CELL} ps-3.5 font-normal whitespace-nowrap`}>
        <code className="text-[12px]">{event}</code> <span className="text-ink-2">{action}</span>
      </th>
      <td className={`${CELL} text-ink-2 max-md:text-xs`}>{repository ?? "all of an owner’s"}</td>
      <td className={CELL}>
        <StateLabel state={look.state}>{look.word}</StateLabel>
        <span className="block text-xs break-words text-ink-2">{detail}</span>
      </td>
      <td className={`${CELL} pe-3.5 whitespace-nowrap text-ink-3 md:text-end max-md:text-xs`}>
        <Ago at={receivedAt} suffix=" ago" />
      </td>
    </tr>
  );
}
