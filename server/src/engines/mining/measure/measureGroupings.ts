import type { Grouping } from '../group/groupAsked.ts';
import { kMeans } from '../group/kMeans.ts';
import type { Turn } from '../turn.ts';
import { type Agreement, compareGroups } from './compareGroups.ts';

/** Groups found, and those of k-means on the same points when it is told the true number. */
export interface Measured {
  found: Agreement;
  kMeans: Agreement;
}

/** Runs of k-means from other starts, the closest of which counts; fewer for many points, as they take long. */
const runsFor = (points: number) => (points > 10_000 ? 2 : 5);

/** Against gold labels of turns, over all that was asked and has a label; undefined where nothing has. */
export function measureGroupings(
  groupings: Grouping[],
  labels: Map<Turn, string>,
  seed: number,
): Measured | undefined {
  const gold: string[] = [];
  const found: string[] = [];
  const divided: string[] = [];
  for (const grouping of groupings) {
    const { asked, wordings, points, language } = grouping;
    const own = new Set(asked.flatMap((one) => labels.get(one.turn) ?? []));
    if (own.size === 0) continue;
    const division = kMeans(points, own.size, seed, runsFor(points.count));
    asked.forEach((one, i) => {
      const label = labels.get(one.turn);
      if (label === undefined) return;
      gold.push(label);
      found.push(`${language} ${grouping.labels[wordings[i]!]}`);
      divided.push(`${language} ${division.labels[wordings[i]!]}`);
    });
  }
  if (gold.length === 0) return undefined;
  return { found: compareGroups(found, gold), kMeans: compareGroups(divided, gold) };
}
