import { type Decision, decide, type Worth, type WrongCost } from '../../language/decide.ts';
import type { Faq, LanguageModel } from '../../language/model/languageModel.ts';
import { matchMessage } from '../../language/model/matchMessage.ts';
import { trainModel } from '../../language/model/trainModel.ts';
import { type Asked, byPlace, findAsked } from '../asked/findAsked.ts';
import type { Turn } from '../turn.ts';
import { type Judge, makeJudge, type Verdict } from './makeJudge.ts';
import { type RehearsalReport, sumUp } from './sumUp.ts';

/** An FAQ as it would have been in use: with its policy, and since when it and its examples existed. */
export interface RehearsedFaq extends Faq {
  cost: WrongCost;
  /** Milliseconds since 1970 at which each example became known; missing ones were there from the start. */
  exampleTimes?: number[];
}

export interface RehearsalInput {
  turns: Turn[];
  faqs: RehearsedFaq[];
  /** A model of these FAQs to be used as it is; without one, models are trained on what was known at the time. */
  model?: LanguageModel;
  /** What was right for a contact's turn, where it is known: the FAQ's id, or null where none fits. */
  gold?: Map<Turn, string | null>;
}

export interface RehearsalOptions {
  seed?: number;
  worth?: Worth;
  /** A floor under the probability of an answer, such as the promise of 98 in 100; the model's own by default. */
  answerAt?: number;
  /** Days after which a new model is trained on what has become known since. */
  retrainDays?: number;
  /** Called with the share of the conversations done; may throw to stop. */
  onProgress?: (share: number) => void;
}

/** One thing that was asked, what would have been done, and whether that had been right. */
export interface Rehearsed {
  asked: Asked;
  decision: Decision;
  /** Of the FAQ answered; of asking and suggesting, whether the right one was among those offered. */
  verdict: Verdict;
}

/**
 * Runs an FAQ set with its policy over past conversations in the order of time. Nothing is used that was not known at the
 * moment of the message: examples count from their time on, and without a given model a new one is trained every
 * `retrainDays`. Automatic acts stop where a person had already answered, and after one answer in a conversation.
 */
export function rehearse(input: RehearsalInput, options: RehearsalOptions = {}): RehearsalReport {
  const asked = findAsked(input.turns).sort(byPlace);
  const judge = makeJudge(input);
  const modelAt = scheduleModels(input, asked, options);
  const people = findFirstAgents(input.turns);
  const acted = new Set<string>();
  const rehearsed = asked.map((one, i) => {
    if (i % 100 === 0) options.onProgress?.(i / asked.length);
    const person = people.get(one.conversation);
    const mayAct = !acted.has(one.conversation) && (person === undefined || person > one.at);
    const decision = decideOn(one, modelAt(one.at), input.faqs, mayAct, options);
    if (decision.kind === 'answer' || decision.kind === 'ask') acted.add(one.conversation);
    return { asked: one, decision, verdict: judgeDecision(judge, one, decision) };
  });
  options.onProgress?.(1);
  return sumUp(rehearsed, options.seed ?? 1);
}

function decideOn(
  one: Asked,
  model: LanguageModel | undefined,
  faqs: RehearsedFaq[],
  mayAct: boolean,
  { worth, answerAt }: RehearsalOptions,
): Decision {
  if (!model) return { kind: 'leave' };
  const match = matchMessage(model, one.text, { now: one.at });
  const costs = new Map(faqs.map((faq) => [faq.id, faq.cost]));
  const candidates = match.ranked.map((ranked) => ({
    ...ranked,
    cost: costs.get(ranked.faq) ?? 'neverAlone',
  }));
  return decide(candidates, { mayAct, answerAt: answerAt ?? match.answerAt98, ...(worth && { worth }) });
}

function judgeDecision(judge: Judge, one: Asked, decision: Decision): Verdict {
  if (decision.kind === 'leave') return 'unjudged';
  const offered = decision.kind === 'answer' ? [decision.faq] : decision.faqs;
  const verdicts = offered.map((faq) => judge(one, faq));
  if (verdicts.includes('right')) return 'right';
  return verdicts.includes('unjudged') ? 'unjudged' : 'wrong';
}

/** When a person first wrote in each conversation. */
function findFirstAgents(turns: Turn[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { conversation, author, at } of turns)
    if (author === 'agent') first.set(conversation, Math.min(first.get(conversation) ?? at, at));
  return first;
}

const day = 24 * 3600_000;

/** The model for a moment; moments must come in the order of time. */
function scheduleModels(
  input: RehearsalInput,
  asked: Asked[],
  options: RehearsalOptions,
): (at: number) => LanguageModel | undefined {
  if (input.model) return () => input.model;
  const period = (options.retrainDays ?? 30) * day;
  let model: LanguageModel | undefined;
  let next = Number.NEGATIVE_INFINITY;
  return (at) => {
    if (at < next) return model;
    next = at + period;
    model = trainBefore(input.faqs, asked, at, options.seed ?? 1);
    return model;
  };
}

function trainBefore(
  faqs: RehearsedFaq[],
  asked: Asked[],
  at: number,
  seed: number,
): LanguageModel | undefined {
  const known = faqs.flatMap((faq) => {
    const examples = faq.examples.filter((_, i) => (faq.exampleTimes?.[i] ?? Number.NEGATIVE_INFINITY) < at);
    const { id, title, answer, language } = faq;
    if (examples.length === 0) return [];
    return [
      { id, examples, ...(title && { title }), ...(answer && { answer }), ...(language && { language }) },
    ];
  });
  if (known.length === 0) return undefined;
  return trainModel(
    { faqs: known, history: asked.filter((one) => one.at < at).map((one) => one.text) },
    { seed },
  );
}
