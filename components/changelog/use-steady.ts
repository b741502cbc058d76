"use client";

import { useLayoutEffect, useRef, useState } from "react";

type Act = (...given: never[]) => unknown;

/** Functions that stay the same for those they are handed to, and do what the newest ones do. */
export function useSteady<Acts extends { [Name in keyof Acts]: Act }>(acts: Acts): Acts {
  const newest = useRef(acts);
  useLayoutEffect(() => {
    newest.current = acts;
  });
  const [steady] = useState(() => {
    const names = Object.keys(acts) as (keyof Acts)[]; // the keys of the record itself
    return Object.fromEntries(names.map((name) => [name, (...given: never[]) => newest.current[name](...given)]));
  });
  return steady as Acts; // the same names, each calling the function of that name
}
