import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A surface with a heading; `aside` stands at the end of the heading's line. */
export function Card({
  title,
  detail,
  aside,
  children,
  className,
}: {
  title?: string;
  detail?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section aria-label={title} className={classNames("min-w-0 overflow-hidden rounded-md border border-line bg-surface", className)}>
      {title && (
        <header className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line px-3.5 py-1.5">
          <h2>{title}</h2>
          {detail && <span className="text-xs text-ink-3">{detail}</span>}
          {aside && <span className="ms-auto flex flex-wrap items-center gap-2">{aside}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
