import type { DenseFamily } from '../dense/denseFamily.ts';
import { type DenseHead, denseSections } from './encodeDense.ts';
import { type Reader, readArray } from './readArray.ts';
import { readCalibration } from './storedCalibration.ts';

/** The arrays are views, as those of the matchers are. */
export function readDense(head: DenseHead, reader: Reader): DenseFamily {
  const arrays = denseSections.map(([, kind], i) => readArray(reader, kind, head.lengths[i] ?? 0));
  const array = <T>(name: (typeof denseSections)[number][0]) =>
    arrays[denseSections.findIndex(([one]) => one === name)] as T;
  const mean = array<Float32Array>('mean');
  return {
    axes: {
      dimensions: mean.length,
      count: head.axes,
      mean,
      directions: array<Int8Array>('directions'),
      scales: array<Float32Array>('directionScales'),
    },
    weight: head.weight,
    weights: array<Int8Array>('weights'),
    scales: array<Float32Array>('scales'),
    labels: array<Int32Array>('labels'),
    vectors: array<Int8Array>('vectors'),
    vectorScales: array<Float32Array>('vectorScales'),
    calibration: readCalibration(head.calibration),
  };
}
