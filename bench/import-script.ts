import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** A module of scripts/: a bench is bundled to elsewhere than its source, so it is found from where the bench was started. */
export function importScript<Module>(name: string): Promise<Module> {
  return import(pathToFileURL(resolve("scripts", `${name}.mjs`)).href);
}
