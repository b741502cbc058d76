import type { parse } from "@huggingface/jinja";

/** What the parser of `@huggingface/jinja` reads; its tokens are these two fields. */
export type LibraryToken = Parameters<typeof parse>[0][number];
/** {@link LibraryToken} with the line it stands in. */
export type TemplateToken = LibraryToken & { line: number };

/** The syntax tree of that parser (its `src/ast.ts`, version 0.5.11), which the package exports as a class without fields. */
export type TemplateNode =
  | { type: "Program"; body: TemplateNode[] }
  | { type: "Comment"; value: string }
  | { type: "If"; test: TemplateNode; body: TemplateNode[]; alternate: TemplateNode[] }
  | { type: "For"; loopvar: TemplateNode; iterable: TemplateNode; body: TemplateNode[]; defaultBlock: TemplateNode[] }
  | { type: "Set"; assignee: TemplateNode; value: TemplateNode | null; body: TemplateNode[] }
  | { type: "Macro"; name: TemplateNode; args: TemplateNode[]; body: TemplateNode[] }
  | { type: "Identifier" | "StringLiteral"; value: string }
  | { type: "IntegerLiteral"; value: number }
  | { type: "ArrayLiteral" | "TupleLiteral"; value: TemplateNode[] }
  | { type: "ObjectLiteral"; value: Map<TemplateNode, TemplateNode> }
  | { type: "MemberExpression"; object: TemplateNode; property: TemplateNode; computed: boolean }
  | { type: "SliceExpression"; start?: TemplateNode; stop?: TemplateNode; step?: TemplateNode }
  | { type: "CallExpression"; callee: TemplateNode; args: TemplateNode[] }
  | { type: "KeywordArgumentExpression"; key: TemplateNode; value: TemplateNode }
  | { type: "BinaryExpression"; operator: LibraryToken; left: TemplateNode; right: TemplateNode }
  | { type: "UnaryExpression"; operator: LibraryToken; argument: TemplateNode }
  | { type: "FilterExpression"; operand: TemplateNode; filter: TemplateNode }
  | { type: "TestExpression"; operand: TemplateNode; negate: boolean; test: TemplateNode }
  | { type: "SelectExpression"; lhs: TemplateNode; test: TemplateNode }
  | { type: "Ternary"; condition: TemplateNode; trueExpr: TemplateNode; falseExpr: TemplateNode }
  | { type: "FloatLiteral" | "SpreadExpression" | "KeywordSpreadExpression" | "CallStatement" | "FilterStatement" | "Break" | "Continue" };

/** The name an identifier stands for; null for any other node. */
export function identifierOf(node: TemplateNode): string | null {
  return node.type === "Identifier" ? node.value : null;
}
