"use client";

import dynamic from "next/dynamic";
import { type ComponentType, useEffect } from "react";
import { Notice } from "./notice";

const awaited = new Set<() => Promise<unknown>>();

/**
 * A part that is fetched after the page, so that the page can be used sooner. `rarely` leaves it until somebody opens
 * it; everything else is fetched when the browser has time, because people who are offline by then go on working.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, when: "soon" | "rarely" = "soon") {
  if (when === "soon") awaited.add(load);
  return dynamic<Props>(() => load().catch(() => Missing), { ssr: false });
}

/** Fetches what comes later as soon as the browser has time. */
export function useLaterParts(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of awaited) void load().catch(() => {});
    }, 300);
    return () => clearTimeout(timer);
  }, []);
}

function Missing() {
  return (
    <Notice look="stale" title="This part could not be fetched." className="m-4">
      Reload the page when the connection is back. What you changed is kept.
    </Notice>
  );
}
