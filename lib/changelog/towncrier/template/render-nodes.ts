import type { Budget } from "./budget";
import { evaluateExpression, withoutSafe } from "./evaluate-expression";
import { identifierOf, type TemplateNode } from "./library-nodes";
import { printValue } from "./print-value";
import { readArguments } from "./read-arguments";
import { Scope } from "./scope";
import { TemplateFault } from "./template-fault";
import {
  type Arguments,
  Callable,
  describeValue,
  isTruthy,
  listItems,
  Missing,
  Namespace,
  orMissing,
  Sequence,
  type Value,
} from "./values";

/** One run of a template. */
export interface TemplateRun {
  budget: Budget;
  /** Line of the tag that is being run, for errors. */
  line: number;
}

/** Runs statements one after the other and pushes what they print. */
export function renderNodes(nodes: TemplateNode[], scope: Scope, run: TemplateRun, output: string[]): void {
  const { budget } = run;
  for (const node of nodes) {
    if (node.type === "Comment") {
      run.line = Number(node.value);
      continue;
    }
    budget.spend();
    switch (node.type) {
      case "If":
        renderNodes(isTruthy(evaluateExpression(node.test, scope, budget)) ? node.body : node.alternate, scope, run, output);
        break;
      case "For":
        renderLoop(node, scope, run, output);
        break;
      case "Set":
        assign(
          node.assignee,
          node.value ? evaluateExpression(node.value, scope, budget) : renderText(node.body, new Scope(scope), run),
          scope,
          budget,
        );
        break;
      case "Macro":
        defineMacro(node, scope, run);
        break;
      default: {
        const text = printValue(evaluateExpression(withoutSafe(node), scope, budget), budget);
        budget.spendOutput(text.length);
        output.push(text);
      }
    }
  }
}

function renderText(nodes: TemplateNode[], scope: Scope, run: TemplateRun): string {
  const output: string[] = [];
  renderNodes(nodes, scope, run, output);
  return output.join("");
}

/** Each round has its own names, so that what one sets the next does not see. */
function renderLoop(node: Extract<TemplateNode, { type: "For" }>, scope: Scope, run: TemplateRun, output: string[]): void {
  const { iterable, loopvar } = node;
  const { budget } = run;
  const line = run.line;
  const isFiltered = iterable.type === "SelectExpression";
  const all = listItems(evaluateExpression(isFiltered ? iterable.lhs : iterable, scope, budget));
  budget.spend(all.length);
  const items = isFiltered
    ? all.filter((item) => {
        const round = new Scope(scope);
        assign(loopvar, item, round, budget);
        return isTruthy(evaluateExpression(iterable.test, round, budget));
      })
    : [...all];
  for (const [index, item] of items.entries()) {
    const round = new Scope(scope);
    run.line = line;
    round.set("loop", describeLoop(items, index));
    assign(loopvar, item, round, budget);
    renderNodes(node.body, round, run, output);
  }
  if (items.length === 0) renderNodes(node.defaultBlock, new Scope(scope), run, output);
}

function describeLoop(items: Value[], index: number): Namespace {
  const { length } = items;
  return new Namespace(
    new Map<string, Value>([
      ["index", index + 1],
      ["index0", index],
      ["revindex", length - index],
      ["revindex0", length - index - 1],
      ["first", index === 0],
      ["last", index === length - 1],
      ["length", length],
      ["depth", 1],
      ["depth0", 0],
      ["previtem", orMissing(items[index - 1], "loop.previtem")],
      ["nextitem", orMissing(items[index + 1], "loop.nextitem")],
      ["cycle", new Callable("cycle", ({ positional }) => orMissing(positional[index % Math.max(1, positional.length)], "loop.cycle"))],
    ]),
    false,
  );
}

function assign(target: TemplateNode, value: Value, scope: Scope, budget: Budget): void {
  if (target.type === "Identifier") {
    scope.set(target.value, value);
    return;
  }
  if (target.type === "TupleLiteral") {
    const items = listItems(value);
    if (items.length !== target.value.length) throw new TemplateFault(`${target.value.length} names are given ${items.length} values.`);
    for (const [index, inner] of target.value.entries()) assign(inner, items[index] ?? null, scope, budget);
    return;
  }
  if (target.type === "MemberExpression" && !target.computed) {
    const object = evaluateExpression(target.object, scope, budget);
    if (!(object instanceof Namespace && object.isAssignable))
      throw new TemplateFault(`an attribute of ${describeValue(object)} cannot be set. Use namespace().`);
    object.values.set(identifierOf(target.property) ?? "", value);
    return;
  }
  throw new TemplateFault("only a name, several names or an attribute of a namespace can be set.");
}

/** A macro sees the names around its definition, not those around its call. */
function defineMacro(node: Extract<TemplateNode, { type: "Macro" }>, scope: Scope, run: TemplateRun): void {
  const name = identifierOf(node.name) ?? "";
  const parameters = node.args.map((arg) => identifierOf(arg.type === "KeywordArgumentExpression" ? arg.key : arg) ?? "");
  const macro = new Callable(name, (given) => {
    const line = run.line;
    const inner = new Scope(scope);
    const values = readArguments(given, `the macro ${name}`, parameters);
    for (const [index, parameter] of parameters.entries()) {
      const arg = node.args[index];
      const fallback =
        arg?.type === "KeywordArgumentExpression" ? evaluateExpression(arg.value, inner, run.budget) : new Missing(parameter);
      const value = values[index];
      inner.set(parameter, value === undefined ? fallback : value);
    }
    const text = renderText(node.body, inner, run);
    run.line = line;
    return text;
  });
  scope.set(name, macro);
}

/** The functions every template can call. */
export function addFunctions(scope: Scope, budget: Budget): void {
  scope.set("range", new Callable("range", (given) => makeRange(given.positional, given.named.size, budget)));
  scope.set("joiner", new Callable("joiner", (given) => makeJoiner(given)));
  scope.set(
    "namespace",
    new Callable("namespace", (given) => {
      if (given.positional.length > 0) throw new TemplateFault("namespace takes named values only, like namespace(found=false).");
      return new Namespace(new Map(given.named), true);
    }),
  );
}

/** Jinja's joiner: nothing at its first call, the separator at every later one. */
function makeJoiner(given: Arguments): Callable {
  const [separator = ", "] = readArguments(given, "joiner", ["sep"]);
  let isUsed = false;
  return new Callable("a joiner", () => {
    const text = isUsed ? separator : "";
    isUsed = true;
    return text;
  });
}

function makeRange(positional: Value[], named: number, budget: Budget): Sequence {
  if (named > 0 || positional.length === 0 || positional.length > 3 || !positional.every((bound) => typeof bound === "number"))
    throw new TemplateFault("range takes one to three whole numbers.");
  const [first = 0, second, step = 1] = positional;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (step === 0) throw new TemplateFault("the step of range is zero.");
  const count = Math.max(0, Math.ceil((stop - start) / step));
  budget.spend(count);
  return new Sequence(
    Array.from({ length: count }, (_, index) => start + index * step),
    "view",
  );
}
