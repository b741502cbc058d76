import type { ReactNode } from "react";
import type { UnreadableReason } from "@/lib/releases/changelog-summary";

/** What is said of a changelog that cannot be edited, and what to do about it. */
export const UNREADABLE: Record<UnreadableReason, { title: (path: string) => string; advice: ReactNode }> = {
  "no-headings": {
    title: (path) => `Slipway does not understand the headings of ${path}.`,
    advice: (
      <>
        It looks for version headings such as <code>## 1.2.0 (2026-01-31)</code>. The file is shown below as it is and is not edited here.
      </>
    ),
  },
  empty: {
    title: (path) => `${path} is empty.`,
    advice: "Run the step that writes it, for example towncrier, and push; this page notices by itself.",
  },
  "symbolic-link": {
    title: (path) => `${path} is a symbolic link.`,
    advice: "Slipway follows no links. Set the path of the file it points to, which is shown below.",
  },
  "lfs-pointer": {
    title: (path) => `${path} is kept in Git LFS.`,
    advice: "GitHub gives out a pointer instead of the text. Take the changelog out of LFS, or set the path of one that is not in it.",
  },
  "utf-16": {
    title: (path) => `${path} is written in UTF-16.`,
    advice: "Save it as UTF-8 and push; this page notices by itself.",
  },
  "too-large": {
    title: (path) => `${path} is larger than 100 MB.`,
    advice: "GitHub does not give it out. Split it by version, and set the path of the newest part.",
  },
};
