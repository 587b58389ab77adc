import type { CalibrateOptions } from '../calibrate/calibrate.ts';
import type { Judged, Trial } from '../calibrate/crossValidate.ts';
import type { Softmax } from '../classify/trainSoftmax.ts';
import type { Calibration } from '../model/languageModel.ts';
import { calibrateDense } from './calibrateDense.ts';
import { nearestByClass, type PlainSight } from './denseEvidence.ts';
import type { DenseFamily, LearntFamily } from './denseFamily.ts';
import type { Embeddings } from './denseVectors.ts';
import { finishFamily, learnDense, prepareDense } from './learnDense.ts';
import { seeDense } from './seeDense.ts';

/** Learns the dense family beside the others, where vectors were given. */
export function startDense(
  { texts, labels }: { texts: string[]; labels: Int32Array },
  classes: number,
  embeddings: Embeddings | undefined,
  seed: number,
): Pick<Trial, 'dense'> {
  const lesson = embeddings && prepareDense(texts, labels, classes, embeddings, seed);
  return lesson ? { dense: { lesson, model: learnDense(lesson, seed) } } : {};
}

/** The family with its calibration; undefined where there are no vectors, or where they do not help. */
export function finishDense(
  trial: Trial,
  judged: Judged[],
  strangers: Judged[],
  plain: Calibration,
  options: CalibrateOptions,
): DenseFamily | undefined {
  if (!trial.dense) return undefined;
  const use = calibrateDense(trial, judged, strangers, plain, options);
  if (!use) return undefined;
  const { lesson, model } = trial.dense;
  return { ...finishFamily(lesson, model, use.weight), calibration: use.calibration };
}

/** What the family makes of a message that is known to fit nothing. */
export function sightNone(
  { lesson, model }: NonNullable<Trial['dense']>,
  vector: ArrayLike<number> | undefined,
  plain: Omit<PlainSight, 'words'>,
  similar: Float32Array,
  labels: Int32Array,
): Judged['dense'] {
  const family = unweighted.get(model) ?? finishFamily(lesson, model, 1);
  unweighted.set(model, family);
  const sight = seeDense(family, lesson.classes, vector);
  return sight && { plain: { ...plain, words: nearestByClass(similar, labels, lesson.classes) }, sight };
}

/** What was finished for the first of many messages serves for the others. */
const unweighted = new WeakMap<Softmax, LearntFamily>();
