import { seededRandom, shuffledOrder } from '../../language/classify/random.ts';
import type { Graph } from './linkMessages.ts';

const mostLevels = 12;
const mostSweeps = 12;

/**
 * Groups of a graph by modularity (Louvain: Blondel et al. 2008) with a resolution: the higher, the more and smaller the
 * groups. Labels run from 0 in order of first appearance. The same graph and seed give the same groups.
 */
export function findCommunities(graph: Graph, resolution: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const labels = Int32Array.from({ length: graph.count }, (_, i) => i);
  let level = graph;
  for (let round = 0; round < mostLevels; round++) {
    const moved = moveNodes(level, resolution, random);
    const groups = renumber(moved);
    if (groups === level.count) break;
    for (let i = 0; i < labels.length; i++) labels[i] = moved[labels[i]!]!;
    level = aggregate(level, moved, groups);
  }
  renumber(labels);
  return labels;
}

/** Strength of each node: the weights of its edges, those to itself counted as they stand in its row. */
function measureStrengths(graph: Graph): Float64Array {
  const strengths = new Float64Array(graph.count);
  for (let node = 0; node < graph.count; node++)
    for (let k = graph.starts[node]!; k < graph.starts[node + 1]!; k++) strengths[node]! += graph.weights[k]!;
  return strengths;
}

function moveNodes(graph: Graph, resolution: number, random: () => number): Int32Array {
  const labels = Int32Array.from({ length: graph.count }, (_, i) => i);
  const strengths = measureStrengths(graph);
  const totals = Float64Array.from(strengths);
  const whole = strengths.reduce((sum, one) => sum + one, 0) || 1;
  const links = new Float64Array(graph.count);
  const near: number[] = [];
  const order = shuffledOrder(graph.count, random);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let moves = 0;
    for (const node of order) {
      near.length = 0;
      for (let k = graph.starts[node]!; k < graph.starts[node + 1]!; k++) {
        const target = graph.targets[k]!;
        if (target === node) continue;
        const label = labels[target]!;
        if (links[label] === 0) near.push(label);
        links[label]! += graph.weights[k]!;
      }
      const own = labels[node]!;
      const strength = strengths[node]!;
      totals[own]! -= strength;
      let best = own;
      let gain = links[own]! - (resolution * strength * totals[own]!) / whole;
      for (const label of near) {
        const other = links[label]! - (resolution * strength * totals[label]!) / whole;
        if (other > gain + 1e-12) {
          gain = other;
          best = label;
        }
      }
      totals[best]! += strength;
      if (best !== own) {
        labels[node] = best;
        moves++;
      }
      for (const label of near) links[label] = 0;
      links[own] = 0;
    }
    if (moves * 500 <= graph.count) break;
  }
  return labels;
}

/** Makes labels run from 0 in order of appearance, in place; returns how many there are. */
export function renumber(labels: Int32Array): number {
  const numbers = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    let number = numbers.get(label);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(label, number);
    }
    labels[i] = number;
  }
  return numbers.size;
}

/** One node for each group; edges inside become an edge to itself. */
function aggregate(graph: Graph, labels: Int32Array, groups: number): Graph {
  const rows: Map<number, number>[] = Array.from({ length: groups }, () => new Map());
  for (let node = 0; node < graph.count; node++) {
    const row = rows[labels[node]!]!;
    for (let k = graph.starts[node]!; k < graph.starts[node + 1]!; k++) {
      const target = labels[graph.targets[k]!]!;
      row.set(target, (row.get(target) ?? 0) + graph.weights[k]!);
    }
  }
  const starts = new Int32Array(groups + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size;
  });
  return {
    count: groups,
    starts,
    targets: Int32Array.from(rows.flatMap((row) => [...row.keys()])),
    weights: Float64Array.from(rows.flatMap((row) => [...row.values()])),
  };
}
