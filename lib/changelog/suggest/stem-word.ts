/**
 * The stem of one English word: lower case, less the endings of plural, past and continuous forms. Words that
 * are not English come back in lower case. Two forms that share a stem count as one word.
 */
export function stemWord(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length < 4 || !isAsciiLetters(lower)) return lower;
  return dropE(dropForm(dropPlural(lower)));
}

function dropPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word;
  if (/(?:x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function dropForm(word: string): string {
  const ending = word.endsWith("ing") ? 3 : word.endsWith("ed") && !word.endsWith("eed") ? 2 : 0;
  const rest = word.slice(0, word.length - ending);
  if (ending === 0 || rest.length < 3 || !/[aeiouy]/.test(rest)) return word;
  const last = rest.charAt(rest.length - 1);
  const isDoubled = rest.length > 3 && last === rest.charAt(rest.length - 2) && !"lsz".includes(last);
  return isDoubled ? rest.slice(0, -1) : rest;
}

function dropE(word: string): string {
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}

function isAsciiLetters(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 97 || code > 122) return false;
  }
  return true;
}
