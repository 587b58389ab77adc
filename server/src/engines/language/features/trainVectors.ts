import { quantise } from '../model/quantise.ts';
import { findCompany } from './findCompany.ts';
import { findSpan } from './findSpan.ts';
import { sumVectors, type WordVectors } from './wordVectors.ts';

const dimensions = 100;
/** How fast a word loses weight with its frequency (messages with it, of all): smooth inverse frequency. */
const frequencyPenalty = 20;

/**
 * Word vectors from messages (lists of stem hashes): how much more often two words share a message than chance would
 * have it (positive pointwise mutual information), factored to 100 dimensions (Levy and Goldberg 2014; Arora et al.
 * 2017 for the weights). Undefined where there is too little text.
 */
export function trainVectors(messages: number[][], seed: number): WordVectors | undefined {
  const company = findCompany(messages);
  const words = company.stems.length;
  if (words < dimensions * 2) return undefined;
  const { columns, strengths } = findSpan(company, dimensions, seed);
  const weighted = new Float32Array(words * dimensions);
  for (let word = 0; word < words; word++) {
    const weight = 1 / (1 + (frequencyPenalty * company.counts[word]!) / messages.length);
    for (let d = 0; d < dimensions; d++)
      weighted[word * dimensions + d] =
        (weight * columns[word * dimensions + d]!) / Math.sqrt(strengths[d]! || 1);
  }
  const { weights: vectors, scales } = quantise(weighted, words, dimensions, 1);
  const known = { dimensions, stems: company.stems, vectors, scales, mean: new Float32Array(dimensions) };
  return { ...known, mean: findMean(messages, known) };
}

function findMean(messages: number[][], known: WordVectors): Float32Array {
  const mean = new Float32Array(known.dimensions);
  for (const stems of messages) {
    const sum = sumVectors(stems, known);
    if (sum) for (let d = 0; d < mean.length; d++) mean[d]! += sum[d]! / messages.length;
  }
  return mean;
}
