import type { Points } from './embedMessages.ts';
import { findCommunities, renumber } from './findCommunities.ts';
import { findNeighbours } from './findNeighbours.ts';
import { linkMessages } from './linkMessages.ts';

const mostNeighbours = 15;
/** Fine enough that a group rarely holds two meanings; what belongs together is joined afterwards. */
const resolution = 16;
/** More groups than this are not looked through one by one. */
const mostGroups = 1200;

/** Small groups of messages that say nearly the same: communities of the graph of near neighbours. */
export function startGroups(points: Points, seed: number): { labels: Int32Array; groups: number } {
  const reach = Math.max(3, Math.min(mostNeighbours, Math.round(1.5 * Math.log2(points.count + 1))));
  const graph = linkMessages(findNeighbours(points, reach, seed));
  for (let fineness = resolution; ; fineness /= 2) {
    const labels = findCommunities(graph, fineness, seed);
    const groups = renumber(labels);
    if (groups <= mostGroups || fineness < 0.01) return { labels, groups };
  }
}
