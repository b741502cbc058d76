import { TemplateFault } from "./template-fault";
import { Missing, type Value } from "./values";

const CONSTANTS = new Map<string, Value>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);
/** Names Jinja gives a value which has no counterpart here; reading them as undefined would print something else. */
const REFUSED = new Set(["lipsum", "cycler", "dict", "self", "super", "varargs", "kwargs", "caller"]);

/** The names of one block and, behind them, those around it. */
export class Scope {
  private readonly values = new Map<string, Value>();

  constructor(private readonly parent: Scope | null) {}

  /** The value of a name; an unknown one is missing, as Jinja's default is. */
  get(name: string): Value {
    const constant = CONSTANTS.get(name);
    if (constant !== undefined) return constant;
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const value = scope.values.get(name);
      if (value !== undefined) return value;
    }
    if (REFUSED.has(name)) throw new TemplateFault(`${name} is not supported.`);
    return new Missing(name);
  }

  /** Sets a name in this block only. */
  set(name: string, value: Value): void {
    if (CONSTANTS.has(name)) throw new TemplateFault(`${name} cannot be set.`);
    this.values.set(name, value);
  }
}
