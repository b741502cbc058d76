import { WORD_OPERATORS } from "./check-tag";
import { isFilter } from "./filters";
import { identifierOf, type TemplateNode } from "./library-nodes";
import { TemplateFault } from "./template-fault";
import { isCheck } from "./value-checks";

/**
 * Refuses, before anything runs, filters and tests that are not supported and operators the parser took for names:
 * what a template can do must not depend on which of its branches today's fragments reach.
 */
export function checkTree(program: TemplateNode): void {
  let line = 1;
  const open: unknown[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...node.toReversed());
    else if (node instanceof Map) open.push([...node].flat());
    else if (isNode(node)) {
      if (node.type === "Comment") line = Number(node.value);
      else {
        checkNode(node, line);
        open.push(Object.entries(node).flatMap(([key, value]) => (key === "operator" || typeof value === "string" ? [] : [value])));
      }
    }
  }
}

function checkNode(node: TemplateNode, line: number): void {
  if (node.type === "Identifier" && WORD_OPERATORS.has(node.value)) throw new TemplateFault(`${node.value} is not expected here.`, line);
  if (node.type === "TestExpression" && !isCheck(identifierOf(node.test) ?? ""))
    throw new TemplateFault(`the test ${identifierOf(node.test)} is not supported.`, line);
  if (node.type !== "FilterExpression") return;
  const name = identifierOf(node.filter.type === "CallExpression" ? node.filter.callee : node.filter) ?? "";
  if (name !== "safe" && !isFilter(name)) throw new TemplateFault(`the filter ${name} is not supported.`, line);
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === "object" && value !== null && "type" in value;
}
