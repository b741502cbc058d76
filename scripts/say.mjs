// What the scripts tell the person: one line a step, plain where nobody watches.
const isTerminal = Boolean(process.stdout.isTTY);
const started = Date.now();

export function say(line) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(isTerminal ? `\u001b[2m${seconds} s\u001b[0m  ${line}` : `${seconds} s  ${line}`);
}

/** An error that people can act on: printed without a stack. */
export class Problem extends Error {}

/** Runs a script's main function; problems become one sentence and exit code 1. */
export function run(main) {
  main().catch((error) => {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
    process.exit(1);
  });
}
