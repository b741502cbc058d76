import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export interface Crumb {
  href: string;
  label: string;
}

/** A page: crumbs and title left, live age right, the primary button last. */
export function Page({
  title,
  crumbs = [],
  detail,
  aside,
  children,
}: {
  title: string;
  crumbs?: Crumb[];
  detail?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-1 flex-col pb-16 md:pb-0">
      <header className="sticky top-(--demo-bar) z-10 flex min-h-[52px] flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-3.5 py-2 md:px-6">
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="min-w-0">
            <ol className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">
              {crumbs.map(({ href, label }) => (
                <li key={href} className="flex items-center gap-1.5">
                  <Link href={href} className="hover:text-ink hover:underline">
                    {label}
                  </Link>
                  <Icon name="right" size={14} />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className="text-lg leading-[22px] font-[620] tracking-tight">{title}</h1>
        {detail && <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-3">{detail}</span>}
        {aside && <span className="ms-auto flex flex-wrap items-center gap-2">{aside}</span>}
      </header>
      {children}
    </div>
  );
}
