import { type Points, pickPoints, sampleEvenly } from './embedMessages.ts';
import { assignPoints, kMeans } from './kMeans.ts';

/** The nearest other points of each point: `reach` slots a point, nearest first, -1 where there are fewer. */
export interface Neighbours {
  reach: number;
  points: Int32Array;
  cosines: Float32Array;
}

/** Up to here all pairs are compared. */
const mostCompared = 3000;
/** Above, so many of the cells nearest to a point are searched, of `sqrt(count)` cells. */
const searchedCells = 8;
/** The cells are laid out on so many points at most. */
const mostFitted = 8000;

/** Nearest neighbours by cosine: all pairs for few points, above by cells around k-means centres. */
export function findNeighbours(points: Points, reach: number, seed: number): Neighbours {
  const neighbours = {
    reach,
    points: new Int32Array(points.count * reach).fill(-1),
    cosines: new Float32Array(points.count * reach),
  };
  const near = points.count <= mostCompared ? searchAll(points) : searchCells(points, seed);
  for (const { members, candidates } of near)
    for (const point of members) fill(neighbours, point, points, candidates);
  return neighbours;
}

interface Search {
  members: ArrayLike<number> & Iterable<number>;
  candidates: Int32Array;
}

function searchAll(points: Points): Search[] {
  const all = Int32Array.from({ length: points.count }, (_, i) => i);
  return [{ members: all, candidates: all }];
}

/** Points of one cell share the list of cells that are searched for them. */
function searchCells(points: Points, seed: number): Search[] {
  const { dimensions } = points;
  const cells = Math.round(Math.sqrt(points.count));
  const sample = pickPoints(points, sampleEvenly(points.count, mostFitted, seed));
  const { centres } = kMeans(sample, cells, seed, 1, 4);
  const labels = assignPoints(points, centres);
  const members: number[][] = Array.from({ length: cells }, () => []);
  labels.forEach((cell, point) => {
    members[cell]!.push(point);
  });
  return members.map((own, cell) => {
    const order = Array.from({ length: cells }, (_, other) => {
      let product = 0;
      for (let d = 0; d < dimensions; d++)
        product += centres[cell * dimensions + d]! * centres[other * dimensions + d]!;
      return { other, product: other === cell ? 2 : product };
    }).sort((a, b) => b.product - a.product || a.other - b.other);
    const near = order.slice(0, searchedCells).flatMap(({ other }) => members[other]!);
    return { members: own, candidates: Int32Array.from(near).sort() };
  });
}

function fill(neighbours: Neighbours, point: number, points: Points, candidates: Int32Array): void {
  const { reach } = neighbours;
  const { dimensions, values } = points;
  const from = point * reach;
  let found = 0;
  for (const other of candidates) {
    if (other === point) continue;
    let product = 0;
    for (let a = point * dimensions, b = other * dimensions, end = a + dimensions; a < end; a++, b++)
      product += values[a]! * values[b]!;
    if (product <= 0 || (found === reach && product <= neighbours.cosines[from + reach - 1]!)) continue;
    let at = found < reach ? found++ : reach - 1;
    for (; at > 0 && neighbours.cosines[from + at - 1]! < product; at--) {
      neighbours.cosines[from + at] = neighbours.cosines[from + at - 1]!;
      neighbours.points[from + at] = neighbours.points[from + at - 1]!;
    }
    neighbours.cosines[from + at] = product;
    neighbours.points[from + at] = other;
  }
}
