/** Sparse row vectors, compressed: row i has entries `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  count: number;
  width: number;
  starts: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

/** The rows cut at the given columns, which entries of a row never cross back over; the numbering stays. */
export function splitColumns(rows: SparseRows, bounds: number[]): SparseRows[] {
  const edges = [0, ...bounds, rows.width];
  return edges.slice(1).map((end, part) => takeColumns(rows, edges[part]!, end));
}

function takeColumns(rows: SparseRows, from: number, end: number): SparseRows {
  const kept = rows.indices.map((index) => Number(index >= from && index < end));
  const starts = new Int32Array(rows.count + 1);
  for (let row = 0; row < rows.count; row++) {
    let count = starts[row]!;
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) count += kept[entry]!;
    starts[row + 1] = count;
  }
  return {
    ...rows,
    starts,
    indices: rows.indices.filter((_, entry) => kept[entry]),
    values: rows.values.filter((_, entry) => kept[entry]),
  };
}
