import type { SparseRows } from '../features/sparse.ts';
import { seededRandom, shuffledOrder } from './random.ts';
import { findRivals, invert, type Rivals } from './rivals.ts';
import { stepDual } from './stepDual.ts';
import type { Lesson } from './trainSoftmax.ts';
import { squaredNorms } from './trainSoftmax.ts';

/** Which classes a feature has a weight for: those of the rows that have it, and their rivals. */
export interface Pattern {
  /** Feature f has entries `starts[f]` to `starts[f + 1]`, ascending by class. */
  starts: Int32Array;
  classes: Int32Array;
}

/** What is learnt where FAQs are very many: weights where the pattern has a place, and the duals that made them. */
export interface SparseModel {
  pattern: Pattern;
  weights: Float32Array;
  /** For each part, rows x rivals. */
  duals: Float32Array[];
}

/** Where each row's entries find their weights: entry x rival. */
interface Course {
  rivals: Rivals;
  positions: Int32Array;
  pattern: Pattern;
}

/** Each row learns against so many other classes, fewer where FAQs are very many; the rest could not be taken for it. */
const mostRivals = 25;
const mostRivalsOfMany = 12;
const manyClasses = 500;

/**
 * Softmax regression as in `trainSoftmax`, but each row against the classes only that it could be taken for. So work and
 * memory grow with the examples, not with examples times FAQs, nor with features times FAQs.
 */
export class SparseLearner {
  readonly #lesson: Lesson;
  readonly #course: Course;
  readonly labels: Int32Array;

  constructor(lesson: Lesson, labels: Int32Array) {
    this.#lesson = lesson;
    this.labels = labels;
    const rivals = findRivals(
      lesson.rows,
      labels,
      lesson.classes,
      (lesson.classes > manyClasses ? mostRivalsOfMany : mostRivals) + 1,
    );
    this.#course = layOut(lesson.rows, lesson.classes, rivals);
  }

  /** From the start. */
  learn(passes: number, seed: number): SparseModel {
    const { pattern, rivals } = this.#course;
    const model: SparseModel = {
      pattern,
      weights: new Float32Array(pattern.classes.length),
      duals: this.#lesson.parts.map(() => new Float32Array(this.#lesson.rows.count * rivals.size)),
    };
    this.#run(model, this.#lesson.costs, passes, seed);
    return model;
  }

  /** From a solution of all rows to one without some, whose duals are taken out exactly first. */
  learnWithout(model: SparseModel, isHeld: Uint8Array, passes: number, seed: number): SparseModel {
    const { costs } = this.#lesson;
    const rest: SparseModel = {
      ...model,
      weights: model.weights.slice(),
      duals: model.duals.map((duals) => duals.slice()),
    };
    for (let row = 0; row < isHeld.length; row++)
      if (isHeld[row]) this.#parts((from, to, part) => this.#takeOut(rest, row, from[row]!, to[row]!, part));
    this.#run(
      rest,
      costs.map((cost, row) => (isHeld[row] ? 0 : cost)),
      passes,
      seed,
    );
    return rest;
  }

  #parts(see: (from: Int32Array, to: Int32Array, part: number) => void): void {
    this.#bounds.forEach(({ from, to }, part) => {
      see(from, to, part);
    });
  }

  /** Where each part's entries stand among those of the whole rows: the parts' columns follow each other. */
  get #bounds(): { from: Int32Array; to: Int32Array }[] {
    const { rows, parts } = this.#lesson;
    let from = rows.starts.slice(0, rows.count);
    return parts.map((part) => {
      const before = from;
      const to = before.map((start, row) => start + part.starts[row + 1]! - part.starts[row]!);
      from = to;
      return { from: before, to };
    });
  }

  #takeOut(model: SparseModel, row: number, from: number, to: number, part: number): void {
    const { rivals, positions } = this.#course;
    const { rows, costs } = this.#lesson;
    for (let entry = from; entry < to; entry++) {
      const value = rows.values[entry]! * costs[row]!;
      for (let k = 0; k < rivals.size; k++)
        model.weights[positions[entry * rivals.size + k]!]! -=
          value * model.duals[part]![row * rivals.size + k]!;
    }
    model.duals[part]!.fill(0, row * rivals.size, (row + 1) * rivals.size);
  }

  #run(model: SparseModel, costs: Float32Array, passes: number, seed: number): void {
    const { size } = this.#course.rivals;
    // Among a row's rivals its own class comes first.
    const targets = new Float32Array(costs.length * size);
    for (let row = 0; row < costs.length; row++) targets[row * size] = 1;
    this.#parts((from, to, part) => {
      const norms = squaredNorms(this.#lesson.parts[part]!);
      const random = seededRandom(seed);
      const scores = new Float64Array(size);
      const change = { whole: true, dense: new Float32Array(size), classes: new Int32Array(size), count: 0 };
      const small = { classes: size, targets, costs };
      for (let pass = 0; pass < passes; pass++) {
        for (const row of this.#deal(random)) {
          if (costs[row] === 0) continue;
          this.#score(model.weights, from[row]!, to[row]!, scores);
          stepDual(small, model.duals[part]!, row, norms[row]!, scores, change);
          if (change.count > 0) this.#add(model.weights, from[row]!, to[row]!, costs[row]!, change.dense);
        }
      }
    });
  }

  /** All rows, class by class in random order: rows of one class look at the same weights, which then are at hand. */
  #deal(random: () => number): Int32Array {
    const { classes } = this.#lesson;
    const place = new Int32Array(classes);
    shuffledOrder(classes, random).forEach((c, i) => {
      place[c] = i;
    });
    const { labels } = this;
    return shuffledOrder(labels.length, random).sort((a, b) => place[labels[a]!]! - place[labels[b]!]!);
  }

  #score(weights: Float32Array, from: number, to: number, scores: Float64Array): void {
    const { positions, rivals } = this.#course;
    const { values } = this.#lesson.rows;
    scores.fill(0);
    for (let entry = from; entry < to; entry++) {
      const value = values[entry]!;
      const base = entry * rivals.size;
      for (let k = 0; k < scores.length; k++) scores[k]! += value * weights[positions[base + k]!]!;
    }
  }

  #add(weights: Float32Array, from: number, to: number, cost: number, moves: Float32Array): void {
    const { positions, rivals } = this.#course;
    const { values } = this.#lesson.rows;
    for (let entry = from; entry < to; entry++) {
      const value = values[entry]! * cost;
      const base = entry * rivals.size;
      for (let k = 0; k < moves.length; k++) weights[positions[base + k]!]! += value * moves[k]!;
    }
  }
}

function layOut(rows: SparseRows, classes: number, rivals: Rivals): Course {
  const { size } = rivals;
  const columns = invert(rows, rows.count);
  const starts = new Int32Array(rows.width + 1);
  const seen = new Int32Array(classes).fill(-1);
  const place = new Int32Array(classes);
  const positions = new Int32Array(rows.starts[rows.count]! * size);
  const found: number[] = [];
  for (let feature = 0; feature < rows.width; feature++) {
    const members: number[] = [];
    for (let at = columns.starts[feature]!; at < columns.starts[feature + 1]!; at++)
      for (let k = 0; k < size; k++) {
        const c = rivals.classes[columns.rows[at]! * size + k]!;
        if (seen[c] === feature) continue;
        seen[c] = feature;
        members.push(c);
      }
    members.sort((a, b) => a - b);
    members.forEach((c) => {
      place[c] = found.length;
      found.push(c);
    });
    starts[feature + 1] = found.length;
    for (let at = columns.starts[feature]!; at < columns.starts[feature + 1]!; at++)
      for (let k = 0; k < size; k++)
        positions[columns.entries[at]! * size + k] = place[rivals.classes[columns.rows[at]! * size + k]!]!;
  }
  return { rivals, positions, pattern: { starts, classes: Int32Array.from(found) } };
}

/** Adds up the weights of a row's features into `scores`, one per class; 0 for classes that have none of them. */
export function scoreSparseRow(
  { pattern, weights }: Pick<SparseModel, 'pattern' | 'weights'>,
  rows: SparseRows,
  row: number,
  scores: Float64Array,
): void {
  scores.fill(0);
  for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
    const feature = rows.indices[entry]!;
    const value = rows.values[entry]!;
    for (let at = pattern.starts[feature]!; at < pattern.starts[feature + 1]!; at++)
      scores[pattern.classes[at]!]! += value * weights[at]!;
  }
}
