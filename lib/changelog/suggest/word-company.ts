import type { Terms } from "./read-terms";

/** Words that serve as contexts, most frequent first. */
const MOST_CONTEXTS = 600;
/** Terms that stand in fewer texts have no company to speak of. */
const LEAST_FREQUENCY = 2;

/**
 * Meaning from company: for each word and each phrase of two words a unit vector of positive pointwise mutual
 * information with the words it stands beside in the file's own texts.
 */
export function readCompany(
  texts: Terms[],
  frequency: Map<string, number>,
  phraseFrequency: Map<string, number>,
): Map<string, Float32Array> {
  const contexts = [...frequency]
    .filter(([, count]) => count >= LEAST_FREQUENCY)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_CONTEXTS)
    .map(([stem]) => stem);
  const rows = new Map<string, Float32Array>();
  for (const counts of [frequency, phraseFrequency])
    for (const [term, count] of counts) if (count >= LEAST_FREQUENCY) rows.set(term, new Float32Array(contexts.length));
  countCompany(texts, new Map(contexts.map((stem, index) => [stem, index])), rows);
  toInformation(rows, contexts.length);
  return rows;
}

/** Makes a vector one unit long; a vector of zeros stays. */
export function normalise(vector: Float32Array) {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let c = 0; c < vector.length; c++) vector[c] = (vector[c] ?? 0) * factor;
}

function countCompany(texts: Terms[], contextIndex: Map<string, number>, rows: Map<string, Float32Array>) {
  for (const { words, phrases } of texts) {
    const present = [...words.keys()].flatMap((stem) => contextIndex.get(stem) ?? []);
    const weight = 1 / Math.max(1, words.size + phrases.size);
    for (const group of [words.keys(), phrases])
      for (const term of group) {
        const row = rows.get(term);
        const own = contextIndex.get(term);
        if (row) for (const context of present) if (context !== own) row[context] = (row[context] ?? 0) + weight;
      }
  }
}

/** Counts become mutual information; contexts are smoothed (to the power .75), so that rare ones do not rule. */
function toInformation(rows: Map<string, Float32Array>, size: number) {
  const columns = new Float64Array(size);
  for (const row of rows.values()) for (let c = 0; c < size; c++) columns[c] = (columns[c] ?? 0) + (row[c] ?? 0);
  let smoothed = 0;
  for (let c = 0; c < size; c++) {
    columns[c] = (columns[c] ?? 0) ** 0.75;
    smoothed += columns[c] ?? 0;
  }
  for (const row of rows.values()) {
    let sum = 0;
    for (const value of row) sum += value;
    for (let c = 0; c < size; c++) {
      const value = row[c] ?? 0;
      row[c] = value > 0 ? Math.max(0, Math.log((value * smoothed) / (sum * (columns[c] || 1)))) : 0;
    }
    normalise(row);
  }
}
