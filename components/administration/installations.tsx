import { Card } from "@/components/ui/card";
import { StateLabel } from "@/components/ui/state";
import type { InstallationView } from "@/lib/administration/administration-view";

/** What each account granted the App, and what does not work for want of the rest. */
export function Installations({ installations }: { installations: InstallationView[] | null }) {
  return (
    <Card title="What the App may do" detail="as each account granted it">
      {installations ? (
        <ul className="divide-y divide-line">
          {installations.map((installation) => (
            <Granted key={installation.account} installation={installation} />
          ))}
        </ul>
      ) : (
        <p className="px-3.5 py-3 text-ink-2">GitHub does not tell at the moment. This page asks again by itself.</p>
      )}
    </Card>
  );
}

function Granted({ installation: { account, isSuspended, url, missing } }: { installation: InstallationView }) {
  return (
    <li className="grid gap-x-6 gap-y-2 px-3.5 py-3 md:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <div>
        <h3 className="font-medium">{account}</h3>
        {isSuspended ? (
          <StateLabel state="failed">Suspended</StateLabel>
        ) : missing.length > 0 ? (
          <StateLabel state="needs-person">{missing.length} missing</StateLabel>
        ) : (
          <StateLabel state="passed">Everything granted</StateLabel>
        )}
      </div>
      <div className="text-ink-2">
        {isSuspended && <p>The App is suspended there: Slipway reads and writes nothing of this account.</p>}
        {missing.length > 0 && (
          <ul className="grid gap-1">
            {missing.map(({ kind, name, without }) => (
              <li key={kind + name}>
                <span className="font-medium text-ink">
                  {kind === "permission" ? "Permission" : "Event"} {name}
                </span>{" "}
                is missing. {without}
              </li>
            ))}
          </ul>
        )}
        {(isSuspended || missing.length > 0) && (
          <p className="mt-1.5">
            {isSuspended
              ? `An owner of ${account} ends that on`
              : `Set it in the settings of the App; an owner of ${account} then agrees on`}{" "}
            <a className="text-accent underline" href={url} target="_blank" rel="noreferrer">
              GitHub’s page of the installation
            </a>
            .
          </p>
        )}
        {!isSuspended && missing.length === 0 && <p>All permissions and events that Slipway uses.</p>}
      </div>
    </li>
  );
}
