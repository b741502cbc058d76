const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^(#{2,6}) /;
/** Of the version itself: it says nothing of either part. */
const TITLE = /^## /;

/** The notes in two: the blocks with lines that were not there before, and the rest. A block keeps the headings above it, but not the title. */
export function changedFirst(before: string, after: string): { changed: string; rest: string } {
  const known = new Set(before.split("\n").map((line) => line.trim()));
  const isNew = (lines: string[]) => lines.some((line) => line.trim() !== "" && !known.has(line.trim()));
  const side = { changed: [] as string[], rest: [] as string[] };
  const written = { changed: [] as string[], rest: [] as string[] };
  for (const { above, lines } of splitBlocks(after)) {
    const name = isNew(lines.filter((line) => !TITLE.test(line))) ? "changed" : "rest";
    const isBare = lines.every((line, index) => line.trim() === "" || (index === 0 && HEADING.test(line)));
    // A heading with nothing under it stands above the blocks that follow, on either side.
    if (isBare && name === "rest") continue;
    for (const heading of above) if (!TITLE.test(heading) && !written[name].includes(heading)) side[name].push(heading, "");
    written[name] = [...above, lines[0] ?? ""];
    side[name].push(...lines.filter((line) => !TITLE.test(line)));
  }
  return { changed: side.changed.join("\n").trim(), rest: side.rest.join("\n").trim() };
}

/** The text from heading to heading, each block with the headings it belongs to. */
function splitBlocks(text: string): { above: string[]; lines: string[] }[] {
  const blocks: { above: string[]; lines: string[] }[] = [];
  let above: { depth: number; line: string }[] = [];
  let isFenced = false;
  for (const line of text.split("\n")) {
    if (FENCE.test(line)) isFenced = !isFenced;
    const depth = isFenced ? undefined : HEADING.exec(line)?.[1]?.length;
    if (depth !== undefined) {
      above = above.filter((heading) => heading.depth < depth);
      blocks.push({ above: above.map((heading) => heading.line), lines: [line] });
      above.push({ depth, line });
    } else if (blocks.length === 0) blocks.push({ above: [], lines: [line] });
    else blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}
