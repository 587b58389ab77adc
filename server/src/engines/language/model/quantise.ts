import type { Softmax } from '../classify/trainSoftmax.ts';
import type { Pattern, SparseModel } from '../classify/trainSparse.ts';

/** Weights in one byte each: every feature's row in units of its own scale; scores come out times `sharpness`. */
export function quantise(
  weights: Float32Array,
  features: number,
  classes: number,
  sharpness: number,
): { weights: Int8Array; scales: Float32Array } {
  const quantised = new Int8Array(features * classes);
  const scales = new Float32Array(features);
  for (let feature = 0; feature < features; feature++) {
    const base = feature * classes;
    let largest = 0;
    for (let at = base; at < base + classes; at++) {
      const weight = weights[at]!;
      if (weight > largest) largest = weight;
      else if (-weight > largest) largest = -weight;
    }
    if (largest === 0) continue;
    scales[feature] = (largest * sharpness) / 127;
    const unit = 127 / largest;
    for (let at = base; at < base + classes; at++) quantised[at] = Math.round(weights[at]! * unit);
  }
  return { weights: quantised, scales };
}

/** Adds up the weights of a message's features, one sum per class. */
export function scoreQuantised(
  weights: Int8Array,
  scales: Float32Array,
  classes: number,
  indices: Int32Array,
  values: Float32Array,
  length: number,
): Float64Array {
  const scores = new Float64Array(classes);
  let entry = 0;
  // Four features at a time: each score is loaded and stored once for four products.
  for (; entry + 4 <= length; entry += 4) {
    const a = indices[entry]!;
    const b = indices[entry + 1]!;
    const c = indices[entry + 2]!;
    const d = indices[entry + 3]!;
    const va = values[entry]! * scales[a]!;
    const vb = values[entry + 1]! * scales[b]!;
    const vc = values[entry + 2]! * scales[c]!;
    const vd = values[entry + 3]! * scales[d]!;
    const [pa, pb, pc, pd] = [a * classes, b * classes, c * classes, d * classes];
    for (let k = 0; k < classes; k++)
      scores[k]! +=
        va * weights[pa + k]! + vb * weights[pb + k]! + vc * weights[pc + k]! + vd * weights[pd + k]!;
  }
  for (; entry < length; entry++) {
    const base = indices[entry]! * classes;
    const value = values[entry]! * scales[indices[entry]!]!;
    for (let k = 0; k < classes; k++) scores[k]! += value * weights[base + k]!;
  }
  return scores;
}

/** As the model has it: dense, or by its pattern, of which weights that round to nothing are left out. */
export function quantiseModel(
  model: Softmax | SparseModel,
  features: number,
  classes: number,
  sharpness: number,
): { weights: Int8Array; scales: Float32Array; pattern?: Pattern } {
  if (!('pattern' in model)) return quantise(model.weights, features, classes, sharpness);
  const { pattern, weights } = model;
  const starts = new Int32Array(features + 1);
  const scales = new Float32Array(features);
  const kept = { classes: new Int32Array(weights.length), weights: new Int8Array(weights.length) };
  let count = 0;
  for (let feature = 0; feature < features; feature++) {
    const [from, end] = [pattern.starts[feature]!, pattern.starts[feature + 1]!];
    let largest = 0;
    for (let at = from; at < end; at++) largest = Math.max(largest, Math.abs(weights[at]!));
    scales[feature] = (largest * sharpness) / 127;
    for (let at = from; at < end; at++) {
      const weight = Math.round((weights[at]! * 127) / (largest || 1));
      if (Math.abs(weight) < leastKept) continue;
      kept.classes[count] = pattern.classes[at]!;
      kept.weights[count++] = weight;
    }
    starts[feature + 1] = count;
  }
  return {
    weights: kept.weights.slice(0, count),
    scales,
    pattern: { starts, classes: kept.classes.slice(0, count) },
  };
}

/** Of 127; smaller ones would only cost room. */
const leastKept = 4;

/** As `scoreQuantised`, for weights by a pattern. */
export function scoreSparse(
  { weights, scales }: { weights: Int8Array; scales: Float32Array },
  pattern: Pattern,
  classes: number,
  vector: { indices: Int32Array; values: Float32Array; length: number },
): Float64Array {
  const scores = new Float64Array(classes);
  for (let entry = 0; entry < vector.length; entry++) {
    const feature = vector.indices[entry]!;
    const value = vector.values[entry]! * scales[feature]!;
    const end = pattern.starts[feature + 1]!;
    for (let at = pattern.starts[feature]!; at < end; at++)
      scores[pattern.classes[at]!]! += value * weights[at]!;
  }
  return scores;
}
