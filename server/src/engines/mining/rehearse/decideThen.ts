import { type Decision, decide } from '../../language/decide.ts';
import type { LanguageModel } from '../../language/model/languageModel.ts';
import { matchMessage, type RankedFaq } from '../../language/model/matchMessage.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { Turn } from '../turn.ts';
import type { PastPlace } from './inOrder.ts';
import type { RehearsalInput, RehearsalOptions } from './rehearse.ts';

/** What would have been done with one thing that was asked. */
export interface Decided {
  asked: Asked;
  decision: Decision;
  /** The most likely FAQs. */
  ranked: RankedFaq[];
  /** Probability that no FAQ fits. */
  none: number;
  /** What the calibration was read from. */
  logit: number;
  noneLogit: number;
  /** What agents wrote then, until the contact wrote again. */
  replies: Turn[];
}

/**
 * Decides one message after the other, as the bot would have at that moment, by a model that knows what traffic had taught. Messages must
 * come in the order of time.
 */
export function createDecider(
  input: RehearsalInput,
  options: RehearsalOptions,
): (one: Asked, place: PastPlace, model: LanguageModel | undefined) => Omit<Decided, 'replies'> {
  const costs = new Map(input.faqs.map((faq) => [faq.id, faq.cost]));
  // Conversations in which it has acted, or that it has passed on to a person.
  const over = new Set<string>();
  return (one, place, model) => {
    if (!model) {
      over.add(one.conversation);
      return { asked: one, decision: { kind: 'leave' }, ranked: [], none: 1, logit: 0, noneLogit: 0 };
    }
    const match = matchMessage(model, one.text, { now: one.at });
    const candidates = match.ranked.map((ranked) => ({
      ...ranked,
      cost: costs.get(ranked.faq) ?? ('neverAlone' as const),
    }));
    const mayAct = !over.has(one.conversation) && !place.hasPerson;
    const floor = options.promise === 0.95 ? match.answerAt95 : match.answerAt98;
    const { worth, answerAt = floor, mayAsk = true } = options;
    const decision = decide(candidates, { mayAct, mayAsk, answerAt, ...(worth && { worth }) });
    if (mayAct) over.add(one.conversation);
    const { ranked, none, logit, noneLogit } = match;
    return { asked: one, decision, ranked, none, logit, noneLogit };
  };
}
