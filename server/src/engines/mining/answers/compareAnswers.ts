import { commonStems } from '../../language/features/commonStems.ts';
import { extractFeatures } from '../../language/features/extractFeatures.ts';
import { maskDetails } from './maskDetails.ts';
import { type Denied, findDenied } from './negation.ts';

/** An answer in the form in which answers are compared. */
export interface ReadAnswer {
  /** Masked words joined: equal for answers that differ in names and numbers only. */
  key: string;
  /** Words and pairs of words. */
  shingles: Set<string>;
  /** Stems with their weights, at length 1: what it is about. */
  meaning: Map<number, number>;
  denied: Denied;
}

/** Shared shingles (Jaccard) from here on: near. */
export const nearFrom = 0.5;
/** Cosine of weighted stems from here on: same meaning. */
export const meaningFrom = 0.55;
/** Words that stand in answers about anything count this much less. */
const commonWeight = 0.35;
/** From this share of the shared weight on that one answer denies and the other does not, they say the opposite. */
const oppositeFrom = 0.5;
/** What is said in the opposite sense is no more alike than this, whatever words it shares. */
const mostOpposite = 0.3;

/**
 * Reads answers together, so that stems can be weighed by how few of them have them. `common`: what words count that stand in answers about
 * anything; 1 where answers to many questions are read, which tell that by themselves.
 */
export function readAnswers(texts: string[], language: string, common = commonWeight): ReadAnswer[] {
  const read = texts.map((text) => maskDetails(text));
  const stems = read.map((words) => new Set(extractFeatures(words.join(' '), language).stems));
  const counts = new Map<number, number>();
  for (const own of stems) for (const stem of own) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const usual = commonStems(language);
  return read.map((words, i) => ({
    key: words.join(' '),
    shingles: new Set(words.flatMap((word, k) => (k === 0 ? [word] : [word, `${words[k - 1]} ${word}`]))),
    meaning: weighStems(stems[i]!, counts, texts.length, (stem) => (usual.has(stem) ? common : 1)),
    denied: findDenied(texts[i]!, language),
  }));
}

/**
 * How much two answers are the same, 0 to 1: 1 for equal ones after masking; else the greater of shared shingles and of
 * nine tenths of the cosine of weighted stems, which lets other words for the same thing count, but never as equal. Opposites are hardly alike.
 */
export function compareAnswers(a: ReadAnswer, b: ReadAnswer): number {
  if (a.key === b.key) return 1;
  const likeness = Math.max(shareShingles(a, b), 0.9 * compareMeaning(a, b));
  return sayOpposites(a, b) ? Math.min(mostOpposite, likeness) : likeness;
}

/** One says yes where the other says no: half of the words that they share are denied by one of them alone. */
export function sayOpposites(a: ReadAnswer, b: ReadAnswer): boolean {
  if (a.key === b.key) return false;
  if (a.denied.opens && b.denied.opens && a.denied.opens !== b.denied.opens) return true;
  let shared = 0;
  let apart = 0;
  for (const [stem, weight] of a.meaning) {
    const product = weight * (b.meaning.get(stem) ?? 0);
    shared += product;
    if (a.denied.stems.has(stem) !== b.denied.stems.has(stem)) apart += product;
  }
  return shared > 0 && apart >= oppositeFrom * shared;
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

/** Equal, near or of the same meaning, and not the opposite. */
export function sayTheSame(a: ReadAnswer, b: ReadAnswer): boolean {
  if (a.key === b.key) return true;
  return (shareShingles(a, b) >= nearFrom || compareMeaning(a, b) >= meaningFrom) && !sayOpposites(a, b);
}

function weighStems(
  stems: Set<number>,
  counts: Map<number, number>,
  answers: number,
  factor: (stem: number) => number,
): Map<number, number> {
  const weighted = new Map<number, number>();
  let squares = 0;
  for (const stem of [...stems].sort((a, b) => a - b)) {
    const weight = Math.log(1 + (answers + 1) / counts.get(stem)!) * factor(stem);
    weighted.set(stem, weight);
    squares += weight * weight;
  }
  for (const [stem, weight] of weighted) weighted.set(stem, weight / Math.sqrt(squares));
  return weighted;
}
