import { readFileSync } from 'node:fs';
import type { Features } from './extractFeatures.ts';
import { sumVectors, type WordVectors } from './wordVectors.ts';

/** The files of vectors, by language: how they were made stands in `docs/language-engine.md`. */
const files: Record<string, URL> = { en: new URL('./senses/en.vectors', import.meta.url) };
const magic = 'CWV1';
const read = new Map<string, Omit<WordVectors, 'mean'>>();

/**
 * What words of a language mean in general, seen from the middle of all these messages: what they have in common tells
 * none of them apart. Undefined for languages of which no vectors are known.
 */
export function knowSenses(messages: Features[], language: string): WordVectors | undefined {
  const vectors = vectorsOf(language);
  if (!vectors) return undefined;
  const mean = new Float32Array(vectors.dimensions);
  const known = { ...vectors, mean };
  for (const { stems } of messages) {
    const sum = sumVectors(stems, known);
    if (sum) for (let d = 0; d < mean.length; d++) mean[d]! += sum[d]! / messages.length;
  }
  return known;
}

/** The same for a stored model, which keeps the middle alone; undefined where it knew none. */
export function recallSenses(mean: Float32Array, language: string): WordVectors | undefined {
  const vectors = mean.length > 0 ? vectorsOf(language) : undefined;
  if (vectors && vectors.dimensions !== mean.length) throw new RangeError('language model of other senses');
  return vectors && { ...vectors, mean };
}

function vectorsOf(language: string): Omit<WordVectors, 'mean'> | undefined {
  if (!Object.hasOwn(files, language)) return undefined;
  const known = read.get(language) ?? readVectors(readFileSync(files[language]!));
  read.set(language, known);
  return known;
}

/**
 * Magic, number of stems, number of dimensions (32 bits each), then the stems' hashes, ascending, their scales and their
 * vectors (four bits a number), little endian.
 */
function readVectors(bytes: Uint8Array): Omit<WordVectors, 'mean'> {
  const { buffer } = Uint8Array.from(bytes);
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== magic) throw new Error(`not vectors of ${magic}`);
  const [count, dimensions] = new Uint32Array(buffer, 4, 2) as unknown as [number, number];
  return {
    dimensions,
    stems: new Int32Array(buffer, 12, count),
    scales: new Float32Array(buffer, 12 + 4 * count, count),
    vectors: unpack(new Uint8Array(buffer, 12 + 8 * count, (count * dimensions) / 2)),
  };
}

/** Two numbers of four bits each from each byte, the lower half first. */
function unpack(packed: Uint8Array): Int8Array {
  const numbers = new Int8Array(packed.length * 2);
  packed.forEach((byte, i) => {
    numbers[2 * i] = (byte << 28) >> 28;
    numbers[2 * i + 1] = (byte << 24) >> 28;
  });
  return numbers;
}
