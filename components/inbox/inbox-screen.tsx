"use client";

import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { inboxQuery } from "@/components/queries";
import { InboxRow } from "./inbox-row";

/** Every decision that waits for this person, over all repositories. */
export function InboxScreen() {
  const { data: items, error } = useQuery(inboxQuery());
  if (!items) return <QueryProblem error={error} />;
  return (
    <Page title="Inbox" detail={items.length > 0 && (items.length === 1 ? "1 waits for you" : `${items.length} wait for you`)}>
      <div data-touch="" className="grid content-start gap-3.5 px-3.5 py-4 md:px-6">
        <QueryProblem error={error} />
        {items.length === 0 ? (
          <Empty />
        ) : (
          <ul className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface" aria-label="Waiting for you">
            {items.map((item) => (
              <InboxRow key={`${item.decisionId} ${item.slot} ${item.kind}`} item={item} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function Empty() {
  return (
    <section className="rounded-md border border-dashed border-line-strong px-6 py-12 text-center">
      <h2 className="text-lg">Nothing waits for you.</h2>
      <p className="mx-auto mt-1 max-w-lg text-ink-2">
        When somebody asks for a go/no-go in which you hold a slot, it appears here by itself: with what it is about, who asked, and until
        when. It comes back when your vote becomes void, because the commit, the notes or a required check moved.
      </p>
      <p className="mx-auto mt-2 max-w-lg text-ink-2">
        A go/no-go is asked for on the page of a release. Who holds which slot stands under “Who decides” of each repository.
      </p>
    </section>
  );
}
