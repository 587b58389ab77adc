import { seededRandom } from '../../language/classify/random.ts';
import { type Points, pickPoints, sampleEvenly } from './embedMessages.ts';
import { findNeighbours } from './findNeighbours.ts';

/** On so many wordings at most it is found out how much answers tell. */
const mostSampled = 2000;
const neighboursAsked = 5;

/**
 * How much more alike the answers to like wordings are than those to any two: 0 where answers tell nothing (all the same,
 * or anything to anyone), 1 where like wordings always get the same answer and others another.
 */
export function measureReliability(texts: Points, answers: Points, seed: number): number {
  const answered = Int32Array.from(listAnswered(answers));
  const chosen = sampleEvenly(answered.length, mostSampled, seed).map((i) => answered[i]!);
  if (chosen.length < 10) return 0;
  const near = findNeighbours(pickPoints(texts, chosen), neighboursAsked, seed);
  const own = pickPoints(answers, chosen);
  const random = seededRandom(seed);
  let alike = 0;
  let pairs = 0;
  let byChance = 0;
  near.points.forEach((other, slot) => {
    if (other < 0) return;
    const point = Math.floor(slot / neighboursAsked);
    alike += cosineOf(own, point, other);
    byChance += cosineOf(own, point, Math.floor(random() * own.count));
    pairs++;
  });
  if (pairs === 0 || pairs - byChance < 1e-6) return 0;
  return Math.max(0, Math.min(1, (alike - byChance) / (pairs - byChance)));
}

function* listAnswered({ count, dimensions, values }: Points): Iterable<number> {
  for (let i = 0; i < count; i++)
    if (values.subarray(i * dimensions, (i + 1) * dimensions).some((value) => value !== 0)) yield i;
}

/** The cosine of two points of the same set. */
export function cosineOf({ dimensions, values }: Points, a: number, b: number): number {
  let product = 0;
  for (let d = 0; d < dimensions; d++) product += values[a * dimensions + d]! * values[b * dimensions + d]!;
  return product;
}

/** Each point with its answer beside it, the answer's part scaled by `weight`; at length 1 again. */
export function joinPoints(texts: Points, answers: Points, weight: number): Points {
  const dimensions = texts.dimensions + answers.dimensions;
  const values = new Float32Array(texts.count * dimensions);
  for (let point = 0; point < texts.count; point++) {
    const at = point * dimensions;
    let squares = 0;
    for (let d = 0; d < dimensions; d++) {
      const value =
        d < texts.dimensions
          ? texts.values[point * texts.dimensions + d]!
          : weight * answers.values[point * answers.dimensions + d - texts.dimensions]!;
      values[at + d] = value;
      squares += value * value;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let d = 0; d < dimensions; d++) values[at + d]! *= scale;
  }
  return { count: texts.count, dimensions, values };
}
