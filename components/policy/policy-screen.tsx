"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { policyQuery } from "@/components/queries";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { VERSION_TYPE_WORDS, type VersionType } from "@/lib/releases/version";
import { DelegationsCard } from "./delegations-card";
import type { PolicyActions } from "./policy-actions";
import { PolicyForm } from "./policy-form";
import { PolicySummary } from "./policy-summary";

/** Who decides on the releases of a repository, by type; and whose slot is lent to whom. */
export function PolicyScreen({ owner, name, actions }: { owner: string; name: string; actions: PolicyActions }) {
  const { data: settings, error } = useQuery(policyQuery(owner, name));
  const [type, setType] = useState<VersionType>("final");
  if (!settings) return <QueryProblem error={error} />;
  const shown = settings.policies.find(({ releaseType }) => releaseType === type);
  return (
    <Page
      title="Who decides"
      crumbs={[
        { href: "/", label: "Home" },
        { href: `/repositories/${owner}/${name}`, label: name },
      ]}
    >
      <div data-touch="" className="grid items-start gap-4 px-3.5 py-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="grid min-w-0 gap-3.5">
          <QueryProblem error={error} />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Segmented
              label="Type of release"
              value={type}
              onChange={setType}
              options={settings.policies.map(({ releaseType }) => ({ value: releaseType, label: VERSION_TYPE_WORDS[releaseType] }))}
            />
            {shown && !shown.isOwn && <span className="text-xs text-ink-3">As Slipway proposes it; nobody has changed it here.</span>}
          </div>
          {settings.refusal && <Notice look="info" title={settings.refusal} />}
          {shown &&
            (settings.refusal ? (
              <PolicySummary policy={shown.policy} />
            ) : (
              <PolicyForm key={type} settings={settings} releaseType={type} saved={shown.policy} setPolicy={actions.setPolicy} />
            ))}
        </div>
        <DelegationsCard settings={settings} actions={actions} />
      </div>
    </Page>
  );
}
