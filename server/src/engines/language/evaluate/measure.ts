import type { RankedFaq } from '../model/matchMessage.ts';

/** One message of a test, with what the engine made of it. */
export interface Prediction {
  text: string;
  /** The right FAQ; undefined where none fits. */
  gold: string | undefined;
  best: string | undefined;
  probability: number;
  none: number;
  answerAt98: number;
  answerAt95: number;
  ranked: RankedFaq[];
  /** Time of this prediction in milliseconds. */
  took: number;
}

/** Shares are 0 to 1; NaN where there was nothing to measure. */
export interface Measures {
  messages: number;
  /** Of the messages that some FAQ fits, how many got the right one first. */
  accuracy: number;
  macroF1: number;
  /** Expected calibration error of the best FAQ's probability over all messages, 15 equal bins. */
  ece: number;
  /** How many messages are answered at the engine's own threshold for 98 (95) in 100, and how many of these rightly. */
  coverage98: number;
  precision98: number;
  coverage95: number;
  precision95: number;
  /** How well the none probability ranks messages that none fits above the others. */
  noneAuroc: number;
  /** Share of those found when 95 in 100 of the others are kept. */
  noneRecallAt95: number;
}

export function measure(predictions: Prediction[]): Measures {
  const fitting = predictions.filter((one) => one.gold !== undefined);
  const at98 = answered(predictions, (one) => one.probability >= one.answerAt98);
  const at95 = answered(predictions, (one) => one.probability >= one.answerAt95);
  const nones = predictions.filter((one) => one.gold === undefined).map((one) => one.none);
  const others = fitting.map((one) => one.none);
  return {
    messages: predictions.length,
    accuracy: share(fitting, isRight),
    macroF1: macroF1(fitting),
    ece: calibrationError(predictions),
    coverage98: at98.coverage,
    precision98: at98.precision,
    coverage95: at95.coverage,
    precision95: at95.precision,
    noneAuroc: auroc(nones, others),
    noneRecallAt95: recallAtRetention(nones, others, 0.95),
  };
}

function isRight(one: Prediction): boolean {
  return one.gold !== undefined && one.best === one.gold;
}

function share<T>(all: T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? Number.NaN : all.filter(holds).length / all.length;
}

function answered(predictions: Prediction[], holds: (one: Prediction) => boolean) {
  const chosen = predictions.filter(holds);
  return { coverage: share(predictions, holds), precision: share(chosen, isRight) };
}

function macroF1(fitting: Prediction[]): number {
  const counts = new Map<string, { right: number; gold: number; best: number }>();
  const at = (name: string) => {
    const found = counts.get(name) ?? { right: 0, gold: 0, best: 0 };
    counts.set(name, found);
    return found;
  };
  for (const one of fitting) {
    at(one.gold!).gold++;
    if (one.best !== undefined) at(one.best).best++;
    if (isRight(one)) at(one.gold!).right++;
  }
  const golden = [...counts.values()].filter((count) => count.gold > 0);
  const sum = golden.reduce((total, { right, gold, best }) => total + (2 * right) / (gold + best), 0);
  return golden.length === 0 ? Number.NaN : sum / golden.length;
}

const bins = 15;

function calibrationError(predictions: Prediction[]): number {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, right: 0 }));
  for (const one of predictions) {
    const bin = sums[Math.min(bins - 1, Math.floor(one.probability * bins))]!;
    bin.probability += one.probability;
    if (isRight(one)) bin.right++;
  }
  if (predictions.length === 0) return Number.NaN;
  return sums.reduce((sum, bin) => sum + Math.abs(bin.probability - bin.right), 0) / predictions.length;
}

/** The chance that a random positive has a higher value than a random negative; ties count half. */
export function auroc(positives: number[], negatives: number[]): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  const all = [
    ...positives.map((value) => ({ value, positive: true })),
    ...negatives.map((value) => ({ value, positive: false })),
  ].sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]!.value === all[i]!.value) end++;
    const rank = (i + 1 + end) / 2;
    for (; i < end; i++) if (all[i]!.positive) ranks += rank;
  }
  const least = (positives.length * (positives.length + 1)) / 2;
  return (ranks - least) / (positives.length * negatives.length);
}

function recallAtRetention(positives: number[], negatives: number[], retention: number): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  const sorted = [...negatives].sort((a, b) => a - b);
  const limit = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * retention) - 1)]!;
  return positives.filter((value) => value > limit).length / positives.length;
}

/** The value below which `portion` of the values lie. */
export function quantile(values: number[], portion: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * portion))]!;
}
