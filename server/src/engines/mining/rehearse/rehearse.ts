import type { Decision, Worth, WrongCost } from '../../language/decide.ts';
import type { Faq, FeedbackEvent, LanguageModel } from '../../language/model/languageModel.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { Turn } from '../turn.ts';
import { createDecider, type Decided } from './decideThen.ts';
import { findAnswers, findReplies, listContactTurns, readThen } from './inOrder.ts';
import { createLearner } from './learnFromReplies.ts';
import { type JudgeAll, makeJudge, type Verdict } from './makeJudge.ts';
import { scheduleModels } from './scheduleModels.ts';
import { type RehearsalReport, sumUp } from './sumUp.ts';

/** An FAQ as it would have been in use: with its policy, and since when it and its examples existed. */
export interface RehearsedFaq extends Faq {
  cost: WrongCost;
  /** Milliseconds since 1970 at which each became known; missing ones were there from the start. */
  exampleTimes?: (number | undefined)[];
  titleTime?: number;
  answerTime?: number;
}

export interface RehearsalInput {
  turns: Turn[];
  /** The same id may come once for each language. */
  faqs: RehearsedFaq[];
  /** A model of these FAQs to be used as it is; without one, models are trained on what was known at the time. */
  model?: LanguageModel;
  /** What traffic has taught, oldest first; each counts from its time on. */
  feedback?: FeedbackEvent[];
  /** What was right for a contact's turn, where it is known: the FAQ's id, or null where none fits. */
  gold?: Map<Turn, string | null>;
}

export interface RehearsalOptions {
  seed?: number;
  worth?: Worth;
  /** A floor under the probability of an answer, such as the promise of 98 in 100; by default the model's own for `promise`. */
  answerAt?: number;
  promise?: 0.95 | 0.98;
  /** Whether it may ask back. */
  mayAsk?: boolean;
  /** Days after which a new model is trained on what has become known since. */
  retrainDays?: number;
  /** Whether models learn from past messages without labels, too. */
  useHistory?: boolean;
  /** Who tells right from wrong; by default gold labels and the agents' words. */
  judge?: JudgeAll;
  /** Whether a shadow ran along, which learns from the agents' answers by `judge` until real feedback begins. */
  learns?: boolean;
  /** Called with the share of the messages done; may throw to stop. */
  onProgress?: (share: number) => void;
}

/** One thing that was asked, what would have been done, and whether that had been right. */
export interface Rehearsed extends Decided {
  /** Of the FAQ answered; of asking and suggesting, whether the right one was among those offered. */
  verdict: Verdict;
  /** Whether the most likely one was right, whatever was decided. */
  bestVerdict: Verdict;
}

/**
 * Runs an FAQ set with its policy over past conversations in the order of time. Nothing is used that was not known at the
 * moment of the message: examples and feedback count from their time on, the language is that of what had been written by then,
 * and without a given model a new one is trained every `retrainDays`. As live, it has a conversation until it passes it on or a
 * person writes, and acts in it once. Only the verdicts look at what came after.
 */
export function rehearse(input: RehearsalInput, options: RehearsalOptions = {}): RehearsalReport {
  const { seed = 1, onProgress, judge = makeJudge(input), learns = false } = options;
  const places = listContactTurns(input.turns);
  const asked: Asked[] = [];
  const modelAt = scheduleModels(input, asked, options);
  const decide = createDecider(input, options);
  const learner = createLearner(input.feedback ?? [], learns ? judge : undefined);
  const decided = places.flatMap((place, i) => {
    if (i % 100 === 0) onProgress?.(i / places.length);
    const trained = modelAt(place.turn.at);
    const model = trained && learner.at(trained, place.turn.at);
    const found = readThen(place, model);
    asked.push(...found);
    const replies = found.length > 0 ? findReplies(place) : [];
    const own = found.map((one) => ({ ...decide(one, place, model), replies }));
    own.forEach(learner.note);
    return own;
  });
  findAnswers(places);
  onProgress?.(1);
  return sumUp(judgeDecided(decided, judge), seed);
}

/** All verdicts are asked for at once, so that answers can be read together. */
function judgeDecided(decided: Decided[], judge: JudgeAll): Rehearsed[] {
  const items = decided.flatMap((one) =>
    [...new Set([...offered(one.decision), ...one.ranked.slice(0, 1).map((best) => best.faq)])].map(
      (faq) => ({ asked: one.asked, replies: one.replies, faq }),
    ),
  );
  const verdicts = judge(items);
  let at = 0;
  return decided.map((one) => {
    const own = new Map<string, Verdict>();
    while (items[at]?.asked === one.asked) own.set(items[at]!.faq, verdicts[at++]!.verdict);
    return {
      ...one,
      verdict: combine(offered(one.decision).map((faq) => own.get(faq)!)),
      bestVerdict: own.get(one.ranked[0]?.faq ?? '') ?? 'unjudged',
    };
  });
}

function offered(decision: Decision): string[] {
  if (decision.kind === 'leave') return [];
  return decision.kind === 'answer' ? [decision.faq] : decision.faqs;
}

function combine(verdicts: Verdict[]): Verdict {
  if (verdicts.includes('right')) return 'right';
  return verdicts.length === 0 || verdicts.includes('unjudged') ? 'unjudged' : 'wrong';
}
