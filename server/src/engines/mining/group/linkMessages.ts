import type { Neighbours } from './findNeighbours.ts';

/** An undirected weighted graph in compressed rows; each edge stands in both rows. */
export interface Graph {
  count: number;
  starts: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
}

/** How strongly two near messages belong together beside their cosine; 1 leaves it as it is. */
export type Affinity = (a: number, b: number) => number;

/**
 * The graph of near messages. An edge weighs by how many neighbours its two ends share, by the cosine and by how near
 * that is for its surroundings (local scaling, as in CSLS, so that hubs do not attract everything).
 */
export function linkMessages(neighbours: Neighbours, affinity: Affinity = () => 1): Graph {
  const { reach } = neighbours;
  const count = neighbours.points.length / reach;
  const surroundings = measureSurroundings(neighbours, count);
  const rows: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  const mark = new Int32Array(count).fill(-1);
  for (let a = 0; a < count; a++) {
    for (let k = 0; k < reach; k++) {
      const b = neighbours.points[a * reach + k]!;
      if (b >= 0) mark[b] = a;
    }
    mark[a] = a;
    for (let k = 0; k < reach; k++) {
      const b = neighbours.points[a * reach + k]!;
      if (b < 0 || rows[a]!.has(b)) continue;
      const shared = countShared(neighbours, b, mark, a);
      const cosine = neighbours.cosines[a * reach + k]!;
      const local = Math.exp(2 * (2 * cosine - surroundings[a]! - surroundings[b]!));
      const weight = shared * cosine * local * affinity(a, b);
      if (!(weight > 0)) continue;
      rows[a]!.set(b, weight);
      rows[b]!.set(a, weight);
    }
  }
  return compress(rows);
}

/** Mean cosine to the nearest neighbours. */
function measureSurroundings(neighbours: Neighbours, count: number): Float64Array {
  const { reach } = neighbours;
  return Float64Array.from({ length: count }, (_, point) => {
    let sum = 0;
    let found = 0;
    for (let k = point * reach; k < (point + 1) * reach && neighbours.points[k]! >= 0; k++, found++)
      sum += neighbours.cosines[k]!;
    return found > 0 ? sum / found : 0;
  });
}

/** Share of neighbours in common (Jaccard, each point counting as its own neighbour). */
function countShared(neighbours: Neighbours, b: number, mark: Int32Array, a: number): number {
  const { reach } = neighbours;
  let shared = mark[b] === a ? 1 : 0;
  for (let k = b * reach; k < (b + 1) * reach; k++) {
    const other = neighbours.points[k]!;
    if (other >= 0 && mark[other] === a) shared++;
  }
  return shared / (2 * (reach + 1) - shared);
}

function compress(rows: Map<number, number>[]): Graph {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size;
  });
  const targets = new Int32Array(starts[rows.length]!);
  const weights = new Float64Array(targets.length);
  rows.forEach((row, i) => {
    let at = starts[i]!;
    for (const [target, weight] of row) {
      targets[at] = target;
      weights[at++] = weight;
    }
  });
  return { count: rows.length, starts, targets, weights };
}
