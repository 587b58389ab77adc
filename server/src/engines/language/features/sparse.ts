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
  const isIn = (index: number) => index >= from && index < end;
  const starts = new Int32Array(rows.count + 1);
  for (let row = 0; row < rows.count; row++) {
    let count = starts[row]!;
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++)
      if (isIn(rows.indices[entry]!)) count++;
    starts[row + 1] = count;
  }
  const indices = new Int32Array(starts[rows.count]!);
  const values = new Float32Array(indices.length);
  let at = 0;
  for (let entry = 0; entry < rows.indices.length; entry++) {
    if (!isIn(rows.indices[entry]!)) continue;
    indices[at] = rows.indices[entry]!;
    values[at++] = rows.values[entry]!;
  }
  return { ...rows, starts, indices, values };
}
