import { expect, it } from 'vitest';
import type { Judged } from './calibrate/crossValidate.ts';
import { fitLogistic } from './calibrate/fitLogistic.ts';
import { fitOffsets, offsetsWithout } from './calibrate/fitOffsets.ts';
import { decodeModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';
import { samples } from './testing/sampleFaqs.ts';

/** So many messages that a model took for an FAQ, at the same evidence, `right` of them rightly. */
function judge(best: number, all: number, right: number): Judged[] {
  return Array.from({ length: all }, (_, i) => ({
    evidence: Float64Array.of(1),
    none: Float64Array.of(0, 0),
    label: i < right ? best : -1,
    best,
    scores: new Float64Array(4),
  }));
}

it('an FAQ that draws others to it is believed less than its neighbours, by as much as is known of it', () => {
  const judged = [...judge(0, 40, 36), ...judge(1, 40, 20), ...judge(2, 4, 2)];
  const outcomes = Uint8Array.from(judged, (one) => Number(one.best === one.label));
  const importance = new Float64Array(judged.length).fill(1);
  const right = fitLogistic(
    judged.map((one) => one.evidence),
    outcomes,
    importance,
    1,
  );
  const offsets = fitOffsets(right, judged, 4, 1);
  expect(offsets[0]).toBeGreaterThan(0.3);
  expect(offsets[1]).toBeLessThan(-0.3);
  // As often wrong as the one before, but seen four times only.
  expect(offsets[2]).toBeLessThan(0);
  expect(offsets[2]).toBeGreaterThan(offsets[1]! / 2);
  expect(offsets[3]).toBe(0);
  // A message's own outcome has no part in what it is judged by.
  const without = offsetsWithout(right, judged, 4, 1);
  const last = judged.length - 1;
  expect(without[last]).toBeCloseTo(fitOffsets(right, judged.slice(0, last), 4, 1)[2]!, 9);
  expect(without[0]).toBeLessThan(offsets[0]!);
  // Errors that count less make all better.
  fitOffsets(right, judged, 4, 0.5).forEach((offset, c) => {
    if (c < 3) expect(offset).toBeGreaterThan(offsets[c]!);
  });
});

const { faqs, asked } = samples[0]!;
const model = trainModel({ faqs });
const offsetsOf = (of: typeof model) => {
  const { faqs: ids, calibration } = of.matchers[0]!;
  return new Map(ids.map((id, c) => [id, calibration.offsets![c]!]));
};

it('what is known of an FAQ is added to its log odds, is stored, and goes with it through an edit until it is changed itself', () => {
  const [text] = asked[0]!;
  const before = matchMessage(model, text);
  const { calibration, ...matcher } = model.matchers[0]!;
  const best = matcher.faqs.indexOf(before.ranked[0]!.faq);
  const shifted = Float64Array.from(calibration.offsets!, (offset, c) => offset - Number(c === best));
  const less = { ...model, matchers: [{ ...matcher, calibration: { ...calibration, offsets: shifted } }] };
  expect(matchMessage(less, text).logit).toBeCloseTo(before.logit - 1, 6);
  expect(matchMessage(less, text).ranked[0]!.probability).toBeLessThan(before.ranked[0]!.probability);
  expect(offsetsOf(decodeModel(encodeModel(less)))).toEqual(offsetsOf(less));

  const [removed, changed, ...rest] = faqs;
  const edited = { ...changed!, examples: [...changed!.examples, 'something else entirely about zebras'] };
  const added = { id: 'new', language: 'en', examples: ['do you sell gift cards', 'a voucher for a friend'] };
  const updated = offsetsOf(updateModel(less, { faqs: [added, ...rest, edited] }));
  expect(updated.has(removed!.id)).toBe(false);
  expect([updated.get('new'), updated.get(edited.id)]).toEqual([0, 0]);
  for (const { id } of rest) expect(updated.get(id)).toBe(offsetsOf(less).get(id));
});

it('a model from before, which has none, is judged and updated as it was', () => {
  const { offsets: _, ...calibration } = model.matchers[0]!.calibration;
  const older = { ...model, matchers: [{ ...model.matchers[0]!, calibration }] };
  const read = decodeModel(encodeModel(older));
  expect(read.matchers[0]!.calibration.offsets).toBeUndefined();
  for (const [text] of asked) expect(matchMessage(read, text)).toEqual(matchMessage(older, text));
  expect(updateModel(read, { faqs }).matchers[0]!.calibration.offsets).toBeUndefined();
});
