import { rightLogit } from '../calibrate/calibrate.ts';
import { logitOf } from '../calibrate/fitLogistic.ts';
import { extractFeatures, type Features } from '../features/extractFeatures.ts';
import { correctWords } from '../text/correctWords.ts';
import { foldText } from '../text/foldText.ts';
import { identifyLanguage } from '../text/identifyLanguage.ts';
import { splitQuestions } from '../text/splitQuestions.ts';
import { stripCourtesies } from '../text/stripCourtesies.ts';
import { writtenQuestions } from '../text/writtenQuestions.ts';
import { weighFeedback } from './feedback.ts';
import { judgeEmbedded } from './judgeEmbedded.ts';
import { judgeMessage, type MessageJudgement } from './judgeMessage.ts';
import type { LanguageModel, Matcher } from './languageModel.ts';

/** An FAQ and the probability that it is what was asked. */
export interface RankedFaq {
  faq: string;
  probability: number;
}

/** What a model makes of a text. Probabilities of all FAQs and of none add up to 1 at most. */
export interface Ranking {
  /** Best first; those too unlikely to matter are left out. */
  ranked: RankedFaq[];
  /** Probability that no FAQ fits. */
  none: number;
  /** Least probability at which an answer keeps the promise of 98 (95) right in 100; above 1: none does. */
  answerAt98: number;
  answerAt95: number;
  /** Log odds before feedback, to be handed back with what turned out (`FeedbackEvent`). */
  logit: number;
  noneLogit: number;
  /** The text's dense vector was used. */
  embedded?: true;
}

/** What a model makes of a message. */
export interface Match extends Ranking {
  language: string;
  /** The questions of the message one by one, where it holds several that different FAQs answer. */
  questions: ({ text: string } & Ranking)[];
}

type Vectors = ReadonlyMap<string, ArrayLike<number>>;

export interface MatchOptions {
  /** Language of the message where it is known. */
  language?: string;
  /** At most so many FAQs are returned. */
  limit?: number;
  /** Milliseconds since 1970, for the decay of feedback. */
  now?: number;
  /**
   * Dense vectors by the model that `LanguageModel.embeddings` names, of the text and of its `writtenQuestions`. What has none, or one
   * that does not fit, is judged by its words, with probabilities that are calibrated for that.
   */
  vectors?: Vectors | undefined;
}

/**
 * Finds the FAQs that a message asks for. Never throws, whatever is sent; work is bounded by `maxTextLength`. The
 * message's language chooses the matcher; other languages' FAQs are not found.
 */
export function matchMessage(model: LanguageModel, text: string, options: MatchOptions = {}): Match {
  const known = model.matchers.map((matcher) => matcher.language);
  const language = options.language ?? identifyLanguage(text, known).language;
  const matcher = model.matchers.find((one) => one.language === language) ?? model.matchers[0];
  const folded = foldText(text);
  if (!matcher) return nothing(language);
  const stripped = correctWords(stripCourtesies(folded, matcher.language), matcher.words);
  const features = extractFeatures(stripped, matcher.language);
  if (features.stems.length === 0 && features.letters.length === 0) return nothing(matcher.language);
  const limit = options.limit ?? 5;
  const whole = rank(model, matcher, features, limit, options.now, options.vectors?.get(text));
  return {
    ...whole,
    language: matcher.language,
    questions: matchParts(model, matcher, { text, stripped }, options, limit),
  };
}

function rank(
  model: LanguageModel,
  matcher: Matcher,
  features: Features,
  limit: number,
  now?: number,
  embedding?: ArrayLike<number>,
): Ranking {
  const plain = judgeMessage(matcher, features);
  const dense = embedding && judgeEmbedded(matcher, plain, features.stems.length, embedding);
  const judgement = dense ?? plain;
  const calibration = dense ? matcher.dense!.calibration : matcher.calibration;
  const logit = rightLogit(calibration, judgement.evidence, judgement.best);
  const noneLogit = logitOf(calibration.none, judgement.none);
  const learnt = weighFeedback(model.feedback, calibration, now);
  const none = learnt.none(noneLogit);
  const best = (1 - none) * learnt.right(logit);
  return {
    ranked: listRanked(
      matcher,
      judgement,
      calibration.temperature,
      best,
      Math.max(0, 1 - none - best),
      limit,
    ),
    none,
    answerAt98: calibration.answerAt98,
    answerAt95: calibration.answerAt95,
    logit,
    noneLogit,
    ...(dense && { embedded: true as const }),
  };
}

/** The best FAQ has its calibrated probability; the others share the rest by their scores. None may overtake the best. */
function listRanked(
  matcher: Matcher,
  judgement: Pick<MessageJudgement, 'scores' | 'best' | 'second'>,
  temperature: number,
  best: number,
  rest: number,
  limit: number,
): RankedFaq[] {
  const { scores } = judgement;
  const others = topOthers(scores, judgement.best, limit - 1);
  let sum = 0;
  const top = scores[judgement.second]!;
  for (let c = 0; c < scores.length; c++)
    if (c !== judgement.best) sum += Math.exp((scores[c]! - top) / temperature);
  const ranked = [{ faq: matcher.faqs[judgement.best]!, probability: best }];
  for (const c of others) {
    const share = Math.exp((scores[c]! - top) / temperature) / sum;
    const probability = Math.min(best, rest * share);
    if (probability >= 1e-4) ranked.push({ faq: matcher.faqs[c]!, probability });
  }
  return ranked;
}

function topOthers(scores: Float64Array, best: number, count: number): number[] {
  const top: number[] = [];
  for (let c = 0; c < scores.length; c++) {
    if (c === best) continue;
    if (top.length === count && (count === 0 || scores[c]! <= scores[top[count - 1]!]!)) continue;
    let at = top.length;
    while (at > 0 && scores[top[at - 1]!]! < scores[c]!) at--;
    top.splice(at, 0, c);
    if (top.length > count) top.pop();
  }
  return top;
}

/** Parts that a person would answer apart: each more likely than not, and not all the same FAQ. */
function matchParts(
  model: LanguageModel,
  matcher: Matcher,
  { text, stripped }: { text: string; stripped: string },
  { now, vectors }: MatchOptions,
  limit: number,
): Match['questions'] {
  const dense = matcher.dense && vectors && vectorsOfParts(matcher, text, vectors);
  const found = splitQuestions(stripped).flatMap((part) => {
    const features = extractFeatures(part, matcher.language);
    const ranking = rank(model, matcher, features, limit, now, dense?.get(part));
    return ranking.ranked[0] && ranking.ranked[0].probability >= 0.5 ? [{ text: part, ...ranking }] : [];
  });
  return new Set(found.map((part) => part.ranked[0]!.faq)).size > 1 ? found : [];
}

/** Of the questions as they were written, by the words that are matched: the first and the last are without their courtesies. */
function vectorsOfParts({ language, words }: Matcher, text: string, vectors: Vectors): Vectors {
  const found = new Map<string, ArrayLike<number>>();
  for (const written of writtenQuestions(text)) {
    const vector = vectors.get(written);
    if (!vector) continue;
    const folded = foldText(written).trim();
    for (const form of [folded, stripCourtesies(folded, language)])
      found.set(correctWords(form, words), vector);
  }
  return found;
}

function nothing(language: string): Match {
  return {
    ranked: [],
    none: 1,
    language,
    answerAt98: 1.01,
    answerAt95: 1.01,
    logit: -30,
    noneLogit: 30,
    questions: [],
  };
}
