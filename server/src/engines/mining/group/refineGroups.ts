import type { Points } from './embedMessages.ts';
import { type Division, findCentre, moveCentres } from './kMeans.ts';

/** Some rounds of spherical k-means from given groups: each point goes to the centre that is nearest in the end. */
export function refineGroups(points: Points, from: Int32Array, groups: number, rounds = 3): Division {
  const { dimensions, values } = points;
  const labels = Int32Array.from(from);
  const centres = new Float32Array(groups * dimensions);
  moveCentres(points, labels, centres);
  let closeness = 0;
  for (let round = 0; round < rounds; round++) {
    closeness = 0;
    for (let i = 0; i < labels.length; i++) {
      const { centre, cosine } = findCentre(values, i * dimensions, centres, dimensions);
      // A point that nothing is known of is near to none and stays where it is.
      if (cosine > 0) labels[i] = centre;
      closeness += cosine;
    }
    moveCentres(points, labels, centres);
  }
  return { labels, centres, closeness };
}

/** Mean silhouette of points about the centres of their groups, -1 to 1: how much nearer the own one is than the next. */
export function measureSilhouette(points: Points, { labels, centres }: Division): number {
  const { dimensions, values } = points;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    let own = 0;
    let next = -1;
    for (let from = 0, c = 0; from < centres.length; from += dimensions, c++) {
      let product = 0;
      for (let d = 0; d < dimensions; d++) product += values[i * dimensions + d]! * centres[from + d]!;
      if (c === labels[i]) own = product;
      else if (product > next) next = product;
    }
    sum += (own - next) / Math.max(1 - own, 1 - next, 1e-9);
  }
  return labels.length > 0 ? sum / labels.length : 0;
}
