import { TemplateFault } from "./template-fault";

const MAX_STEPS = 2_000_000;
const MAX_TEXT = 16_000_000;
const MAX_DEPTH = 60;
/** One step pays for this many characters that are copied or compared. */
const CHARACTERS_A_STEP = 64;

/** What a template may still use. A template is somebody else's program, so each run ends soon whatever it says. */
export class Budget {
  private steps = MAX_STEPS;
  private output = MAX_TEXT;
  private depth = 0;

  /** Pays for work; `count` is in expressions or list items. */
  spend(count = 1): void {
    this.steps -= count;
    if (this.steps < 0) throw new TemplateFault(`the template does more than ${MAX_STEPS} steps. Make its loops shorter.`);
  }

  /** Pays for a text of this length, before it is made. */
  spendText(length: number): void {
    if (length > MAX_TEXT) throw new TemplateFault(`a text grows past ${MAX_TEXT} characters. Repeat or join less.`);
    this.spend(1 + Math.ceil(length / CHARACTERS_A_STEP));
  }

  /** Pays for what the template prints. */
  spendOutput(length: number): void {
    this.spendText(length);
    this.output -= length;
    if (this.output < 0) throw new TemplateFault(`the output grows past ${MAX_TEXT} characters. Print less.`);
  }

  /** Runs one level deeper; a macro that calls itself without end stops here. */
  descend<T>(run: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new TemplateFault(`macros call each other more than ${MAX_DEPTH} deep. Remove the recursion.`);
    try {
      return run();
    } finally {
      this.depth--;
    }
  }
}
