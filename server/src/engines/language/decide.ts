/** What the engine may do with a message. */
export type Decision =
  | { kind: 'answer'; faq: string }
  | { kind: 'ask'; faqs: string[] }
  | { kind: 'suggest'; faqs: string[] }
  | { kind: 'leave' };

/** How bad a wrong automatic answer of this FAQ is. */
export type WrongCost = 'low' | 'medium' | 'high' | 'neverAlone';

export interface Candidate {
  faq: string;
  probability: number;
  cost: WrongCost;
}

/** What things are worth, in minutes of a person's time. */
export interface Worth {
  /** A message answered without a person saves this. */
  saved: number;
  /** A wrong answer costs this, beside the person who then answers after all. */
  wrong: Record<Exclude<WrongCost, 'neverAlone'>, number>;
  /** Each thing that the customer has to read when asked "did you mean" is this much trouble; "something else" is one of them. */
  asked: number;
  /** A suggestion that is right saves the agent this; reading one that is wrong costs `read`. */
  suggested: number;
  read: number;
}

export const defaultWorth: Worth = {
  saved: 3,
  wrong: { low: 12, medium: 57, high: 297 },
  asked: 0.4,
  suggested: 0.7,
  read: 0.1,
};

/** What bears on a decision beside the probabilities. */
export interface Circumstances {
  mayAct?: boolean;
  /** Whether the customer may be asked which of several is meant; unless said otherwise they may. */
  mayAsk?: boolean;
  worth?: Worth;
  answerAt?: number;
}

interface Valued {
  decision: Decision;
  /** Minutes of a person. */
  value: number;
}

/** How many FAQs are offered at most when the customer is asked; how many are suggested to the agent. */
const maxAsked = 3;
const maxSuggested = 3;
/** What is less likely than this is never offered beside another, however much an answer saves: it reads as nonsense. */
const LEAST_OFFERED = 0.05;
/** What is less likely than this is not suggested to an agent either, though reading it costs little: it reads as if nothing were known. */
export const LEAST_SUGGESTED = 0.25;

/**
 * Chooses what to do by expected value in minutes (derivation in docs/language-engine.md): answering the best FAQ is
 * worth p * saved - (1 - p) * wrong; asking ("did you mean A?", "A or B?") is worth the same without the harm, less the trouble;
 * suggesting is worth a little where it is right; leaving is worth 0. `mayAct` false (a person has the conversation,
 * or the last answer brought nothing) rules out answering and asking, `mayAsk` false only asking; `answerAt` is a floor under the probability of an
 * answer, such as the threshold that keeps a promised precision.
 */
export function decide(ranked: Candidate[], circumstances: Circumstances = {}): Decision {
  const { mayAct = true, mayAsk = true, worth = defaultWorth, answerAt = 0 } = circumstances;
  const options: Valued[] = [{ decision: { kind: 'leave' }, value: 0 }];
  if (mayAct && ranked[0] && ranked[0].probability >= answerAt)
    options.push(...valueAnswer(ranked[0], worth));
  if (mayAct && mayAsk) options.push(...valueAsk(ranked, worth));
  options.push(...valueSuggest(ranked, worth));
  return options.reduce((best, option) => (option.value > best.value ? option : best)).decision;
}

/**
 * The least probability at which answering at once is better than leaving: wrong / (saved + wrong). Above 1 for what is
 * never answered alone.
 */
export function answerThreshold(cost: WrongCost, worth: Worth = defaultWorth): number {
  if (cost === 'neverAlone') return 1.01;
  return worth.wrong[cost] / (worth.saved + worth.wrong[cost]);
}

function valueAnswer(best: Candidate, worth: Worth): Valued[] {
  if (best.cost === 'neverAlone') return [];
  const value = best.probability * worth.saved - (1 - best.probability) * worth.wrong[best.cost];
  return [{ decision: { kind: 'answer', faq: best.faq }, value }];
}

/**
 * The customer picks the right one or says that none is; a wrong pick is the customer's own, so it does no harm. One alone may be
 * asked about; one more is worth its trouble from a probability of asked / (2 * saved) on.
 */
function valueAsk(ranked: Candidate[], worth: Worth): Valued[] {
  const offered = ranked
    .filter((one, i) => one.cost !== 'neverAlone' && (i === 0 || one.probability >= LEAST_OFFERED))
    .slice(0, maxAsked);
  return offered.map((_, i) => {
    const chosen = offered.slice(0, i + 1);
    const covered = chosen.reduce((sum, one) => sum + one.probability, 0);
    const trouble = worth.asked * (chosen.length + 1);
    const value = covered * (worth.saved - trouble) - (1 - covered) * (trouble + worth.saved);
    return { decision: { kind: 'ask', faqs: chosen.map((one) => one.faq) }, value };
  });
}

function valueSuggest(ranked: Candidate[], worth: Worth): Valued[] {
  const likely = ranked.filter((one) => one.probability >= LEAST_SUGGESTED).slice(0, maxSuggested);
  return likely.map((_, i) => {
    const chosen = likely.slice(0, i + 1);
    const covered = chosen.reduce((sum, one) => sum + one.probability, 0);
    const value = covered * worth.suggested - worth.read * chosen.length;
    return { decision: { kind: 'suggest', faqs: chosen.map((one) => one.faq) }, value };
  });
}
