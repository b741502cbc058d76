/** Why a template cannot be read or run, as a sentence without its place; `runTemplate` adds file and line. */
export class TemplateFault extends Error {
  constructor(
    reason: string,
    /** Line of the template, from 1; null where only the interpreter knows it. */
    readonly line: number | null = null,
  ) {
    super(reason);
  }
}
