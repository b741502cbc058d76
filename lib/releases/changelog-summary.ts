/** What a list says about the notes of one candidate. */
export type ChangelogSummary =
  | { state: "missing"; lookedFor: string[] }
  /** The file has no version headings that Slipway knows; it can be read, not edited. */
  | { state: "unknown-dialect"; path: string; blobOid: string }
  | { state: "no-section"; path: string; blobOid: string }
  /** `toMerge`: versions of candidate sections that wait to be merged into this final. */
  | { state: "to-consolidate"; path: string; blobOid: string; entries: number; toMerge: string[] }
  | { state: "written"; path: string; blobOid: string; entries: number; subsections: number };
