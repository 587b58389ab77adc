import { commonStems } from '../features/commonStems.ts';
import { recallSenses } from '../features/senses.ts';
import { indexVocabulary } from '../features/vocabulary.ts';
import { readDense } from './decodeDense.ts';
import { align, type MatcherHead, magic, olderMagics, sections } from './encodeModel.ts';
import type { FeedbackMemory, LanguageModel, Matcher } from './languageModel.ts';
import { type Reader, readArray } from './readArray.ts';
import { readCalibration } from './storedCalibration.ts';

/**
 * A model from its bytes. The arrays are views on the bytes where these lie on a multiple of 8 (a copy otherwise), so
 * loading costs little. Throws `RangeError` where the bytes are not a model of this version or the two before, or are cut
 * short.
 */
export function decodeModel(encoded: Uint8Array): LanguageModel {
  const bytes = encoded.byteOffset % 8 === 0 ? encoded : encoded.slice();
  const version = bytes.length < 8 ? '' : new TextDecoder().decode(bytes.subarray(0, 4));
  if (version !== magic && !olderMagics.includes(version))
    throw new RangeError(`not a language model of version ${magic}`);
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  if (8 + headLength > bytes.length) throw new RangeError('language model cut short');
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength))) as {
    matchers: MatcherHead[];
    feedback: FeedbackMemory;
    embeddings?: LanguageModel['embeddings'];
  };
  const reader = { bytes, at: align(8 + headLength) };
  const matchers = head.matchers.map((one) => readMatcher(one, reader));
  if (version === 'CLM2') for (const matcher of matchers) rescaleNone(matcher);
  head.matchers.forEach(({ dense }, i) => {
    if (dense) matchers[i]!.dense = readDense(dense, reader);
  });
  const { feedback, embeddings } = head;
  return { matchers, feedback, ...(embeddings && { embeddings }) };
}

/** Whether the bytes are of a version before: to be read, but better made anew than updated. */
export function isOlderModel(encoded: Uint8Array): boolean {
  return olderMagics.includes(new TextDecoder().decode(encoded.subarray(0, 4)));
}

/** In `CLM2` the score that tells foreign messages did not come in units of what is usual among so many FAQs. */
function rescaleNone({ calibration, faqs }: Matcher): void {
  const unit = Math.log(1 + faqs.length);
  calibration.none.means[0]! /= unit;
  calibration.none.scales[0]! /= unit;
}

function readMatcher(head: MatcherHead, reader: Reader): Matcher {
  const arrays = sections.map(([, kind], i) => readArray(reader, kind, head.lengths[i] ?? 0));
  const array = <T>(name: (typeof sections)[number][0]) =>
    arrays[sections.findIndex(([one]) => one === name)] as T;
  const vocabulary = indexVocabulary(
    array<Int32Array>('hashes'),
    array<Float32Array>('featureWeights'),
    {
      words: head.wordCount,
      letters: head.letterEnd - head.wordCount,
      concepts: (head.conceptEnd ?? head.letterEnd) - head.letterEnd,
      classes: head.faqs.length,
    },
    commonStems(head.language),
  );
  const stems = array<Int32Array>('meaningStems');
  const mean = array<Float32Array>('meaningMean');
  if (stems.length > 0)
    vocabulary.meaning = {
      dimensions: mean.length,
      stems,
      mean,
      scales: array<Float32Array>('meaningScales'),
      vectors: array<Int8Array>('meaningVectors'),
    };
  const senses = recallSenses(array<Float32Array>('senseMean'), head.language);
  if (senses) vocabulary.senses = senses;
  const starts = array<Int32Array>('patternStarts');
  const plain = { weights: array<Int8Array>('plainWeights'), scales: array<Float32Array>('plainScales') };
  return {
    language: head.language,
    faqs: head.faqs,
    fingerprints: array<Int32Array>('fingerprints'),
    vocabulary,
    words: head.words,
    weights: array<Int8Array>('weights'),
    scales: array<Float32Array>('scales'),
    ...(starts.length > 0 && { pattern: { starts, classes: array<Int32Array>('patternClasses') } }),
    ...(plain.scales.length > 0 && { plain }),
    index: {
      labels: array<Int32Array>('labels'),
      starts: array<Int32Array>('starts'),
      examples: array<Int32Array>('examples'),
      strengths: array<Uint8Array>('strengths'),
    },
    exampleNumbers: array<Int32Array>('numbers'),
    calibration: readCalibration(head.calibration),
  };
}
