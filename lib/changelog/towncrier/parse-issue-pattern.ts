import { AppError } from "@/lib/errors/app-error";
import { isPythonSpace } from "./python-text";

export type PatternNode =
  | { type: "character"; matches: (character: string) => boolean }
  | { type: "edge"; edge: "start" | "end" }
  | { type: "sequence" | "choice"; items: PatternNode[] }
  /** `most` is null for no upper bound. */
  | { type: "repeat"; item: PatternNode; least: number; most: number | null };

const MAX_LENGTH = 1000;
const CLASSES: Record<string, (character: string) => boolean> = {
  d: (character) => /\p{Nd}/u.test(character),
  w: (character) => /[\p{L}\p{N}_]/u.test(character),
  s: isPythonSpace,
};
const CONTROLS: Record<string, string> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\u0007", "0": "\0" };

/** Parses the part of Python's regular expressions that names of issues need; anything else is an AppError. */
export function parseIssuePattern(pattern: string, where: string): PatternNode {
  return new PatternReader(pattern, where).parse();
}

/** Reads a pattern from left to right; `at` is the next character. */
class PatternReader {
  private readonly characters: string[];
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly where: string,
  ) {
    if (pattern.length > MAX_LENGTH) throw this.fail(`a pattern has at most ${MAX_LENGTH} characters.`);
    this.characters = Array.from(pattern);
  }

  parse(): PatternNode {
    const parsed = this.parseChoice();
    if (this.at < this.characters.length) throw this.fail("there is a ) without a (.");
    return parsed;
  }

  private fail(reason: string): AppError {
    return new AppError("invalid", `${this.where}: ${reason} Correct the regular expression ${this.pattern.slice(0, 80)}`);
  }

  parseChoice(): PatternNode {
    const items = [this.parseSequence()];
    while (this.characters[this.at] === "|") {
      this.at++;
      items.push(this.parseSequence());
    }
    return { type: "choice", items };
  }

  private parseSequence(): PatternNode {
    const items: PatternNode[] = [];
    while (this.at < this.characters.length && this.characters[this.at] !== "|" && this.characters[this.at] !== ")")
      items.push(this.parseRepeat(this.parseAtom()));
    return { type: "sequence", items };
  }

  private parseRepeat(item: PatternNode): PatternNode {
    const count = this.readCount();
    if (!count) return item;
    if (item.type === "edge") throw this.fail("there is nothing to repeat.");
    if (this.characters[this.at] === "+") throw this.fail("possessive repeats are not supported.");
    if (this.characters[this.at] === "?") this.at++;
    if (this.characters[this.at] === "*" || this.characters[this.at] === "+" || this.characters[this.at] === "?" || this.readCount())
      throw this.fail("a repeat is repeated.");
    return { type: "repeat", item, ...count };
  }

  private readCount(): { least: number; most: number | null } | null {
    const simple = { "*": { least: 0, most: null }, "+": { least: 1, most: null }, "?": { least: 0, most: 1 } }[
      this.characters[this.at] ?? ""
    ];
    if (simple) this.at++;
    if (simple || this.characters[this.at] !== "{") return simple ?? null;
    const text = this.characters.slice(this.at, this.at + 12).join("");
    const [whole, least = "", comma, most = ""] = /^\{(\d{0,4})(,?)(\d{0,4})\}/.exec(text) ?? [];
    if (!whole || (least === "" && !comma)) return null;
    this.at += whole.length;
    const bounds = { least: Number(least), most: comma ? (most === "" ? null : Number(most)) : Number(least) };
    if (bounds.most !== null && bounds.most < bounds.least) throw this.fail(`${whole} counts down.`);
    return bounds;
  }

  private parseAtom(): PatternNode {
    if (this.readCount()) throw this.fail("there is nothing before a repeat to repeat.");
    const character = this.characters[this.at++] ?? "";
    if (character === "(") return this.parseGroup();
    if (character === "[") return { type: "character", matches: this.parseSet() };
    if (character === ".") return { type: "character", matches: (other) => other !== "\n" };
    if (character === "^") return { type: "edge", edge: "start" };
    if (character === "$") return { type: "edge", edge: "end" };
    if (character !== "\\") return { type: "character", matches: (other) => other === character };
    if (this.characters[this.at] === "A" || this.characters[this.at] === "Z")
      return { type: "edge", edge: this.characters[this.at++] === "A" ? "start" : "end" };
    return { type: "character", matches: this.parseEscape() };
  }

  private parseGroup(): PatternNode {
    if (this.characters[this.at] === "?") {
      const opening = /^\?(?::|P<\w{1,40}>)/.exec(this.characters.slice(this.at, this.at + 50).join(""))?.[0];
      if (!opening) throw this.fail("groups with (? other than (?:…) and (?P<name>…) are not supported.");
      this.at += opening.length;
    }
    const inner = this.parseChoice();
    if (this.characters[this.at++] !== ")") throw this.fail("a ( is not closed.");
    return inner;
  }

  private parseEscape(): (character: string) => boolean {
    const escaped = this.characters[this.at++];
    if (escaped === undefined) throw this.fail("it ends with a backslash.");
    const matches = CLASSES[escaped.toLowerCase()];
    if (matches) return escaped === escaped.toLowerCase() ? matches : (character) => !matches(character);
    const literal = CONTROLS[escaped] ?? escaped;
    if (literal === escaped && /[A-Za-z0-9]/.test(escaped)) throw this.fail(`\\${escaped} is not supported.`);
    return (character) => character === literal;
  }

  private parseSet(): (character: string) => boolean {
    const isNegated = this.characters[this.at] === "^";
    if (isNegated) this.at++;
    const tests: ((character: string) => boolean)[] = [];
    for (let isFirst = true; isFirst || this.characters[this.at] !== "]"; isFirst = false) {
      const from = this.characters[this.at++];
      if (from === undefined) throw this.fail("a [ is not closed.");
      const to = this.characters[this.at + 1];
      if (from === "\\") tests.push(this.parseEscape());
      else if (this.characters[this.at] === "-" && to !== undefined && to !== "]") {
        if (to === "\\" || to < from) throw this.fail(`the range ${from}-${to} is not one.`);
        this.at += 2;
        tests.push((character) => character >= from && character <= to);
      } else tests.push((character) => character === from);
    }
    this.at++;
    return (character) => tests.some((test) => test(character)) !== isNegated;
  }
}
