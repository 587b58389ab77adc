import { indexExamples } from '../calibrate/exampleIndex.ts';
import { blankModel, chooseMethod, learn, type Method, mostDense } from '../classify/learn.ts';
import { scoreRivals } from '../classify/learnFromHistory.ts';
import type { Rivals } from '../classify/rivals.ts';
import type { Lesson, Softmax } from '../classify/trainSoftmax.ts';
import { SparseLearner } from '../classify/trainSparse.ts';
import { findFeature, type Vocabulary, widthOf } from '../features/vocabulary.ts';
import type { Calibration, LanguageModel, Matcher } from './languageModel.ts';
import { spellWords } from './pastMessages.ts';
import { fingerprintFaqs, type MatcherInput, makeLesson, prepareExamples } from './prepareExamples.ts';
import { quantise, quantiseModel } from './quantise.ts';
import { groupByLanguage, type TrainInput, tellEmbeddings } from './trainModel.ts';
import { updateDense } from './updateDense.ts';

/**
 * A new model after FAQs were added, edited or removed, without a training from the start: only the columns of the
 * FAQs that changed are learnt anew, against the examples that they could be taken for; all else and the calibration
 * are kept. `input` holds all FAQs as they are now. Good for some edits; train anew when a tenth of the examples has
 * changed, or for the first FAQ of a language.
 */
export function updateModel(model: LanguageModel, input: TrainInput, seed = 1): LanguageModel {
  const parts = groupByLanguage(input);
  const matchers = model.matchers.flatMap((matcher) => {
    const part = parts.find((one) => one.language === matcher.language);
    if (!part) return [];
    const isSame = input.embeddings?.model === model.embeddings?.model;
    return [updateDense(updateMatcher(matcher, part, seed), isSame ? part : undefined, seed)];
  });
  const { embeddings: before, ...rest } = model;
  return { ...rest, matchers, ...tellEmbeddings(matchers, before) };
}

function updateMatcher(matcher: Matcher, part: MatcherInput, seed: number): Matcher {
  const faqs = part.faqs.map((faq) => faq.id);
  const { examples, features, vocabulary } = prepareExamples(part, knownFeatures(matcher));
  vocabulary.meaning = matcher.vocabulary.meaning;
  vocabulary.senses = matcher.vocabulary.senses;
  const fingerprints = fingerprintFaqs(examples, faqs.length);
  // A table, as long as it can be had: in it single columns can be learnt anew.
  const method = chooseMethod(examples.labels.length, faqs.length, faqs.length <= mostDense);
  const lesson = makeLesson(features, examples.labels, faqs.length, vocabulary, method);
  const change = { faqs, fingerprints, labels: examples.labels, lesson, vocabulary, method, seed };
  const learnt = method.sparse
    ? learnSparse(lesson, examples.labels, vocabulary, method, seed)
    : learnChanged(matcher, change, matcher.plain !== undefined);
  return {
    ...matcher,
    faqs,
    fingerprints,
    vocabulary,
    words: spellWords(examples.texts, [], matcher.words),
    pattern: undefined,
    plain: undefined,
    ...learnt,
    ...(matcher.plain &&
      !method.sparse && { plain: learnChanged({ ...matcher, ...matcher.plain }, change, false) }),
    index: indexExamples(lesson.rows, examples.labels, vocabulary),
    exampleNumbers: examples.numbers,
    calibration: takeOverOffsets(matcher, faqs, fingerprints),
  };
}

/** What was seen of an FAQ stays true of it until it is edited. */
function takeOverOffsets(
  { calibration, faqs: before, fingerprints: kept }: Matcher,
  faqs: string[],
  fingerprints: Int32Array,
): Calibration {
  if (!calibration.offsets) return calibration;
  const numbers = new Map(before.map((faq, c) => [faq, c]));
  const offsets = Float64Array.from(faqs, (faq, c) => {
    const old = numbers.get(faq);
    return old !== undefined && kept[old] === fingerprints[c] ? calibration.offsets![old]! : 0;
  });
  return { ...calibration, offsets };
}

/** Where FAQs are very many all weights are learnt anew, which is quick beside the calibration. */
function learnSparse(
  lesson: Lesson,
  labels: Int32Array,
  vocabulary: Vocabulary,
  method: Method,
  seed: number,
): Learnt {
  const model = new SparseLearner(lesson, labels).learn(method.passes, seed);
  return quantiseModel(model, widthOf(vocabulary), lesson.classes, method.sharpness);
}

type Learnt = Pick<Matcher, 'weights' | 'scales' | 'pattern'>;

interface Change {
  faqs: string[];
  fingerprints: Int32Array;
  labels: Int32Array;
  lesson: Lesson;
  vocabulary: Vocabulary;
  method: Method;
  seed: number;
}

/**
 * `keep`: an FAQ that changed is learnt on top of what was known of it, or what past messages taught about it would be lost,
 * which are not at hand; else as if it were new.
 */
function learnChanged(matcher: Matcher, change: Change, keep: boolean): Learnt {
  const { faqs, fingerprints, labels, lesson, vocabulary, method, seed } = change;
  const columns = faqs.map((faq, c) => {
    const old = matcher.faqs.indexOf(faq);
    return old >= 0 && matcher.fingerprints[old] === fingerprints[c] ? old : -1;
  });
  const kept = keep ? faqs.map((faq) => matcher.faqs.indexOf(faq)) : columns;
  const weights = takeOver(matcher, kept, vocabulary, method);
  relearn(lesson, labels, columns, { weights, method, seed });
  return quantise(weights, widthOf(vocabulary), faqs.length, method.sharpness);
}

/** All that the old model knows, so that what it learnt from past messages is not lost. */
function knownFeatures(matcher: Matcher) {
  const { hashes, wordCount, letterEnd, conceptEnd } = matcher.vocabulary;
  return {
    words: hashes.subarray(0, wordCount),
    letters: hashes.subarray(wordCount, letterEnd),
    concepts: hashes.subarray(letterEnd, conceptEnd),
    company: hashes.subarray(conceptEnd),
  };
}

/** The old weights of the FAQs that have a column, in the new numbering; 0 for what is new. */
function takeOver(matcher: Matcher, columns: number[], vocabulary: Vocabulary, method: Method): Float32Array {
  const classes = columns.length;
  const before = matcher.faqs.length;
  const width = widthOf(vocabulary);
  const weights = new Float32Array(width * classes);
  const places = new Int32Array(before).fill(-1);
  columns.forEach((column, c) => {
    if (column >= 0) places[column] = c;
  });
  for (let feature = 0; feature < width; feature++) {
    const hash = vocabulary.hashes[feature];
    // Behind the features come the dimensions of meaning and of senses, the same in both.
    const old =
      hash === undefined
        ? feature - vocabulary.hashes.length + matcher.vocabulary.hashes.length
        : findFeature(matcher.vocabulary, hash);
    if (old < 0) continue;
    const scale = matcher.scales[old]! / method.sharpness;
    if (matcher.pattern) {
      for (let at = matcher.pattern.starts[old]!; at < matcher.pattern.starts[old + 1]!; at++) {
        const c = places[matcher.pattern.classes[at]!]!;
        if (c >= 0) weights[feature * classes + c] = matcher.weights[at]! * scale;
      }
      continue;
    }
    for (let c = 0; c < classes; c++)
      if (columns[c]! >= 0)
        weights[feature * classes + c] = matcher.weights[old * before + columns[c]!]! * scale;
  }
  return weights;
}

/** First the changed FAQs by their own examples, then together with those of others that they now come close to. */
function relearn(
  lesson: Lesson,
  labels: Int32Array,
  columns: number[],
  at: { weights: Float32Array; method: Method; seed: number },
): void {
  const own = lesson.costs.map((cost, row) => (columns[labels[row]!]! < 0 ? cost : 0));
  if (!own.some((cost) => cost > 0)) return;
  const start: Softmax = { ...blankModel(lesson), weights: at.weights };
  learn(at.method, { ...lesson, costs: own }, 2, at.seed, start);
  const changed = [...columns.keys()].filter((c) => columns[c]! < 0);
  // For each row its own FAQ, then those that changed.
  const rivals = { size: changed.length + 1, classes: new Int32Array(0) };
  rivals.classes = Int32Array.from([...labels].flatMap((label) => [label, ...changed]));
  const near = lesson.costs.map((cost, row) =>
    own[row]! > 0 || isClose(lesson, at.weights, row, rivals, at.method) ? cost : 0,
  );
  learn(at.method, { ...lesson, costs: near }, at.method.passes, at.seed, start);
}

/** Whether a changed FAQ comes as close to an example's own as the method does not leave it: the margin, or two points (log odds). */
function isClose(
  { rows, classes }: Lesson,
  weights: Float32Array,
  row: number,
  rivals: Rivals,
  method: Method,
): boolean {
  const scores = new Float64Array(rivals.size);
  scoreRivals(weights, classes, rows, row, rivals, scores);
  const lead = method.kind === 'margin' ? 1 : 2 / method.sharpness;
  return scores.some((score, k) => k > 0 && score > scores[0]! - lead);
}
