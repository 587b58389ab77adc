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
  // Where each row's next part begins.
  const places = rows.starts.slice(0, rows.count);
  return [...bounds, rows.width].map((end) => takeColumns(rows, places, end));
}

/** The entries from the places on that are below `end`; the places move behind them. */
function takeColumns(rows: SparseRows, places: Int32Array, end: number): SparseRows {
  const starts = new Int32Array(rows.count + 1);
  for (let row = 0; row < rows.count; row++) {
    let entry = places[row]!;
    while (entry < rows.starts[row + 1]! && rows.indices[entry]! < end) entry++;
    starts[row + 1] = starts[row]! + entry - places[row]!;
  }
  const indices = new Int32Array(starts[rows.count]!);
  const values = new Float32Array(indices.length);
  for (let row = 0; row < rows.count; row++) {
    const to = places[row]! + starts[row + 1]! - starts[row]!;
    indices.set(rows.indices.subarray(places[row]!, to), starts[row]!);
    values.set(rows.values.subarray(places[row]!, to), starts[row]!);
    places[row] = to;
  }
  return { ...rows, starts, indices, values };
}
