import type { ExampleIndex } from '../calibrate/exampleIndex.ts';
import type { Logistic } from '../calibrate/fitLogistic.ts';
import type { Pattern } from '../classify/trainSparse.ts';
import type { DenseFamily } from '../dense/denseFamily.ts';
import type { Vocabulary } from '../features/vocabulary.ts';

/** A question that customers ask and what is answered, as it is given for training. */
export interface Faq {
  id: string;
  /** Counts as one more example, as does the first sentence of the answer. */
  title?: string;
  answer?: string;
  /** ISO 639-1; found out from the examples where it is missing. */
  language?: string;
  examples: string[];
}

/** All that the engine knows of one workspace; immutable. */
export interface LanguageModel {
  matchers: Matcher[];
  feedback: FeedbackMemory;
  /** Whose dense vectors it was trained with and how many dimensions they have; only where some matcher uses them. */
  embeddings?: { model: string; dimensions: number };
}

/** What is known of the FAQs of one language. */
export interface Matcher {
  language: string;
  /** Ids; the position is the class number. */
  faqs: string[];
  /** A number for the examples of each FAQ, which changes when they do. */
  fingerprints: Int32Array;
  vocabulary: Vocabulary;
  /** Words as they are written, most frequent first, that mistyped ones are corrected to. */
  words: string[];
  /** features x classes, or as the pattern has it; each feature's in units of its scale. */
  weights: Int8Array;
  /** Which classes a feature has weights for, where FAQs are very many; all of them otherwise. */
  pattern?: Pattern;
  scales: Float32Array;
  /** What was learnt before past messages, which tells better whether any FAQ fits; only where those were learnt from. */
  plain?: { weights: Int8Array; scales: Float32Array };
  index: ExampleIndex;
  /** Which example of its FAQ each indexed example is; -1 is the title, -2 the answer. */
  exampleNumbers: Int32Array;
  /** For messages without a dense vector, which is all of them where there is no dense family. */
  calibration: Calibration;
  /** What was learnt from dense vectors, where they were given and are of use. */
  dense?: DenseFamily;
}

export interface Calibration {
  /** Is the best FAQ right, given that some FAQ fits? */
  right: Logistic;
  /** Added to these log odds where the FAQ of that number is the best; missing in models from before, which had none. */
  offsets?: Float64Array;
  /** Does no FAQ fit? Fitted at even odds; `nonePrior` brings it to the traffic's. */
  none: Logistic;
  /** Share of messages that no FAQ fits. */
  nonePrior: number;
  /** Softens the scores of the FAQs behind the best. */
  temperature: number;
  /** Least probability of an automatic answer so that at least this share of such answers is right; above 1 where nothing reaches it. */
  answerAt98: number;
  answerAt95: number;
}

/** What traffic has taught about this model, most recent last. */
export interface FeedbackMemory {
  /** What was predicted and what turned out, at most `maxFeedback`. */
  events: FeedbackEvent[];
}

export interface FeedbackEvent {
  /** Milliseconds since 1970; older events count less. */
  at: number;
  /** Log odds that were given to the FAQ shown. */
  logit: number;
  noneLogit: number;
  outcome: 'accepted' | 'corrected' | 'personNeeded';
  /** The FAQ that was right, where one was. */
  faq?: string;
}
