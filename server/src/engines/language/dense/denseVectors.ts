/** Vectors of a model that is not ours, one for each text: from an embeddings endpoint, or whatever else makes them. */
export interface Embeddings {
  /** Name of the model that made them; vectors of different models have nothing to say to each other. */
  model: string;
  /** By the text as it was given for training; what is missing or unusable counts as a text without a vector. */
  vectors: Map<string, ArrayLike<number>>;
}

/** The vector at length 1; undefined where it has another length, no direction, or something in it that is no number. */
export function cleanVector(
  vector: ArrayLike<number> | undefined,
  dimensions: number,
): Float32Array | undefined {
  if (!vector || vector.length !== dimensions || dimensions === 0) return undefined;
  let squares = 0;
  for (let d = 0; d < dimensions; d++) squares += vector[d]! * vector[d]!;
  if (!(squares > 1e-24) || squares > 1e30) return undefined;
  const scale = 1 / Math.sqrt(squares);
  const clean = new Float32Array(dimensions);
  for (let d = 0; d < dimensions; d++) clean[d] = vector[d]! * scale;
  return clean;
}

/** The number of dimensions that most of the vectors have; 0 where there are none. */
export function commonDimensions(texts: string[], embeddings: Embeddings): number {
  const counts = new Map<number, number>();
  for (const text of texts) {
    const length = embeddings.vectors.get(text)?.length ?? 0;
    if (length > 0) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}
