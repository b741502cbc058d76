/** What a release's heading says; the date is written as it comes. */
export interface VersionFacts {
  /** Empty leaves the project's name out. */
  name: string;
  version: string;
  date: string;
}
