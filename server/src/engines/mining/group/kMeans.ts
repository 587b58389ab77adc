import { seededRandom } from '../../language/classify/random.ts';
import type { Points } from './embedMessages.ts';

/** Points divided among centres. */
export interface Division {
  /** The centre of each point. */
  labels: Int32Array;
  /** centres x dimensions, each of length 1. */
  centres: Float32Array;
  /** Sum of the cosines between points and their centres. */
  closeness: number;
}

/** Spherical k-means from a k-means++ start, the best of several runs. */
export function kMeans(points: Points, k: number, seed: number, runs = 1, rounds = 15): Division {
  let best: Division | undefined;
  for (let run = 0; run < runs; run++) {
    const found = runOnce(points, Math.min(k, points.count), seededRandom(seed + run), rounds);
    if (!best || found.closeness > best.closeness) best = found;
  }
  return best ?? { labels: new Int32Array(0), centres: new Float32Array(0), closeness: 0 };
}

function runOnce(points: Points, k: number, random: () => number, rounds: number): Division {
  const { count, dimensions } = points;
  const centres = pickStart(points, k, random);
  const labels = new Int32Array(count).fill(-1);
  let closeness = 0;
  for (let round = 0; round < rounds; round++) {
    closeness = 0;
    let moved = 0;
    for (let i = 0; i < count; i++) {
      const { centre, cosine } = findCentre(points.values, i * dimensions, centres, dimensions);
      if (labels[i] !== centre) moved++;
      labels[i] = centre;
      closeness += cosine;
    }
    if (moved * 1000 < count) break;
    moveCentres(points, labels, centres);
  }
  return { labels, centres, closeness };
}

/** The centre nearest to a point. */
export function findCentre(
  values: Float32Array,
  at: number,
  centres: Float32Array,
  dimensions: number,
): { centre: number; cosine: number } {
  let centre = 0;
  let cosine = Number.NEGATIVE_INFINITY;
  for (let from = 0, c = 0; from < centres.length; from += dimensions, c++) {
    let product = 0;
    for (let d = 0; d < dimensions; d++) product += values[at + d]! * centres[from + d]!;
    if (product > cosine) {
      cosine = product;
      centre = c;
    }
  }
  return { centre, cosine };
}

function pickStart(points: Points, k: number, random: () => number): Float32Array {
  const { count, dimensions, values } = points;
  const centres = new Float32Array(k * dimensions);
  const distances = new Float64Array(count).fill(2);
  for (let c = 0; c < k; c++) {
    const chosen = c === 0 ? Math.floor(random() * count) : pickFar(distances, random);
    const centre = values.subarray(chosen * dimensions, (chosen + 1) * dimensions);
    centres.set(centre, c * dimensions);
    for (let i = 0; i < count; i++) {
      let product = 0;
      for (let d = 0; d < dimensions; d++) product += values[i * dimensions + d]! * centre[d]!;
      distances[i] = Math.min(distances[i]!, Math.max(0, 1 - product));
    }
  }
  return centres;
}

function pickFar(distances: Float64Array, random: () => number): number {
  let sum = 0;
  for (const one of distances) sum += one;
  let left = random() * sum;
  for (let i = 0; i < distances.length; i++) {
    left -= distances[i]!;
    if (left <= 0) return i;
  }
  return distances.length - 1;
}

/** A centre that lost all its points stays where it was. */
export function moveCentres(points: Points, labels: Int32Array, centres: Float32Array): void {
  const { dimensions, values } = points;
  const sums = new Float64Array(centres.length);
  for (let i = 0; i < labels.length; i++)
    for (let d = 0; d < dimensions; d++) sums[labels[i]! * dimensions + d]! += values[i * dimensions + d]!;
  for (let at = 0; at < sums.length; at += dimensions) {
    let squares = 0;
    for (let d = 0; d < dimensions; d++) squares += sums[at + d]! ** 2;
    if (squares < 1e-12) continue;
    for (let d = 0; d < dimensions; d++) centres[at + d] = sums[at + d]! / Math.sqrt(squares);
  }
}

/** The nearest centre of each point. */
export function assignPoints(points: Points, centres: Float32Array): Int32Array {
  return Int32Array.from(
    { length: points.count },
    (_, i) => findCentre(points.values, i * points.dimensions, centres, points.dimensions).centre,
  );
}
