import { seededRandom, shuffledOrder } from '../../language/classify/random.ts';
import { compareByChance } from '../measure/compareByChance.ts';
import { type Points, pickPoints } from './embedMessages.ts';
import { assignPoints } from './kMeans.ts';
import { cutMerges, type Merges, planMerges } from './planMerges.ts';
import { measureSilhouette, refineGroups } from './refineGroups.ts';
import { startGroups } from './startGroups.ts';

/** Splits into halves over which agreement is averaged. */
const splits = 4;
/** Of the time that it takes, the halves take about this share. */
const SPLITS_PART = 0.92;
/** Each number of groups that is tried is this share of the one before. */
const step = 0.85;
/** Where the stable number is this near to the most that half the points can show, more points would show more. */
const saturated = 0.7;
/**
 * Unless a much coarser division (less than this share of the number) is nearly (this share of the score) as good: then the small groups are
 * pieces of few large kinds, of which any number is found again, and the coarser one says more.
 */
const coarser = 0.6;
const nearly = 0.85;
/** Below so many points a half shows too few repeats for that to be sure: the way is gone half. */
const few = 1000;
/** A division in which one group holds more of the points than this tells next to nothing, however repeatable it is. */
const mostInOne = 0.8;

/**
 * How many groups there are: as many as two halves of the points find again independently. Each half is grouped by
 * itself, all points are given to the nearest centre of either, and agreement is measured beyond chance (adjusted Rand
 * index); times the root of the silhouette, which tells a clear division from one that is merely repeatable, such as
 * that in two.
 */
export function chooseCount(
  points: Points,
  labels: Int32Array,
  merges: Merges,
  seed: number,
  onProgress: (share: number) => void = () => {},
): number {
  if (merges.from <= 3 || points.count < 12) return merges.from;
  const tried = listCounts(merges.from);
  const agreement = new Float64Array(tried.length);
  let shown = 0;
  const random = seededRandom(seed);
  for (let split = 0; split < splits; split++) {
    const order = shuffledOrder(points.count, random);
    const middle = points.count >> 1;
    const halves = [order.subarray(0, middle), order.subarray(middle)].map((half, i) =>
      groupHalf(points, half.slice().sort(), tried, seed, (share) =>
        onProgress((SPLITS_PART * (split + (i + share) / 2)) / splits),
      ),
    );
    shown += Math.min(halves[0]!.most, halves[1]!.most) / splits;
    tried.forEach((_, i) => {
      const [a, b] = [halves[0]!.groups[i], halves[1]!.groups[i]];
      if (a && b) agreement[i]! += compareByChance(a, b) / splits;
    });
  }
  const scored: Scored[] = [];
  tried.forEach((count, i) => {
    onProgress(SPLITS_PART + ((1 - SPLITS_PART) * i) / tried.length);
    if (!(agreement[i]! > 0)) return;
    const division = refineGroups(points, cutMerges(merges, labels, count), count);
    if (shareOfBiggest(division.labels, count) > mostInOne) return;
    scored.push({
      count,
      score: agreement[i]! * Math.sqrt(Math.max(0, measureSilhouette(points, division))),
    });
  });
  const best = findBest(scored);
  if (!best) return merges.from;
  if (best.count < saturated * shown) return best.count;
  // The finest of those that are good enough: scores scatter, and one too coarse would mix what is not the same.
  const coarse = scored.find(
    ({ count, score }) => count < coarser * best.count && score >= nearly * best.score,
  );
  if (coarse) return coarse.count;
  return points.count < few ? Math.round(Math.sqrt(best.count * merges.from)) : merges.from;
}

/** How good it is to make so many groups. */
type Scored = { count: number; score: number };

/** The first of equals: the finest. */
const findBest = (scored: Scored[]): Scored | undefined =>
  scored.reduce<Scored | undefined>((best, one) => (!best || one.score > best.score ? one : best), undefined);

function shareOfBiggest(labels: Int32Array, groups: number): number {
  const sizes = new Int32Array(groups);
  for (const label of labels) sizes[label]!++;
  return Math.max(...sizes) / labels.length;
}

function listCounts(most: number): number[] {
  const counts: number[] = [];
  for (let count = most; count >= 2; count = Math.min(count - 1, Math.floor(count * step)))
    counts.push(count);
  return counts;
}

/** The groups of all points by what one half of them shows, for each number of groups that it can show. */
function groupHalf(
  points: Points,
  half: Int32Array,
  tried: number[],
  seed: number,
  onProgress: (share: number) => void,
) {
  const own = pickPoints(points, half);
  const { labels, groups: most } = startGroups(own, seed);
  const merges = planMerges(own, labels, most);
  const groups = tried.map((count, i) => {
    onProgress((i + 1) / tried.length);
    if (count > most) return undefined;
    const { centres } = refineGroups(own, cutMerges(merges, labels, count), count);
    return assignPoints(points, centres);
  });
  return { most, groups };
}
