import type { Logistic } from '../calibrate/fitLogistic.ts';
import type { Calibration } from './languageModel.ts';

export interface StoredCalibration {
  right: StoredLogistic;
  offsets?: number[];
  none: StoredLogistic;
  numbers: [nonePrior: number, temperature: number, answerAt98: number, answerAt95: number];
}

export interface StoredLogistic {
  means: number[];
  scales: number[];
  weights: number[];
  intercept: number;
}

export function storeCalibration(calibration: Calibration): StoredCalibration {
  const { right, offsets, none, nonePrior, temperature, answerAt98, answerAt95 } = calibration;
  return {
    right: storeLogistic(right),
    ...(offsets && { offsets: [...offsets] }),
    none: storeLogistic(none),
    numbers: [nonePrior, temperature, answerAt98, answerAt95],
  };
}

function storeLogistic(model: Logistic): StoredLogistic {
  return {
    means: [...model.means],
    scales: [...model.scales],
    weights: [...model.weights],
    intercept: model.intercept,
  };
}

export function readCalibration({ right, offsets, none, numbers }: StoredCalibration): Calibration {
  return {
    right: readLogistic(right),
    ...(offsets && { offsets: Float64Array.from(offsets) }),
    none: readLogistic(none),
    nonePrior: numbers[0],
    temperature: numbers[1],
    answerAt98: numbers[2],
    answerAt95: numbers[3],
  };
}

function readLogistic(stored: StoredLogistic): Logistic {
  return {
    means: Float64Array.from(stored.means),
    scales: Float64Array.from(stored.scales),
    weights: Float64Array.from(stored.weights),
    intercept: stored.intercept,
  };
}
