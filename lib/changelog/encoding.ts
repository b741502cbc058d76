/** How the bytes of a file became text; `latin1` keeps every byte of a file that is not valid UTF-8. */
export type Encoding = "utf-8" | "latin1";

export interface DecodedFile {
  text: string;
  encoding: Encoding;
}

/** Bytes → text without loss: a BOM stays in the text, invalid UTF-8 falls back to one character a byte. */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    const pieces: string[] = [];
    for (let i = 0; i < bytes.length; i += 8192) pieces.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
    return { text: pieces.join(""), encoding: "latin1" };
  }
}

/** The inverse of {@link decodeFile}; in a latin1 file, characters past U+00FF (typed by a person) become UTF-8. */
export function encodeFile({ text, encoding }: DecodedFile): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff) bytes[length++] = code;
    else length += new TextEncoder().encodeInto(character, bytes.subarray(length)).written;
  }
  return bytes.slice(0, length);
}
