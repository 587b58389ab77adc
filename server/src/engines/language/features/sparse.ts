/** Sparse row vectors, compressed: row i has entries `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  count: number;
  width: number;
  starts: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}
