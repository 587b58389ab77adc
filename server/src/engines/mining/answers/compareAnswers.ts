import { extractFeatures } from '../../language/features/extractFeatures.ts';
import { maskDetails } from './maskDetails.ts';

/** An answer in the form in which answers are compared. */
export interface ReadAnswer {
  /** Masked words joined: equal for answers that differ in names and numbers only. */
  key: string;
  /** Words and pairs of words. */
  shingles: Set<string>;
  /** Stems with their weights, at length 1: what it is about. */
  meaning: Map<number, number>;
}

/** Shared shingles (Jaccard) from here on: near. */
export const nearFrom = 0.5;
/** Cosine of weighted stems from here on: same meaning. */
export const meaningFrom = 0.55;

/** Reads answers together, so that stems can be weighed by how few of them have them. */
export function readAnswers(texts: string[], language: string): ReadAnswer[] {
  const read = texts.map((text) => maskDetails(text));
  const stems = read.map((words) => new Set(extractFeatures(words.join(' '), language).stems));
  const counts = new Map<number, number>();
  for (const own of stems) for (const stem of own) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return read.map((words, i) => ({
    key: words.join(' '),
    shingles: new Set(words.flatMap((word, k) => (k === 0 ? [word] : [word, `${words[k - 1]} ${word}`]))),
    meaning: weighStems(stems[i]!, counts, texts.length),
  }));
}

/**
 * How much two answers are the same, 0 to 1: 1 for equal ones after masking; else the greater of shared shingles and of
 * nine tenths of the cosine of weighted stems, which lets other words for the same thing count, but never as equal.
 */
export function compareAnswers(a: ReadAnswer, b: ReadAnswer): number {
  if (a.key === b.key) return 1;
  return Math.max(shareShingles(a, b), 0.9 * compareMeaning(a, b));
}

/** Jaccard of the shingles. */
export function shareShingles(a: ReadAnswer, b: ReadAnswer): number {
  const [small, large] = a.shingles.size < b.shingles.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small.shingles) if (large.shingles.has(shingle)) shared++;
  const all = small.shingles.size + large.shingles.size - shared;
  return all > 0 ? shared / all : 0;
}

export function compareMeaning(a: ReadAnswer, b: ReadAnswer): number {
  const [small, large] = a.meaning.size < b.meaning.size ? [a, b] : [b, a];
  let product = 0;
  for (const [stem, weight] of small.meaning) product += weight * (large.meaning.get(stem) ?? 0);
  return Math.min(1, product);
}

/** Equal, near or of the same meaning. */
export function sayTheSame(a: ReadAnswer, b: ReadAnswer): boolean {
  return a.key === b.key || shareShingles(a, b) >= nearFrom || compareMeaning(a, b) >= meaningFrom;
}

function weighStems(stems: Set<number>, counts: Map<number, number>, answers: number): Map<number, number> {
  const weighted = new Map<number, number>();
  let squares = 0;
  for (const stem of [...stems].sort((a, b) => a - b)) {
    const weight = Math.log(1 + (answers + 1) / counts.get(stem)!);
    weighted.set(stem, weight);
    squares += weight * weight;
  }
  for (const [stem, weight] of weighted) weighted.set(stem, weight / Math.sqrt(squares));
  return weighted;
}
