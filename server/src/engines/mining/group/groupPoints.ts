import { chooseCount } from './chooseCount.ts';
import { type Points, pickPoints, sampleEvenly } from './embedMessages.ts';
import { cutMerges, planMerges } from './planMerges.ts';
import { refineGroups } from './refineGroups.ts';
import { startGroups } from './startGroups.ts';

/** The number of groups is found out on so many points at most. */
const mostSampled = 3000;

/**
 * Groups points by nearness, their number not given: small communities first, joined by average likeness up to the number
 * that is stable under resampling, then each point to the nearest centre. Labels from 0; a point that nothing is known
 * of (all zero) is a group of its own.
 */
export function groupPoints(
  points: Points,
  seed: number,
  onProgress: (share: number) => void = () => {},
): Int32Array {
  const known = Int32Array.from(listKnown(points));
  const labels = Int32Array.from({ length: points.count }, (_, i) => points.count + i);
  const grouped = groupKnown(pickPoints(points, known), seed, onProgress);
  known.forEach((point, i) => {
    labels[point] = grouped[i]!;
  });
  return labels;
}

function* listKnown(points: Points): Iterable<number> {
  const { count, dimensions, values } = points;
  for (let i = 0; i < count; i++)
    if (values.subarray(i * dimensions, (i + 1) * dimensions).some((value) => value !== 0)) yield i;
}

/** Small groups and their number take about these shares of the time; the division itself the rest. */
const START_PART = 0.15;
const COUNT_PART = 0.82;

function groupKnown(points: Points, seed: number, onProgress: (share: number) => void): Int32Array {
  if (points.count < 2) return new Int32Array(points.count);
  const start = startGroups(points, seed);
  const merges = planMerges(points, start.labels, start.groups);
  onProgress(START_PART);
  const groups = countGroups(points, start, merges, seed, (share) =>
    onProgress(START_PART + COUNT_PART * share),
  );
  const { labels } = refineGroups(points, cutMerges(merges, start.labels, groups), groups);
  onProgress(1);
  return labels;
}

/** Of many points a sample is grouped to find out how many groups there are. */
function countGroups(
  points: Points,
  start: { labels: Int32Array; groups: number },
  merges: ReturnType<typeof planMerges>,
  seed: number,
  onProgress: (share: number) => void,
): number {
  if (points.count <= mostSampled) return chooseCount(points, start.labels, merges, seed, onProgress);
  const sample = pickPoints(points, sampleEvenly(points.count, mostSampled, seed));
  const sampled = startGroups(sample, seed);
  const plan = planMerges(sample, sampled.labels, sampled.groups);
  return Math.min(start.groups, chooseCount(sample, sampled.labels, plan, seed, onProgress));
}
