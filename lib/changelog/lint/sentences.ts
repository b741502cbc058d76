const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|v\d+)\.$/i;

/** The sentences of a paragraph; full stops in code, numbers, names of files and abbreviations end none. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let sentence = "";
  let inCode = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    sentence += character;
    if (character === "`") inCode = !inCode;
    const isEnd = !inCode && (character === "." || character === "!" || character === "?");
    if (!isEnd || !/^[)"'”’*_]*(?:\s|$)/.test(text.slice(at + 1, at + 8))) continue;
    if (character === "." && ABBREVIATION.test(sentence.slice(-12))) continue;
    sentences.push(sentence.trim());
    sentence = "";
  }
  if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push(sentence.trim());
  return sentences;
}
