import { entryText, type Reference } from "./references";

/** Category names compare without case and outer white space. */
export function categoryKey(title: string | null): string {
  return (title ?? "").trim().toLowerCase();
}

/**
 * What makes two bullets the same entry: trailing references and category; without references the normalised
 * text (A40 and the trap: by pull request number alone entries would be lost).
 */
export function identityOf(categoryTitle: string | null, raw: string, references: Reference[]): string {
  const labels = [...new Set(references.map(({ label }) => label.toLowerCase()))].sort();
  const what = labels.length > 0 ? labels.join(",") : `text:${fingerprintText(entryText(raw).toLowerCase())}`;
  return `${categoryKey(categoryTitle)}|${what}`;
}

/** 53-bit hash of a text (cyrb53), in base 36; for ids only, never for security. */
export function fingerprintText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
