import { AppError } from "@/lib/errors/app-error";
import { Budget } from "./budget";
import { parseTemplate } from "./parse-template";
import { addFunctions, renderNodes, type TemplateRun } from "./render-nodes";
import { Scope } from "./scope";
import { TemplateFault } from "./template-fault";
import type { Value } from "./values";

/**
 * Runs a Jinja template that nobody has vetted. It sees `names` and nothing else, and ends within a fixed number of
 * steps and characters. What cannot be read or run is an AppError with the file, the line and the construct.
 */
export function runTemplate(path: string, template: string, names: ReadonlyMap<string, Value>): string {
  const run: TemplateRun = { budget: new Budget(), line: 1 };
  const output: string[] = [];
  try {
    const program = parseTemplate(template);
    const globals = new Scope(null);
    addFunctions(globals, run.budget);
    for (const [name, value] of names) globals.set(name, value);
    renderNodes(program.type === "Program" ? program.body : [program], new Scope(globals), run, output);
  } catch (error) {
    if (error instanceof TemplateFault) throw failure(path, error.line ?? run.line, error.message, error);
    if (error instanceof RangeError)
      throw failure(path, run.line, "the template is nested too deep or makes too much. Make it simpler.", error);
    throw error;
  }
  return output.join("");
}

function failure(path: string, line: number, reason: string, cause: Error): AppError {
  return new AppError("invalid", `${path}, line ${line}: ${reason} Slipway runs templates of others with limits; change the template.`, {
    cause,
    detail: { path, line },
  });
}
