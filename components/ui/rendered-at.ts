"use client";

import { createContext } from "react";

/** When the server rendered the page: the browser begins with the same ages, or React would leave the server's in place. */
export const RenderedAt = createContext<Date | null>(null);
