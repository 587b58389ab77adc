import { type Decision, decide } from '../../language/decide.ts';
import type { LanguageModel } from '../../language/model/languageModel.ts';
import { matchMessage, type RankedFaq } from '../../language/model/matchMessage.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { PastPlace } from './inOrder.ts';
import type { RehearsalInput, RehearsalOptions } from './rehearse.ts';

type Then = { decision: Decision; ranked: RankedFaq[]; none: number };

/** Decides one message after the other, as the bot would have at that moment. Messages must come in the order of time. */
export function createDecider(
  input: RehearsalInput,
  options: RehearsalOptions,
): (one: Asked, place: PastPlace, model: LanguageModel | undefined) => Then {
  const costs = new Map(input.faqs.map((faq) => [faq.id, faq.cost]));
  const learnt = followFeedback(input);
  // Conversations in which it has acted, or that it has passed on to a person.
  const over = new Set<string>();
  return (one, place, model) => {
    if (!model) {
      over.add(one.conversation);
      return { decision: { kind: 'leave' }, ranked: [], none: 1 };
    }
    const match = matchMessage(learnt(model, one.at), one.text, { now: one.at });
    const candidates = match.ranked.map((ranked) => ({
      ...ranked,
      cost: costs.get(ranked.faq) ?? ('neverAlone' as const),
    }));
    const mayAct = !over.has(one.conversation) && !place.hasPerson;
    const floor = options.promise === 0.95 ? match.answerAt95 : match.answerAt98;
    const { worth, answerAt = floor, mayAsk = true } = options;
    const decision = decide(candidates, { mayAct, mayAsk, answerAt, ...(worth && { worth }) });
    if (mayAct) over.add(one.conversation);
    return { decision, ranked: match.ranked, none: match.none };
  };
}

/** The model with what traffic had taught by then. */
function followFeedback({
  feedback = [],
}: RehearsalInput): (model: LanguageModel, at: number) => LanguageModel {
  let known = 0;
  return (model, at) => {
    if (feedback.length === 0) return model;
    while (known < feedback.length && feedback[known]!.at < at) known += 1;
    return { ...model, feedback: { events: feedback.slice(Math.max(0, known - MOST_FEEDBACK), known) } };
  };
}

/** As many as live. */
const MOST_FEEDBACK = 500;
