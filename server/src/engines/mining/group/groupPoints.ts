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
export function groupPoints(points: Points, seed: number): Int32Array {
  const known = Int32Array.from(listKnown(points));
  const labels = Int32Array.from({ length: points.count }, (_, i) => points.count + i);
  const grouped = groupKnown(pickPoints(points, known), seed);
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

function groupKnown(points: Points, seed: number): Int32Array {
  if (points.count < 2) return new Int32Array(points.count);
  const start = startGroups(points, seed);
  const merges = planMerges(points, start.labels, start.groups);
  const groups = countGroups(points, start, merges, seed);
  return refineGroups(points, cutMerges(merges, start.labels, groups), groups).labels;
}

/** Of many points a sample is grouped to find out how many groups there are. */
function countGroups(
  points: Points,
  start: { labels: Int32Array; groups: number },
  merges: ReturnType<typeof planMerges>,
  seed: number,
): number {
  if (points.count <= mostSampled) return chooseCount(points, start.labels, merges, seed);
  const sample = pickPoints(points, sampleEvenly(points.count, mostSampled, seed));
  const sampled = startGroups(sample, seed);
  const plan = planMerges(sample, sampled.labels, sampled.groups);
  return Math.min(start.groups, chooseCount(sample, sampled.labels, plan, seed));
}
