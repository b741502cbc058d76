import type { ReactNode } from "react";

/** Drawn on a 16 px grid. Facts are round, a person looks like a person, a crash is jagged; dashed is not really there. */
export const SHAPES = {
  passed: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="currentColor" stroke="none" />
      <path d="M5.2 8.2 7.2 10.2 10.9 6" stroke="var(--knock)" strokeWidth="1.6" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="currentColor" stroke="none" />
      <path d="M5.8 5.8 10.2 10.2M10.2 5.8 5.8 10.2" stroke="var(--knock)" strokeWidth="1.6" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" opacity=".28" />
      <path d="M8 2a6 6 0 0 1 6 6" />
      <circle cx="8" cy="8" r="2" fill="currentColor" stroke="none" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6" />
    </>
  ),
  ready: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.8 5.6 10.6 8 6.8 10.4Z" fill="currentColor" strokeWidth="1" />
    </>
  ),
  skipped: (
    <>
      <path d="M2.2 9.2C2.6 5.9 5 4 8 4c2.2 0 3.9 1 5 2.7M13.4 3.4v3.5H9.9" />
      <circle cx="8" cy="11.4" r="1.9" fill="currentColor" stroke="none" />
    </>
  ),
  stale: (
    <>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.2 2" />
      <path d="M8 4.8V8l2.2 1.5" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.2 2" />
      <path d="M6.4 6.4A1.7 1.7 0 1 1 8 8.6M8 11v.1" />
    </>
  ),
  crashed: (
    <>
      <path
        d="M8.9.9 10 4.6l3.6-1.5-1.5 3.6 3.3 1.5-3.5 1.4 1.6 3.6-3.6-1.5L8.4 15.2 7 11.8l-3.6 1.7 1.5-3.7L1 8.2l3.7-1.5L3 3l3.8 1.6Z"
        fill="currentColor"
        stroke="none"
      />
      <path d="M8 5.4v3M8 10.6v.1" stroke="var(--knock)" strokeWidth="1.6" />
    </>
  ),
  "needs-person": (
    <>
      <circle cx="8" cy="4.7" r="3" fill="currentColor" stroke="none" />
      <path d="M2.2 14.2c0-3.2 2.5-5 5.8-5s5.8 1.8 5.8 5Z" fill="currentColor" stroke="none" />
    </>
  ),
  home: (
    <>
      <path d="M2.5 7 8 2.3 13.5 7v6.2h-4v-4h-3v4h-4Z" />
    </>
  ),
  inbox: (
    <>
      <path d="M2 9.2 3.8 3h8.4L14 9.2v3.8H2ZM2 9.2h3.4c.3 1.2 1.2 1.9 2.6 1.9s2.3-.7 2.6-1.9H14" />
    </>
  ),
  audit: (
    <>
      <path d="M3.2 2h6.6l3 3v9H3.2ZM9.6 2v3.2h3.2M5.6 8.2h4.8M5.6 11h3.2" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.2 3.2" />
    </>
  ),
  right: (
    <>
      <path d="m6 3.5 4.5 4.5L6 12.5" />
    </>
  ),
  down: (
    <>
      <path d="M3.5 6 8 10.5 12.5 6" />
    </>
  ),
  up: (
    <>
      <path d="M3.5 10 8 5.5l4.5 4.5" />
    </>
  ),
  branch: (
    <>
      <circle cx="4.5" cy="3.6" r="1.6" />
      <circle cx="4.5" cy="12.4" r="1.6" />
      <circle cx="11.5" cy="4.6" r="1.6" />
      <path d="M4.5 5.2v5.6M11.5 6.2c0 2.6-2 3-4.2 3.3-1.6.2-2.8.6-2.8 1.5" />
    </>
  ),
  commit: (
    <>
      <circle cx="8" cy="8" r="2.6" />
      <path d="M1.5 8h3.9M10.6 8h3.9" />
    </>
  ),
  tag: (
    <>
      <path d="M2.2 2.2h5.6l6 6-5.6 5.6-6-6Z" />
      <circle cx="5.3" cy="5.3" r=".6" fill="currentColor" />
    </>
  ),
  out: (
    <>
      <path d="M6.5 3H3v10h10V9.5M9 3h4v4M13 3 7.5 8.5" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 3.5v-1h-8v8h1" />
    </>
  ),
  grip: (
    <>
      <g fill="currentColor" stroke="none">
        <circle cx="6" cy="3.8" r="1.1" />
        <circle cx="10" cy="3.8" r="1.1" />
        <circle cx="6" cy="8" r="1.1" />
        <circle cx="10" cy="8" r="1.1" />
        <circle cx="6" cy="12.2" r="1.1" />
        <circle cx="10" cy="12.2" r="1.1" />
      </g>
    </>
  ),
  check: (
    <>
      <path d="m3 8.4 3.3 3.3L13 4.9" />
    </>
  ),
  x: (
    <>
      <path d="m4 4 8 8M12 4l-8 8" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  undo: (
    <>
      <path d="M5.5 3 2.5 6l3 3M2.8 6H9.5a4 4 0 0 1 0 8H7" />
    </>
  ),
  redo: (
    <>
      <path d="m10.5 3 3 3-3 3M13.2 6H6.5a4 4 0 0 0 0 8H9" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.4 1.6" />
    </>
  ),
  edit: (
    <>
      <path d="m2.5 13.5.7-3L11 2.7l2.3 2.3-7.8 7.8Z" />
    </>
  ),
  merge: (
    <>
      <circle cx="4.2" cy="3.6" r="1.6" />
      <circle cx="4.2" cy="12.4" r="1.6" />
      <circle cx="11.8" cy="9" r="1.6" />
      <path d="M4.2 5.2v5.6M4.4 5.4C5 7.8 7.2 9 10.2 9" />
    </>
  ),
  filter: (
    <>
      <path d="M2 4h12M4.5 8h7M7 12h2" />
    </>
  ),
  bulb: (
    <>
      <path d="M6 11.5C4.4 10.6 3.6 9.2 3.6 7.4a4.4 4.4 0 0 1 8.8 0c0 1.8-.8 3.2-2.4 4.1Zm.4 2.5h3.2" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.4v3.4M8 5.1v.1" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2 14.5 13.4h-13ZM8 6.4v3M8 11.4v.1" />
    </>
  ),
  arrow: (
    <>
      <path d="M2.5 8h11M9.5 4l4 4-4 4" />
    </>
  ),
  retry: (
    <>
      <path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.4 2.2v3.2h-3.2" />
    </>
  ),
  plug: (
    <>
      <path d="M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0ZM8 11v3" />
    </>
  ),
  log: (
    <>
      <path d="M3 4h10M3 8h7M3 12h9" />
    </>
  ),
  settings: (
    <>
      <path d="M2 4.6h6.2M11.8 4.6H14M2 11.4h2.2M7.8 11.4H14" />
      <circle cx="10" cy="4.6" r="1.8" />
      <circle cx="6" cy="11.4" r="1.8" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5" r="2.2" />
      <path d="M1.8 13c0-2.6 1.7-4 4.2-4s4.2 1.4 4.2 4M10.5 3a2.2 2.2 0 0 1 0 4.1M12 9.3c1.5.5 2.3 1.8 2.3 3.7" />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="6.5" rx="1.4" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
    </>
  ),
  comment: (
    <>
      <path d="M2.5 3.2h11v7.6H7.3L4.3 13.4v-2.6H2.5Z" />
    </>
  ),
  go: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2.6" fill="currentColor" stroke="none" />
      <path d="M4.9 8.2 7.1 10.4 11.2 5.8" stroke="var(--knock)" strokeWidth="1.9" />
    </>
  ),
  "no-go": (
    <>
      <path d="M5.2 1.3h5.6l3.9 3.9v5.6l-3.9 3.9H5.2l-3.9-3.9V5.2Z" fill="currentColor" stroke="none" />
      <path d="M4.8 8h6.4" stroke="var(--knock)" strokeWidth="2" />
    </>
  ),
  "needs-work": (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" stroke="none" />
      <path d="M8 4.6v4M8 11v.1" stroke="var(--knock)" strokeWidth="1.8" />
    </>
  ),
  "stale-vote": (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.4" strokeDasharray="2.4 2" />
      <path d="M8 5v3.2l2 1.4" />
    </>
  ),
  revoked: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.4" />
      <path d="M4.5 11.5l7-7" />
    </>
  ),
  open: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.4" strokeDasharray="2.4 2" />
    </>
  ),
  abstain: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.4" />
      <path d="M5 8h6" />
    </>
  ),
  link: (
    <>
      <path d="M6.5 9.5l3-3M7 4.6l1.4-1.4a3 3 0 0 1 4.3 4.3L11.3 9M9 11.4l-1.4 1.4a3 3 0 0 1-4.3-4.3L4.7 7" />
    </>
  ),
  print: (
    <>
      <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7Z" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;
