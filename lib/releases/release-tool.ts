/** Whether a login is the tool that writes the notes: GitHub's bots, and those that the repository names (B47). */
export function isReleaseTool(login: string, toolLogins: readonly string[]): boolean {
  return login.endsWith("[bot]") || toolLogins.some((tool) => tool.toLowerCase() === login.toLowerCase());
}

/** Files beside the changelog that Release Please writes (B25). */
export const GENERATED_PATHS = [".release-please-manifest.json"];
