/** A logistic model over standardised inputs. */
export interface Logistic {
  means: Float64Array;
  scales: Float64Array;
  weights: Float64Array;
  intercept: number;
}

/** The probability that the model gives. */
export function applyLogistic(model: Logistic, inputs: Float64Array): number {
  return 1 / (1 + Math.exp(-logitOf(model, inputs)));
}

export function logitOf(model: Logistic, inputs: Float64Array): number {
  let sum = model.intercept;
  for (let j = 0; j < inputs.length; j++)
    sum += (model.weights[j]! * (inputs[j]! - model.means[j]!)) / model.scales[j]!;
  return Math.max(-30, Math.min(30, sum));
}

/** What is believed before anything is seen: weights of the inputs as they are, not standardised. */
export interface Belief {
  weights: number[];
  intercept: number;
}

const mostRounds = 100;
/** Of a step of Newton's method. */
const leastShare = 1e-6;

/**
 * Fits by Newton's method with a ridge that draws the weights (hardly the intercept) to 0, or weights and intercept alike
 * to a belief (the intercept by the belief's `strength`). `importance` weighs the rows. Few points or one outcome alone give a flat model, or what is believed,
 * rather than an extreme one.
 */
export function fitLogistic(
  inputs: Float64Array[],
  outcomes: Uint8Array,
  importance: Float64Array,
  ridge: number,
  belief?: Belief & { strength: number },
): Logistic {
  const size = belief?.weights.length ?? inputs[0]?.length ?? 0;
  const { means, scales } = standardise(inputs, size);
  const believed = standardiseBelief(belief, means, scales);
  const parameters = believed.slice();
  const pull = Float64Array.from(parameters, (_, j) => (j > 0 ? ridge : (belief?.strength ?? 0.5)));
  const points = { inputs, outcomes, importance, means, scales };
  let { loss, gradient, curvature } = derive(points, parameters, believed, pull);
  for (let round = 0; round < mostRounds; round++) {
    const step = solve(curvature, gradient);
    // A belief that is far off starts where the curve is flat, and a whole step would leap past the answer.
    let share = 1;
    let next = moveBy(parameters, step, share);
    let found = derive(points, next, believed, pull);
    while (found.loss > loss && share > leastShare) {
      share /= 2;
      next = moveBy(parameters, step, share);
      found = derive(points, next, believed, pull);
    }
    if (found.loss > loss) break;
    parameters.set(next);
    ({ loss, gradient, curvature } = found);
    if (step.every((move) => Math.abs(move * share) < 1e-6)) break;
  }
  return { means, scales, weights: parameters.slice(1), intercept: parameters[0]! };
}

function standardise(inputs: Float64Array[], size: number): { means: Float64Array; scales: Float64Array } {
  const means = new Float64Array(size);
  const scales = new Float64Array(size).fill(1);
  for (const row of inputs) for (let j = 0; j < size; j++) means[j]! += row[j]! / inputs.length;
  for (let j = 0; j < size; j++) {
    let squares = 0;
    for (const row of inputs) squares += (row[j]! - means[j]!) ** 2;
    scales[j] = Math.sqrt(squares / Math.max(1, inputs.length)) || 1;
  }
  return { means, scales };
}

function standardiseBelief(
  belief: Belief | undefined,
  means: Float64Array,
  scales: Float64Array,
): Float64Array {
  const parameters = new Float64Array(means.length + 1);
  if (!belief) return parameters;
  parameters[0] = belief.intercept;
  belief.weights.forEach((weight, j) => {
    parameters[0]! += weight * means[j]!;
    parameters[j + 1] = weight * scales[j]!;
  });
  return parameters;
}

interface Points {
  inputs: Float64Array[];
  outcomes: Uint8Array;
  importance: Float64Array;
  means: Float64Array;
  scales: Float64Array;
}

function moveBy(parameters: Float64Array, step: Float64Array, share: number): Float64Array {
  return parameters.map((value, j) => value + share * step[j]!);
}

/** The penalised log likelihood, its sign turned, with its gradient (of the likelihood) and curvature. */
function derive(
  { inputs, outcomes, importance, means, scales }: Points,
  parameters: Float64Array,
  believed: Float64Array,
  pull: Float64Array,
): { loss: number; gradient: Float64Array; curvature: Float64Array[] } {
  const size = parameters.length;
  const gradient = Float64Array.from(parameters, (value, j) => pull[j]! * (believed[j]! - value));
  let loss = 0;
  for (let j = 0; j < size; j++) loss += (pull[j]! / 2) * (believed[j]! - parameters[j]!) ** 2;
  const curvature = Array.from({ length: size }, (_, j) => {
    const row = new Float64Array(size);
    row[j] = pull[j]!;
    return row;
  });
  const x = new Float64Array(size).fill(1);
  for (let i = 0; i < inputs.length; i++) {
    let sum = parameters[0]!;
    for (let j = 1; j < size; j++) {
      x[j] = (inputs[i]![j - 1]! - means[j - 1]!) / scales[j - 1]!;
      sum += parameters[j]! * x[j]!;
    }
    const probability = 1 / (1 + Math.exp(-sum));
    loss += importance[i]! * softplus(outcomes[i]! > 0 ? -sum : sum);
    const error = importance[i]! * (outcomes[i]! - probability);
    const weight = importance[i]! * probability * (1 - probability);
    for (let j = 0; j < size; j++) {
      gradient[j]! += error * x[j]!;
      for (let k = 0; k <= j; k++) curvature[j]![k]! += weight * x[j]! * x[k]!;
    }
  }
  return { loss, gradient, curvature };
}

/** log(1 + exp(value)) without overflow. */
function softplus(value: number): number {
  return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
}

/** Solves by Cholesky; reads the lower triangle only. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((row) => row.slice());
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let sum = lower[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j]![j]!;
    }
  const answer = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) answer[i]! -= lower[i]![k]! * answer[k]!;
    answer[i]! /= lower[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) answer[i]! -= lower[k]![i]! * answer[k]!;
    answer[i]! /= lower[i]![i]!;
  }
  return answer;
}
