"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { homeQuery, inboxQuery } from "@/components/queries";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { STATES, type State } from "@/components/ui/state";
import type { HomeRow } from "@/lib/releases/release-views";
import { Mark } from "./brand";
import { LiveStatus } from "./live-status";
import { PersonMenu } from "./person-menu";

/** Where the rail leads. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
}

export const INBOX = "/inbox";

interface FrameProps {
  person: Person;
  csrfToken: string;
  places: Place[];
}

interface Person {
  name: string;
  login: string;
}

/** The rail at the side; in the editor only its icons, on the phone a dock instead. */
export function Rail({ person, csrfToken, places }: FrameProps) {
  const pathname = usePathname();
  const isSlim = pathname.endsWith("/changelog");
  return (
    <nav
      aria-label="Main"
      className={classNames(
        "sticky top-(--demo-bar) hidden h-[calc(100dvh-var(--demo-bar))] flex-none flex-col gap-0.5 border-e border-line bg-canvas p-2 pt-2.5 md:flex print:hidden",
        isSlim ? "w-[49px] items-center" : "w-[212px]",
      )}
    >
      <Link href="/" aria-label="Slipway: home" className="mb-1.5 flex h-9 flex-none items-center gap-2.5 px-1">
        <Mark />
        {!isSlim && <b className="text-md font-[650] tracking-tight">Slipway</b>}
      </Link>
      {places.map(({ href, label, icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          aria-label={isSlim ? label : undefined}
          title={isSlim ? label : undefined}
          className="flex h-[30px] flex-none items-center gap-2.5 rounded-sm px-2 font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-press aria-[current]:text-ink"
        >
          <span className="relative">
            <Icon name={icon} />
            {isSlim && <WaitingCount href={href} isBadge />}
          </span>
          {!isSlim && label}
          {!isSlim && <WaitingCount href={href} />}
        </Link>
      ))}
      {!isSlim && <OpenReleases pathname={pathname} />}
      <div className={classNames("mt-auto grid gap-1 border-t border-line pt-2", isSlim && "justify-items-center")}>
        {!isSlim && <LiveStatus />}
        <PersonMenu person={person} csrfToken={csrfToken} isSlim={isSlim} />
      </div>
    </nav>
  );
}

/** How many decisions wait for this person, beside the way to them. */
function WaitingCount({ href, isBadge = false }: { href: string; isBadge?: boolean }) {
  return href === INBOX ? <InboxCount isBadge={isBadge} /> : null;
}

function InboxCount({ isBadge }: { isBadge: boolean }) {
  const { data } = useQuery(inboxQuery());
  if (!data || data.length === 0) return null;
  return (
    <span
      data-inbox-count={data.length}
      className={classNames(
        "tabular grid h-[18px] min-w-[18px] place-items-center rounded-full border border-needs-person-edge bg-needs-person-tint px-1 text-2xs font-semibold text-needs-person",
        isBadge ? "absolute -top-1.5 left-2.5" : "ms-auto",
      )}
    >
      {data.length}
      <span className="sr-only"> {data.length === 1 ? "waits" : "wait"} for you</span>
    </span>
  );
}

function OpenReleases({ pathname }: { pathname: string }) {
  const { data = [] } = useQuery(homeQuery());
  const inFlight = data.flatMap((row) => (row.release ? [{ row, release: row.release }] : []));
  if (inFlight.length === 0) return null;
  return (
    // Fifty of them scroll by themselves; the margin leaves room for the ring of the one in focus.
    <section aria-labelledby="open-releases" className="-mx-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-1 pb-1">
      <h2 id="open-releases" className="px-2 pt-4 pb-1 text-2xs text-ink-3">
        Open releases
      </h2>
      {inFlight.map(({ row, release }) => {
        const href = `/repositories/${row.owner}/${row.name}/releases/${release.version}`;
        const state = railState(row);
        return (
          <Link
            key={row.id}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className="flex h-[30px] min-w-0 flex-none items-center gap-2.5 rounded-sm px-2 font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-press aria-[current]:text-ink"
          >
            <Icon name={state} label={STATES[state].word} size={14} className={STATES[state].ink} />
            <span className="truncate">{row.name}</span>
            <code className="ms-auto max-w-20 truncate text-xs tracking-tight text-ink-3">{release.version}</code>
          </Link>
        );
      })}
    </section>
  );
}

/** A release that waits for a person says so before its light does. */
function railState({ current }: HomeRow): State {
  if (current?.next.needsPerson && current.next.kind === "notes") return "needs-person";
  return current?.checks.state ?? "waiting";
}

/** On the phone the rail becomes a bar at the bottom. */
export function Dock({ person, csrfToken, places }: FrameProps) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-surface md:hidden print:hidden"
    >
      {places.map(({ href, label, icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className="grid min-h-[52px] justify-items-center gap-0.5 pt-2 pb-1.5 text-2xs font-medium text-ink-3 aria-[current]:text-accent"
        >
          <span className="relative">
            <Icon name={icon} size={20} />
            <WaitingCount href={href} isBadge />
          </span>
          {label}
        </Link>
      ))}
      <span className="grid place-items-center">
        <PersonMenu person={person} csrfToken={csrfToken} isSlim />
      </span>
    </nav>
  );
}
