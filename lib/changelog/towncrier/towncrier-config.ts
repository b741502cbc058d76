/** A kind of fragment: the word in the file name, and how its category looks. */
export interface FragmentType {
  /** `feature` in `12.feature.md`. */
  id: string;
  /** The category's heading. */
  name: string;
  /** False lists only the issues. */
  showContent: boolean;
  /** False lets a pull request without such a fragment pass `towncrier check`. */
  check: boolean;
}

/** The settings of `[tool.towncrier]` with towncrier 24.8's defaults filled in. */
export interface TowncrierConfig {
  /** The file the settings come from; errors name it. */
  path: string;
  name: string;
  package: string;
  packageDir: string;
  version: string | null;
  /** Folder of the fragments; null means `newsfragments` in the package. */
  directory: string | null;
  /** The news file; with `singleFile` false its `{version}`, `{name}` and `{project_date}` are filled. */
  filename: string;
  singleFile: boolean;
  startString: string;
  /** Empty: the template writes the title. False: nobody does. */
  titleFormat: string | false;
  issueFormat: string | null;
  /** The default template in Markdown or reStructuredText, or a template file of the project. */
  template: { type: "markdown" } | { type: "restructured-text" } | { type: "file"; path: string };
  wrap: boolean;
  allBullets: boolean;
  /** For the title, the sections and the categories; an empty one underlines nothing. */
  underlines: string[];
  /** Null keeps quiet about files that are no fragments; a list makes them an error. */
  ignore: string[] | null;
  /** A regular expression that issues have to match; empty for none. */
  issuePattern: string;
  orphanPrefix: string;
  createEofNewline: boolean;
  createAddExtension: boolean;
  types: FragmentType[];
  /** Section name → its folder below the fragments' folder; the nameless section is the main one. */
  sections: Map<string, string>;
}
