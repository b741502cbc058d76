/** What a list says about the notes of one candidate. */
export type ChangelogSummary =
  | { state: "missing"; lookedFor: string[] }
  /** The file has no version headings that Slipway knows; it can be read, not edited. */
  | { state: "unknown-dialect"; path: string; blobOid: string; why?: UnreadableReason }
  | { state: "no-section"; path: string; blobOid: string }
  /** `toMerge`: versions of candidate sections that wait to be merged into this final. */
  | { state: "to-consolidate"; path: string; blobOid: string; entries: number; toMerge: string[] }
  | { state: "written"; path: string; blobOid: string; entries: number; subsections: number };

/** What stands at a changelog's path instead of one. */
export type UnreadableReason = "no-headings" | "empty" | "symbolic-link" | "lfs-pointer" | "utf-16" | "too-large";
