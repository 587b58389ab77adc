import type { SparseRows } from '../features/sparse.ts';

/** For each row its own class and those that it could be taken for: `size` classes a row, its own first. */
export interface Rivals {
  size: number;
  classes: Int32Array;
}

/** Sums of the rows of each class: feature f has entries `starts[f]` to `starts[f + 1]`. */
interface Sums {
  starts: Int32Array;
  classes: Int32Array;
  values: Float32Array;
}

/** The classes whose mean row is most like each row, `size` - 1 of them, behind the row's own. */
export function findRivals(rows: SparseRows, labels: Int32Array, classes: number, most: number): Rivals {
  const size = Math.min(most, classes);
  const sums = sumClasses(rows, labels, classes);
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]!++;
  const rivals = new Int32Array(labels.length * size);
  const scores = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    scores.fill(0);
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
      const feature = rows.indices[entry]!;
      const value = rows.values[entry]!;
      for (let at = sums.starts[feature]!; at < sums.starts[feature + 1]!; at++)
        scores[sums.classes[at]!]! += value * sums.values[at]!;
    }
    // Of a FAQ with hundreds of examples the mean is short, of one with three it is long: the root is between.
    for (let c = 0; c < classes; c++) scores[c]! /= Math.sqrt(Math.max(1, counts[c]!));
    scores[labels[row]!] = Number.POSITIVE_INFINITY;
    takeTop(scores, size, rivals, row * size);
  }
  return { size, classes: rivals };
}

/** The numbers of the `size` highest scores, highest first, into `out` from `at` on. */
export function takeTop(scores: Float64Array, size: number, out: Int32Array, at: number): void {
  let count = 0;
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c]!;
    if (count === size && score <= scores[out[at + size - 1]!]!) continue;
    let place = count < size ? count++ : size - 1;
    for (; place > 0 && scores[out[at + place - 1]!]! < score; place--)
      out[at + place] = out[at + place - 1]!;
    out[at + place] = c;
  }
}

function sumClasses(rows: SparseRows, labels: Int32Array, classes: number): Sums {
  const columns = invert(rows, labels.length);
  const starts = new Int32Array(rows.width + 1);
  const found: number[] = [];
  const sums: number[] = [];
  const place = new Int32Array(classes).fill(-1);
  for (let feature = 0; feature < rows.width; feature++) {
    const from = found.length;
    for (let at = columns.starts[feature]!; at < columns.starts[feature + 1]!; at++) {
      const label = labels[columns.rows[at]!]!;
      if (place[label]! < from) {
        place[label] = found.length;
        found.push(label);
        sums.push(0);
      }
      sums[place[label]!]! += rows.values[columns.entries[at]!]!;
    }
    starts[feature + 1] = found.length;
  }
  return { starts, classes: Int32Array.from(found), values: Float32Array.from(sums) };
}

/** The entries of the first rows by column. */
export function invert(
  rows: SparseRows,
  count: number,
): { starts: Int32Array; rows: Int32Array; entries: Int32Array } {
  const end = rows.starts[count]!;
  const starts = new Int32Array(rows.width + 1);
  for (let entry = 0; entry < end; entry++) starts[rows.indices[entry]! + 1]!++;
  for (let feature = 0; feature < rows.width; feature++) starts[feature + 1]! += starts[feature]!;
  const next = starts.slice();
  const byColumn = { starts, rows: new Int32Array(end), entries: new Int32Array(end) };
  for (let row = 0; row < count; row++)
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
      const at = next[rows.indices[entry]!]!++;
      byColumn.rows[at] = row;
      byColumn.entries[at] = entry;
    }
  return byColumn;
}
