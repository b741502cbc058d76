const VERBATIM = ["script", "pre", "style", "textarea"];
const BLOCK_TAGS = new Set(
  (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset " +
    "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem " +
    "nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul"
  ).split(" "),
);

/**
 * When a line starts an HTML block that goes on after it: the text whose line ends the block, or "" for a block that
 * ends with a blank line (CommonMark 4.6, kinds 1–6). Null when nothing goes on.
 */
export function htmlBlockEnd(text: string, first: number, end: number): string | null {
  const head = text.slice(first, Math.min(end, first + 16)).toLowerCase();
  const closing = closingOf(head);
  if (closing === null || closing === "") return closing;
  const rest = text.slice(first, end).toLowerCase();
  return rest.indexOf(closing, closing === "-->" ? 4 : 1) >= 0 ? null : closing;
}

function closingOf(head: string): string | null {
  if (head.startsWith("<!--")) return "-->";
  if (head.startsWith("<![cdata[")) return "]]>";
  if (head.startsWith("<?")) return "?>";
  if (/^<![a-z]/.test(head)) return ">";
  const tag = /^<\/?([a-z][a-z0-9]{0,10})(?=[\s/>]|$)/.exec(head)?.[1] ?? "";
  if (VERBATIM.includes(tag) && !head.startsWith("</")) return `</${tag}>`;
  return BLOCK_TAGS.has(tag) ? "" : null;
}
