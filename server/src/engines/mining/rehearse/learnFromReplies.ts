import { maxFeedback } from '../../language/model/feedback.ts';
import type { FeedbackEvent, LanguageModel } from '../../language/model/languageModel.ts';
import type { Decided } from './decideThen.ts';
import type { JudgeAll } from './makeJudge.ts';

/** Replies are judged together, for their words weigh by how few have them: so many at least, and a day's. */
const LEAST_AT_ONCE = 20;
const day = 24 * 3600_000;

export interface Learner {
  /** The model with what traffic had taught by then. Moments must come in the order of time. */
  at(model: LanguageModel, moment: number): LanguageModel;
  /** What was decided, to be judged once the agents' answer had come. */
  note(decided: Decided): void;
}

/**
 * What traffic had taught by a moment: `feedback`, each from its time on, and before that what a shadow would have learnt from the agents'
 * answers (`judge`). What came after a moment is not known at it.
 */
export function createLearner(feedback: readonly FeedbackEvent[], judge: JudgeAll | undefined): Learner {
  const known: FeedbackEvent[] = [];
  let pending: Decided[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let read = 0;
  return {
    at(model, moment) {
      while (read < feedback.length && feedback[read]!.at < moment) known.push(feedback[read++]!);
      // From then on the shadow was there, and what it learnt is in the feedback.
      if (read > 0) pending = [];
      if (judge && moment >= next && pending.length >= LEAST_AT_ONCE) {
        const isOver = (one: Decided) => one.replies.at(-1)!.at < moment;
        known.push(...judgePast(pending.filter(isOver), judge));
        pending = pending.filter((one) => !isOver(one));
        next = moment + day;
      }
      return known.length === 0 ? model : { ...model, feedback: { events: known.slice(-maxFeedback) } };
    },
    note(decided) {
      if (judge && read === 0 && decided.ranked.length > 0 && decided.replies.length > 0)
        pending.push(decided);
    },
  };
}

function judgePast(decided: Decided[], judge: JudgeAll): FeedbackEvent[] {
  const verdicts = judge(
    decided.map(({ asked, replies, ranked }) => ({ asked, replies, faq: ranked[0]!.faq })),
  );
  return decided
    .flatMap(({ replies, logit, noneLogit }, i): FeedbackEvent[] => {
      const { verdict, faq } = verdicts[i]!;
      if (verdict === 'unjudged') return [];
      const outcome = verdict === 'right' ? 'accepted' : faq ? 'corrected' : 'personNeeded';
      return [{ at: replies.at(-1)!.at, logit, noneLogit, outcome, ...(faq && { faq }) }];
    })
    .sort((a, b) => a.at - b.at);
}
