import { seededRandom } from '../../language/classify/random.ts';
import type { Features } from '../../language/features/extractFeatures.ts';
import { findAxes } from './findAxes.ts';
import { weighRows } from './weighRows.ts';

/** Messages as points: `count` x `dimensions`, each row of length 1, or 0 where nothing is known of the message. */
export interface Points {
  count: number;
  dimensions: number;
  values: Float32Array;
}

const dimensions = 96;
/** The axes are found on so many messages at most; all are then projected. Bounds the time. */
const mostFitted = 8000;

/**
 * Latent semantic analysis of the messages themselves: TF-IDF of stems, pairs of stems and groups of letters, projected on
 * the axes along which they vary most. Nothing has to be known of the language or the trade beforehand.
 */
export function embedMessages(messages: Features[], seed: number): Points {
  const rows = weighRows(messages);
  const fitted = sampleEvenly(messages.length, mostFitted, seed);
  const size = Math.max(1, Math.min(dimensions, rows.width, messages.length));
  const axes = findAxes(rows, fitted, size, seed);
  const values = new Float32Array(rows.count * size);
  for (let row = 0; row < rows.count; row++) {
    const at = row * size;
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const from = rows.indices[k]! * size;
      const value = rows.values[k]!;
      for (let d = 0; d < size; d++) values[at + d]! += value * axes[from + d]!;
    }
    normaliseRow(values, at, size);
  }
  return { count: rows.count, dimensions: size, values };
}

/** Brings the numbers from `at` on to length 1 in place; 0 stays 0. */
export function normaliseRow(values: Float32Array, at: number, size: number): void {
  let squares = 0;
  for (let d = 0; d < size; d++) squares += values[at + d]! ** 2;
  const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
  for (let d = 0; d < size; d++) values[at + d]! *= scale;
}

/** So many numbers below `count`, one at random from each of `most` equal stretches; all where there are no more. */
export function sampleEvenly(count: number, most: number, seed: number): Int32Array {
  if (count <= most) return Int32Array.from({ length: count }, (_, i) => i);
  const random = seededRandom(seed);
  const step = count / most;
  return Int32Array.from({ length: most }, (_, i) => Math.min(count - 1, Math.floor((i + random()) * step)));
}

/** Points about their mean over `told` (numbers of points, repeats counting), at length 1 again. */
export function centrePoints(points: Points, told: number[]): Points {
  const { dimensions } = points;
  const mean = new Float64Array(dimensions);
  for (const point of told)
    for (let d = 0; d < dimensions; d++) mean[d]! += points.values[point * dimensions + d]! / told.length;
  const values = points.values.map((value, i) => value - mean[i % dimensions]!);
  for (let at = 0; at < values.length; at += dimensions) normaliseRow(values, at, dimensions);
  return { ...points, values };
}

/** Some of the points, in the given order. */
export function pickPoints(points: Points, chosen: Int32Array): Points {
  const { dimensions } = points;
  const values = new Float32Array(chosen.length * dimensions);
  chosen.forEach((point, i) => {
    values.set(points.values.subarray(point * dimensions, (point + 1) * dimensions), i * dimensions);
  });
  return { count: chosen.length, dimensions, values };
}
