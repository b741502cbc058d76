import { AppError } from "@/lib/errors/app-error";
import { type PatternNode, parseIssuePattern } from "./parse-issue-pattern";

const MAX_STATES = 5000;

type State =
  | { type: "character"; matches: (character: string) => boolean; next: number }
  | { type: "branch"; next: number[] }
  | { type: "edge"; edge: "start" | "end"; next: number };

/**
 * Compiles a Python regular expression into a test of whole issues. It runs in time linear in the issue, whatever the
 * pattern: the pattern is somebody else's. What it does not know (look-around, back references) is an AppError.
 */
export function compileIssuePattern(pattern: string, where: string): (issue: string) => boolean {
  const states: State[] = [];
  const add = (state: State) => {
    if (states.length >= MAX_STATES) throw new AppError("invalid", `${where}: the pattern repeats too much. Use smaller counts.`);
    return states.push(state) - 1;
  };
  const end = add({ type: "branch", next: [] });
  const start = compile(parseIssuePattern(pattern, where), end, add, states);
  return (issue) => run(states, start, end, Array.from(issue));
}

function compile(node: PatternNode, next: number, add: (state: State) => number, states: State[]): number {
  switch (node.type) {
    case "character":
      return add({ type: "character", matches: node.matches, next });
    case "edge":
      return add({ type: "edge", edge: node.edge, next });
    case "sequence":
      return node.items.reduceRight((after, item) => compile(item, after, add, states), next);
    case "choice":
      return add({ type: "branch", next: node.items.map((item) => compile(item, next, add, states)) });
    case "repeat": {
      let after = next;
      if (node.most === null) {
        const loop: State = { type: "branch", next: [next] };
        after = add(loop);
        loop.next.push(compile(node.item, after, add, states));
      } else
        for (let i = node.least; i < node.most; i++) after = add({ type: "branch", next: [next, compile(node.item, after, add, states)] });
      for (let i = 0; i < node.least; i++) after = compile(node.item, after, add, states);
      return after;
    }
  }
}

function run(states: State[], start: number, end: number, characters: string[]): boolean {
  let current = reach(states, [start], 0, characters.length);
  for (const [index, character] of characters.entries()) {
    const stepped: number[] = [];
    for (const id of current) {
      const state = states[id];
      if (state?.type === "character" && state.matches(character)) stepped.push(state.next);
    }
    current = reach(states, stepped, index + 1, characters.length);
  }
  return current.has(end);
}

/** Every state that can be reached from these without reading a character. */
function reach(states: State[], from: number[], at: number, length: number): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const state = states[id];
    if (!state || reached.has(id)) continue;
    reached.add(id);
    if (state.type === "branch") open.push(...state.next);
    else if (state.type === "edge" && at === (state.edge === "start" ? 0 : length)) open.push(state.next);
  }
  return reached;
}
