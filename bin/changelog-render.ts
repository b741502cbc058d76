import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import { parseChangelog, renderChangelog } from "@/lib/changelog/parse-changelog";
import { EXIT } from "./exit";
import { readArguments } from "./read-arguments";
import { readFile, writeOut } from "./read-file";

/** `changelog render FILE`: parses and renders unchanged. */
export async function renderFile(args: string[]): Promise<number> {
  const { operand } = readArguments(args, {}, { name: "FILE" });
  const { text, encoding } = decodeFile(readFile(operand));
  await writeOut(encodeFile({ text: renderChangelog(parseChangelog(text, operand)), encoding }));
  return EXIT.ok;
}
