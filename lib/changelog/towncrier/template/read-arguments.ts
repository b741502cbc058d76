import { TemplateFault } from "./template-fault";
import type { Arguments, Value } from "./values";

/**
 * Puts positional and named arguments in the order of `names`; one that is not given is undefined.
 * A name that is not listed, or more arguments than names, is a fault.
 */
export function readArguments(given: Arguments, owner: string, names: string[]): (Value | undefined)[] {
  if (given.positional.length > names.length)
    throw new TemplateFault(`${owner} takes ${names.length === 0 ? "no arguments" : `at most ${names.length} (${names.join(", ")})`}.`);
  for (const name of given.named.keys()) {
    const place = names.indexOf(name);
    if (place < 0) throw new TemplateFault(`${owner} has no argument ${name}.`);
    if (place < given.positional.length) throw new TemplateFault(`${owner} is given ${name} twice.`);
  }
  return names.map((name, index) => (index < given.positional.length ? given.positional[index] : given.named.get(name)));
}
