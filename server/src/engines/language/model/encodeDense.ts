import type { DenseFamily } from '../dense/denseFamily.ts';
import { type StoredCalibration, storeCalibration } from './storedCalibration.ts';

/** The arrays of a dense family in the order they are stored; the letter is the kind of array. */
export const denseSections = [
  ['mean', 'f32'],
  ['directions', 'i8'],
  ['directionScales', 'f32'],
  ['weights', 'i8'],
  ['scales', 'f32'],
  ['labels', 'i32'],
  ['vectors', 'i8'],
  ['vectorScales', 'f32'],
] as const;

/** What is stored about a dense family beside its arrays. */
export interface DenseHead {
  axes: number;
  weight: number;
  calibration: StoredCalibration;
  lengths: number[];
}

export function denseHeadOf(dense: DenseFamily): DenseHead {
  return {
    axes: dense.axes.count,
    weight: dense.weight,
    calibration: storeCalibration(dense.calibration),
    lengths: denseArraysOf(dense).map((array) => array.length),
  };
}

export function denseArraysOf(dense: DenseFamily) {
  return [
    dense.axes.mean,
    dense.axes.directions,
    dense.axes.scales,
    dense.weights,
    dense.scales,
    dense.labels,
    dense.vectors,
    dense.vectorScales,
  ];
}
