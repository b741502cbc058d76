"use client";

import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { Card } from "@/components/ui/card";
import { StateLabel } from "@/components/ui/state";
import { administrationQuery } from "./administration-query";
import { Budget } from "./budget";
import { DeliveryTable } from "./delivery-table";
import { Installations } from "./installations";

/** How Slipway gets on with GitHub: whether it answers, what may still be asked, and what its webhooks brought. */
export function AdministrationScreen() {
  const { data, error } = useQuery(administrationQuery());
  return (
    <Page
      title="Administration"
      crumbs={[{ href: "/", label: "Home" }]}
      detail={
        data && (
          <StateLabel state={data.github.awaySince ? "stale" : "passed"}>
            {data.github.awaySince ? `GitHub away since ${data.github.awaySince.slice(11, 16)} UTC` : "GitHub answers"}
          </StateLabel>
        )
      }
    >
      <div className="grid content-start gap-3.5 px-3.5 py-4 md:px-6">
        <QueryProblem error={error} />
        {data && (
          <>
            <Card title="Requests to GitHub" detail="counted by GitHub for each of these, an hour at a time">
              {data.budgets.length === 0 ? (
                <p className="px-3.5 py-3 text-ink-2">Nothing was asked yet. The first sweep asks within a minute.</p>
              ) : (
                <ul className="divide-y divide-line">
                  {data.budgets.map((budget) => (
                    <Budget key={budget.identity} budget={budget} />
                  ))}
                </ul>
              )}
            </Card>
            <Installations installations={data.installations} />
            <DeliveryTable deliveries={data.deliveries} />
          </>
        )}
      </div>
    </Page>
  );
}
