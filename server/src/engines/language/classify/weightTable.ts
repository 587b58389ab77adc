import type { SparseRows } from '../features/sparse.ts';
import type { DualChange } from './trainSoftmax.ts';
import { type Memory, makeVectorModule, type VectorModule } from './vectorModule.ts';

const page = 65_536;
/** A memory that has grown beyond this is not kept for the next table. */
const mostKept = 64 << 20;
const entryBytes = 8;
const vectorBytes = 16;
/** A change of fewer classes than one in so many is added class by class. */
const whole = 8;

interface Workshop {
  memory: Memory;
  module: VectorModule;
}

let idle: Workshop | undefined;

/** A memory of so many bytes at least: the one at hand, where there is one. */
function openWorkshop(bytes: number): Workshop {
  const pages = Math.ceil(bytes / page);
  const found = idle;
  idle = undefined;
  if (!found) return makeVectorModule(pages);
  const missing = pages - found.memory.buffer.byteLength / page;
  if (missing > 0) found.memory.grow(missing);
  return found;
}

/**
 * The weights of the features that some rows have, where the vector module can work on them; in its memory stand scores,
 * moves, the rows' entries, then the weights. What was learnt is in the weights given after `close`.
 */
export class WeightTable {
  readonly #workshop: Workshop;
  readonly #rows: SparseRows;
  readonly #classes: number;
  readonly #floats: Float32Array;
  readonly #numbers: Int32Array;
  /** Bytes of a feature's weights. */
  readonly #stride: number;
  /** The features from the first to before the last have weights here, those of the first at `#base`. */
  readonly #first: number;
  readonly #last: number;
  readonly #base: number;
  /** Where the entries of each row begin. */
  readonly #places: Int32Array;

  constructor(rows: SparseRows, classes: number, weights: Float32Array) {
    this.#rows = rows;
    this.#classes = classes;
    this.#stride = roundUp(classes * 4, vectorBytes);
    [this.#first, this.#last] = spanOf(rows);
    this.#places = new Int32Array(rows.count + 1).fill(2 * this.#stride);
    for (let row = 0; row < rows.count; row++)
      this.#places[row + 1] =
        this.#places[row]! + roundUp(rows.starts[row + 1]! - rows.starts[row]!, 4) * entryBytes;
    this.#base = roundUp(this.#places[rows.count]!, vectorBytes);
    this.#workshop = openWorkshop(this.#base + Math.max(1, this.#last - this.#first) * this.#stride);
    this.#floats = new Float32Array(this.#workshop.memory.buffer);
    this.#numbers = new Int32Array(this.#workshop.memory.buffer);
    this.#floats.fill(0, 0, (2 * this.#stride) / 4);
    this.#layOut();
    this.#copy(weights, 'in');
  }

  /** Adds up the weights of a row's features into `scores`, one per class. */
  score(row: number, scores: Float64Array): void {
    const floats = this.#floats;
    this.#workshop.module.score(this.#places[row]!, this.#places[row + 1]!, 0, this.#stride);
    for (let c = 0; c < this.#classes; c++) scores[c] = floats[c]!;
  }

  /** Adds a change times `cost` to the weights of a row's features. */
  add(row: number, cost: number, change: DualChange): void {
    if (change.whole && change.count * whole > this.#classes) {
      this.#addAll(row, cost, change.dense);
      return;
    }
    const { starts, values } = this.#rows;
    const floats = this.#floats;
    let place = this.#places[row]! / 4;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++, place += 2) {
      const base = this.#numbers[place]! >>> 2;
      const value = values[entry]! * cost;
      for (let k = 0; k < change.count; k++) {
        const c = change.classes[k]!;
        floats[base + c]! += value * change.dense[c]!;
      }
    }
  }

  /** Takes the duals (rows x classes) of some rows out of the weights that they made, and sets them to 0. */
  takeOut(held: Int32Array, cost: number, duals: Float32Array): void {
    const classes = this.#classes;
    for (const row of held) {
      const own = duals.subarray(row * classes, (row + 1) * classes);
      this.#addAll(row, -cost, own);
      own.fill(0);
    }
  }

  /** Writes what was learnt to `weights`, where they are given; the table can not be used any longer. */
  close(weights?: Float32Array): void {
    if (weights) this.#copy(weights, 'out');
    if (this.#floats.byteLength <= mostKept) idle = this.#workshop;
  }

  #addAll(row: number, cost: number, moves: Float32Array): void {
    const { starts } = this.#rows;
    const from = this.#places[row]!;
    const end = from + (starts[row + 1]! - starts[row]!) * entryBytes;
    this.#floats.set(moves, this.#stride / 4);
    this.#workshop.module.add(from, end, this.#stride, this.#stride, cost);
  }

  /** Each row's entries, filled up to a multiple of four with such as add nothing. */
  #layOut(): void {
    const { starts, indices, values, count } = this.#rows;
    for (let row = 0; row < count; row++) {
      let place = this.#places[row]! / 4;
      for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
        this.#numbers[place++] = this.#base + (indices[entry]! - this.#first) * this.#stride;
        this.#floats[place++] = values[entry]!;
      }
      while (place < this.#places[row + 1]! / 4) {
        this.#numbers[place++] = this.#base;
        this.#floats[place++] = 0;
      }
    }
  }

  #copy(weights: Float32Array, direction: 'in' | 'out'): void {
    const classes = this.#classes;
    const floats = this.#floats;
    let at = this.#base / 4;
    for (let feature = this.#first; feature < this.#last; feature++, at += this.#stride / 4) {
      const from = feature * classes;
      if (direction === 'in') for (let c = 0; c < classes; c++) floats[at + c] = weights[from + c]!;
      else for (let c = 0; c < classes; c++) weights[from + c] = floats[at + c]!;
    }
  }
}

/** The first feature that some row has, and the one behind the last. */
function spanOf({ indices, starts, count }: SparseRows): [first: number, last: number] {
  let first = Infinity;
  let last = 0;
  for (let entry = 0; entry < starts[count]!; entry++) {
    first = Math.min(first, indices[entry]!);
    last = Math.max(last, indices[entry]! + 1);
  }
  return [Math.min(first, last), last];
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
