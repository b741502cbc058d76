import { fillPairs, type PairTable } from "./pair-table";
import { type Background, rarity } from "./read-background";
import type { Terms } from "./read-terms";
import type { CategoryFacts } from "./similarity";
import { normalise } from "./word-company";

/** A phrase counts half of a word: its words are counted already. */
const PHRASE_WEIGHT = 0.5;

/**
 * Cosine of what two entries mean: each is the weighted mean of the vectors of its words and phrases, less the
 * mean of the category.
 */
export function compareCompany({ terms, background }: CategoryFacts): PairTable {
  const size = background.company.values().next().value?.length ?? 0;
  const vectors = terms.map((entry) => meanVector(entry, size, background));
  centre(vectors, size);
  for (const vector of vectors) normalise(vector);
  return fillPairs(vectors.length, (i, j) => dot(vectors[i], vectors[j]));
}

function meanVector({ words, phrases }: Terms, size: number, { company, ...background }: Background): Float32Array {
  const vector = new Float32Array(size);
  const add = (term: string, weight: number) => {
    const row = company.get(term);
    if (row) for (let c = 0; c < size; c++) vector[c] = (vector[c] ?? 0) + weight * (row[c] ?? 0);
  };
  for (const stem of words.keys()) add(stem, Math.sqrt(rarity(background.frequency, background.size, stem)));
  for (const phrase of phrases) add(phrase, PHRASE_WEIGHT * Math.sqrt(rarity(background.phraseFrequency, background.size, phrase)));
  normalise(vector);
  return vector;
}

function centre(vectors: Float32Array[], size: number) {
  const mean = new Float64Array(size);
  for (const vector of vectors) for (let c = 0; c < size; c++) mean[c] = (mean[c] ?? 0) + (vector[c] ?? 0) / vectors.length;
  for (const vector of vectors) for (let c = 0; c < size; c++) vector[c] = (vector[c] ?? 0) - (mean[c] ?? 0);
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  let sum = 0;
  if (a && b) for (let c = 0; c < a.length; c++) sum += (a[c] ?? 0) * (b[c] ?? 0);
  return sum;
}
