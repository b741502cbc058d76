import type { Budget } from "./budget";
import { applyFilter } from "./filters";
import { identifierOf, type TemplateNode } from "./library-nodes";
import { getItem, getMember, sliceValue } from "./members";
import { applyOperator } from "./operators";
import type { Scope } from "./scope";
import { TemplateFault } from "./template-fault";
import { checkValue } from "./value-checks";
import {
  type Arguments,
  Callable,
  Dict,
  describeValue,
  isTruthy,
  Missing,
  Sequence,
  toWholeNumber,
  type Value,
  wholeNumber,
} from "./values";

/** The value of an expression. Every step is paid for, and nothing but the node types listed here is run. */
export function evaluateExpression(node: TemplateNode, scope: Scope, budget: Budget): Value {
  budget.spend();
  const evaluate = (inner: TemplateNode) => evaluateExpression(inner, scope, budget);
  switch (node.type) {
    case "StringLiteral":
    case "IntegerLiteral":
      return node.value;
    case "Identifier":
      return scope.get(node.value);
    case "ArrayLiteral":
      return new Sequence(node.value.map(evaluate));
    case "TupleLiteral":
      return new Sequence(node.value.map(evaluate), "tuple");
    case "ObjectLiteral":
      return new Dict(new Map([...node.value].map(([key, value]) => [toKey(evaluate(key)), evaluate(value)])));
    case "MemberExpression":
      return evaluateMember(node, scope, budget);
    case "CallExpression": {
      const callee = evaluate(node.callee);
      if (!(callee instanceof Callable)) throw new TemplateFault(`${describeValue(callee)} cannot be called.`);
      const given = evaluateArguments(node.args, scope, budget);
      return budget.descend(() => callee.call(given));
    }
    case "FilterExpression": {
      const { name, args } = readFilter(node.filter);
      if (name === "safe") throw new TemplateFault("the filter safe is supported at the end of {{ … }} only.");
      const value = evaluate(node.operand);
      return applyFilter(name, value, evaluateArguments(args, scope, budget), budget);
    }
    case "TestExpression": {
      const result = checkValue(identifierOf(node.test) ?? "", evaluate(node.operand));
      return node.negate ? !result : result;
    }
    case "UnaryExpression":
      return applySign(node.operator.value, evaluate(node.argument));
    case "BinaryExpression": {
      const left = evaluate(node.left);
      if (node.operator.value === "and") return isTruthy(left) ? evaluate(node.right) : left;
      if (node.operator.value === "or") return isTruthy(left) ? left : evaluate(node.right);
      return applyOperator(node.operator.value, left, evaluate(node.right), budget);
    }
    case "Ternary":
      return evaluate(isTruthy(evaluate(node.condition)) ? node.trueExpr : node.falseExpr);
    case "SelectExpression":
      return isTruthy(evaluate(node.test)) ? evaluate(node.lhs) : new Missing("a value without else");
    default:
      throw new TemplateFault(`${describeNode(node)} is not supported here.`);
  }
}

/** What `{{ … }}` prints; `|safe` at its end changes nothing, because nothing is escaped. */
export function withoutSafe(node: TemplateNode): TemplateNode {
  return node.type === "FilterExpression" && readFilter(node.filter).name === "safe" ? node.operand : node;
}

function readFilter(filter: TemplateNode): { name: string; args: TemplateNode[] } {
  const callee = filter.type === "CallExpression" ? filter.callee : filter;
  return { name: identifierOf(callee) ?? "", args: filter.type === "CallExpression" ? filter.args : [] };
}

function evaluateMember(node: Extract<TemplateNode, { type: "MemberExpression" }>, scope: Scope, budget: Budget): Value {
  const object = evaluateExpression(node.object, scope, budget);
  const { property } = node;
  const bound = (inner: TemplateNode | undefined) => (inner ? evaluateExpression(inner, scope, budget) : null);
  if (property.type === "SliceExpression")
    return sliceValue(object, [bound(property.start), bound(property.stop), bound(property.step)], budget);
  if (node.computed) return getItem(object, evaluateExpression(property, scope, budget), budget);
  return property.type === "IntegerLiteral"
    ? getItem(object, property.value, budget)
    : getMember(object, identifierOf(property) ?? "", budget);
}

function evaluateArguments(args: TemplateNode[], scope: Scope, budget: Budget): Arguments {
  const given: Arguments = { positional: [], named: new Map() };
  for (const arg of args) {
    if (arg.type !== "KeywordArgumentExpression") {
      given.positional.push(evaluateExpression(arg, scope, budget));
      continue;
    }
    const name = identifierOf(arg.key) ?? "";
    if (given.named.has(name)) throw new TemplateFault(`the argument ${name} is given twice.`);
    given.named.set(name, evaluateExpression(arg.value, scope, budget));
  }
  return given;
}

function applySign(operator: string, value: Value): Value {
  if (operator === "not") return !isTruthy(value);
  const number = toWholeNumber(value, `what follows ${operator}`);
  return wholeNumber(operator === "-" ? -number : number);
}

function toKey(value: Value): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TemplateFault(`${describeValue(value)} cannot be a key.`);
}

const describeNode = (node: TemplateNode) =>
  node.type === "FloatLiteral" ? "a number with a fraction" : node.type.endsWith("SpreadExpression") ? "unpacking with *" : node.type;
