import { BULLET } from "./references";

/** What a person edits of an entry: its Markdown without the bullet, and without the indent of the lines under it. */
export function entryBody(raw: string): string {
  const marker = BULLET.exec(raw)?.[0] ?? "";
  const indent = new RegExp(`^[ \\t]{1,${Math.max(marker.length, 1)}}`);
  return raw
    .slice(marker.length)
    .split(/\r\n|\r|\n/)
    .map((line, index) => (index === 0 ? line : line.replace(indent, "")))
    .join("\n");
}

/** The bytes of an entry whose words were edited: the bullet it had, and every further line indented under it. */
export function withBody(raw: string, body: string): string {
  const marker = BULLET.exec(raw)?.[0] ?? "";
  const indent = " ".repeat(marker.length);
  const lines = body.trimEnd().split(/\r\n|\r|\n/);
  return lines.map((line, index) => (index === 0 ? marker + line.trimStart() : line.trim() === "" ? "" : indent + line)).join("\n");
}
