import { parse } from "yaml";

/** A question that a workflow asks before it is dispatched (GitHub: `on.workflow_dispatch.inputs`). */
export interface DispatchInput {
  name: string;
  type: "string" | "boolean" | "choice" | "number" | "environment";
  description: string;
  isRequired: boolean;
  /** As text; empty when there is none. */
  default: string;
  /** Of a choice. */
  options: string[];
}

type Tree = Record<string, unknown>;
const TYPES = ["string", "boolean", "choice", "number", "environment"] as const;

/** What a workflow file asks for; null when it cannot be dispatched, or is no workflow file. */
export function parseDispatchForm(text: string): DispatchInput[] | null {
  let file: unknown;
  try {
    file = parse(text, { merge: true, maxAliasCount: 100 });
  } catch {
    return null;
  }
  // YAML 1.1 took a bare `on` for true; whoever wrote it so still means the triggers.
  const on = isTree(file) ? (file.on ?? file.true) : undefined;
  if (on === "workflow_dispatch" || (Array.isArray(on) && on.includes("workflow_dispatch"))) return [];
  if (!isTree(on) || !("workflow_dispatch" in on)) return null;
  const dispatch = on.workflow_dispatch;
  if (!isTree(dispatch) || !isTree(dispatch.inputs)) return [];
  return Object.entries(dispatch.inputs).map(([name, raw]) => {
    const input = isTree(raw) ? raw : {};
    return {
      name,
      type: TYPES.find((type) => type === input.type) ?? "string",
      description: typeof input.description === "string" ? input.description : "",
      isRequired: input.required === true,
      default: isScalar(input.default) ? String(input.default) : "",
      options: Array.isArray(input.options) ? input.options.filter(isScalar).map(String) : [],
    };
  });
}

/** What the form starts with: each default, the first choice where there is none, and no for a question without an answer. */
export function initialValues(inputs: DispatchInput[]): Record<string, string> {
  return Object.fromEntries(
    inputs.map((input) => {
      const first = input.type === "choice" ? (input.options[0] ?? "") : input.type === "boolean" ? "false" : "";
      return [input.name, input.default || first];
    }),
  );
}

/** What is wrong with an answer, as a sentence; null when it can be sent. */
export function problemOf(input: DispatchInput, value: string): string | null {
  if (value.trim() === "") return input.isRequired ? "This workflow needs a value here." : null;
  if (input.type === "number" && !Number.isFinite(Number(value))) return "This must be a number.";
  if (input.type === "boolean" && value !== "true" && value !== "false") return "This must be true or false.";
  if (input.type === "choice" && !input.options.includes(value)) return `This must be one of ${input.options.join(", ")}.`;
  // GitHub's limit for all inputs together; one alone cannot be larger.
  return value.length > 65_535 ? "This is longer than GitHub takes (65,535 characters)." : null;
}

const isTree = (value: unknown): value is Tree => value !== null && typeof value === "object" && !Array.isArray(value);
const isScalar = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);
