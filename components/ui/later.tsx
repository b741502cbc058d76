"use client";

import { type ComponentType, useEffect, useState } from "react";
import { Notice } from "./notice";

const awaited = new Set<() => Promise<unknown>>();

/**
 * A part that is fetched after the page, so that the page can be used sooner. `rarely` leaves it until somebody opens
 * it; everything else is fetched when the browser has time, because people who are offline by then go on working. What
 * has been fetched is there with the rendering that asks for it: `lazy` would come a moment later, and a key in between
 * would go elsewhere.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, when: "soon" | "rarely" = "soon") {
  let fetched: ComponentType<Props> | null = null;
  const fetch = async () => {
    fetched ??= await load();
    return fetched;
  };
  if (when === "soon") awaited.add(fetch);
  return function Later(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => fetched);
    useEffect(() => {
      let isGone = false;
      const show = (part: ComponentType<Props>) => !isGone && setPart(() => part);
      fetch().then(show, () => show(Missing));
      return () => {
        isGone = true;
      };
    }, []);
    return Part && <Part {...props} />;
  };
}

/** Fetches what comes later as soon as the browser has time. */
export function useLaterParts(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const fetch of awaited) void fetch().catch(() => {});
    }, 300);
    return () => clearTimeout(timer);
  }, []);
}

function Missing() {
  return (
    <Notice look="stale" title="This part could not be fetched." className="m-4">
      Open it again when the connection is back. What you changed is kept.
    </Notice>
  );
}
