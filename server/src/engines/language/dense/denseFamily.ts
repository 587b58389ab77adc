import type { Calibration } from '../model/languageModel.ts';
import type { Axes } from './findAxes.ts';

/** What a matcher has learnt from dense vectors, beside everything that it knows without them. */
export interface DenseFamily {
  axes: Axes;
  /** How much its scores count beside those of words, letters and company. */
  weight: number;
  /** axes x classes, each axis in units of its scale, which holds the weight, too. */
  weights: Int8Array;
  scales: Float32Array;
  /** FAQ of each vector kept. */
  labels: Int32Array;
  /** Examples along the axes, each in units of its scale. */
  vectors: Int8Array;
  vectorScales: Float32Array;
  /** How far the scores of all families together are to be trusted; the matcher's own is for messages without a vector. */
  calibration: Calibration;
}

/** One text as the family sees it. */
export interface DenseSight {
  /** For each class. */
  scores: Float64Array;
  /** Cosine of the nearest example of each class, -1 where it has none. */
  near: Float32Array;
}

/** The calibration comes later. */
export type LearntFamily = Omit<DenseFamily, 'calibration'>;
