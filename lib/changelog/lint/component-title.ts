/** The components the procedure of preset A names (A62). */
export const DEFAULT_COMPONENTS = ["manager", "agent", "storage-proxy", "webui", "client", "common"];

const FILLER = new Set(
  "improvement improvements update updates change changes fix fixes feature features enhancement enhancements work misc miscellaneous related and the".split(
    " ",
  ),
);

/** A title made of nothing but names of components and filler words, such as "Storage Proxy Improvements" (A62). */
export function isComponentTitle(title: string, components: string[]): boolean {
  const words = wordsOf(title).filter((word) => !FILLER.has(word));
  if (words.length === 0) return false;
  let rest = ` ${words.join(" ")} `;
  const named = components.map((name) => wordsOf(name).join(" ")).sort((a, b) => b.length - a.length);
  for (const name of named) rest = rest.split(` ${name} `).join(" ");
  return rest.trim() === "";
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
