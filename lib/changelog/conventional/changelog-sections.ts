/** One line of Release Please's `changelog-sections`: where commits of a type are listed. */
export interface ChangelogSection {
  type: string;
  section: string;
  /** Hidden types are listed only when they break something or carry a `Release-As` footer. */
  hidden: boolean;
}

const VISIBLE: Record<string, string> = {
  feat: "Features",
  feature: "Features",
  fix: "Bug Fixes",
  perf: "Performance Improvements",
  deps: "Dependencies",
  revert: "Reverts",
};
const HIDDEN: Record<string, string> = {
  docs: "Documentation",
  style: "Styles",
  chore: "Miscellaneous Chores",
  refactor: "Code Refactoring",
  test: "Tests",
  build: "Build System",
  ci: "Continuous Integration",
};

export const DEFAULT_CHANGELOG_SECTIONS: ChangelogSection[] = [...toSections(VISIBLE, false), ...toSections(HIDDEN, true)];

const DOCUMENTED_TYPES = ["python", "java", "java-backport", "java-bom", "java-lts", "java-yoshi", "java-yoshi-mono-repo", "maven"];

/** The sections Release Please uses for a release type without configured ones; Python and Java also list documentation. */
export function defaultSectionsOf(releaseType: string): ChangelogSection[] {
  if (!DOCUMENTED_TYPES.includes(releaseType)) return DEFAULT_CHANGELOG_SECTIONS;
  return DEFAULT_CHANGELOG_SECTIONS.map((section) => (section.type === "docs" ? { ...section, hidden: false } : section));
}

function toSections(titles: Record<string, string>, hidden: boolean): ChangelogSection[] {
  return Object.entries(titles).map(([type, section]) => ({ type, section, hidden }));
}
