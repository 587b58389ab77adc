import type { Method } from '../classify/learn.ts';
import { mostDense } from '../classify/learn.ts';
import type { Lesson } from '../classify/trainSoftmax.ts';
import type { Embeddings } from '../dense/denseVectors.ts';
import { commonStems } from '../features/commonStems.ts';
import { extractFeatures, type Features } from '../features/extractFeatures.ts';
import { hashText } from '../features/hash.ts';
import { type SparseRows, splitColumns } from '../features/sparse.ts';
import { vectoriseAll } from '../features/vectorise.ts';
import {
  buildVocabulary,
  type FurtherFeatures,
  senseStart,
  type Vocabulary,
} from '../features/vocabulary.ts';
import { foldText } from '../text/foldText.ts';
import { stripCourtesies } from '../text/stripCourtesies.ts';
import type { Faq } from './languageModel.ts';
import { type LabelledExamples, listExamples } from './listExamples.ts';

/** The FAQs of one language and what else is known in it. */
export interface MatcherInput {
  language: string;
  faqs: Faq[];
  history: string[];
  nones: string[];
  embeddings?: Embeddings;
}

/** Past this, features of a single example are noise that only costs room. */
const manyExamples = 3000;
/** Weights of one matcher at most, features times FAQs: 240 MB while training, 60 MB after. */
const mostWeights = 60e6;
const mostLeast = 12;

/** The examples of all FAQs, their features, and the vocabulary of these. */
export function prepareExamples(
  input: MatcherInput,
  further?: FurtherFeatures,
): {
  examples: LabelledExamples;
  features: Features[];
  vocabulary: Vocabulary;
} {
  const examples = listExamples(input.faqs);
  const features = examples.texts.map((text) => readFeatures(text, input.language));
  const classes = input.faqs.length;
  let least = features.length > manyExamples ? 2 : 1;
  const known = commonStems(input.language);
  const build = () => buildVocabulary(features, examples.labels, classes, least, known, further);
  let vocabulary = build();
  // With very many FAQs the rarest features are left out until the table of weights fits.
  while (classes <= mostDense && vocabulary.hashes.length * classes > mostWeights && least < mostLeast) {
    least++;
    vocabulary = build();
  }
  return { examples, features, vocabulary };
}

/** One number for what each FAQ is learnt from, to see later whether it was edited. Independent of the order. */
export function fingerprintFaqs(examples: LabelledExamples, classes: number): Int32Array {
  const fingerprints = new Int32Array(classes);
  examples.texts.forEach((text, row) => {
    fingerprints[examples.labels[row]!]! += hashText(foldText(text), 7);
  });
  return fingerprints;
}

/** The features of a message without its greeting and signature. */
export function readFeatures(text: string, language: string): Features {
  return extractFeatures(stripCourtesies(foldText(text), language), language);
}

/** One row for each message; those with labels come first and want their FAQ for certain, the others cost nothing. */
export function makeLesson(
  features: Features[],
  labels: Int32Array,
  classes: number,
  vocabulary: Vocabulary,
  method: Method,
): Lesson {
  const targets = new Float32Array(method.sparse ? 0 : features.length * classes);
  const costs = new Float32Array(features.length);
  labels.forEach((label, row) => {
    if (!method.sparse) targets[row * classes + label] = 1;
    costs[row] = method.cost;
  });
  const rows = vectoriseAll(features, vocabulary);
  return { rows, parts: splitParts(rows, vocabulary, method), classes, targets, costs };
}

/** The families of features apart, where the method learns each by itself. */
export function splitParts(rows: SparseRows, vocabulary: Vocabulary, { apart }: Method): SparseRows[] {
  if (!apart) return [rows];
  const { wordCount, letterEnd, conceptEnd, senses } = vocabulary;
  return splitColumns(rows, [wordCount, letterEnd, conceptEnd, ...(senses ? [senseStart(vocabulary)] : [])]);
}
