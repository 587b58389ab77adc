import type { Calibration, FeedbackEvent, FeedbackMemory, LanguageModel } from './languageModel.ts';

/** Only so many events are kept; older ones have faded anyway. */
export const maxFeedback = 500;
/** After so long an event counts half. */
const halfLife = 30 * 24 * 3600_000;
/** The calibration from the examples counts like so many events. */
const belief = 20;

/** How probabilities are to be read in the light of what traffic has shown. */
export interface Learnt {
  right: (logit: number) => number;
  none: (noneLogit: number) => number;
}

/** The model with one more thing learnt. Events must come in the order of time. */
export function addFeedback(model: LanguageModel, event: FeedbackEvent): LanguageModel {
  return { ...model, feedback: { events: [...model.feedback.events, event].slice(-maxFeedback) } };
}

/**
 * Shifts the calibration by what was accepted, corrected or handed to a person: the log odds by one constant (Newton's
 * method, drawn to 0 by a belief of `belief` events), the prior of none by its share. Events halve every 30 days.
 */
export function weighFeedback(memory: FeedbackMemory, calibration: Calibration, now?: number): Learnt {
  const { events } = memory;
  if (events.length === 0) return readPlain(calibration.nonePrior, 0);
  const at = now ?? events.at(-1)!.at;
  const weights = events.map((event) => 0.5 ** (Math.max(0, at - event.at) / halfLife));
  return readPlain(findPrior(events, weights, calibration.nonePrior), findShift(events, weights));
}

function readPlain(prior: number, shift: number): Learnt {
  const priorLogit = prior > 0 ? Math.log(prior / Math.max(1e-6, 1 - prior)) : -30;
  return {
    right: (logit) => 1 / (1 + Math.exp(-logit - shift)),
    none: (noneLogit) => 1 / (1 + Math.exp(-noneLogit - priorLogit)),
  };
}

/**
 * What needed a person had no FAQ; what was accepted had one. What was corrected had one as well, but says so by way of a
 * mistake: it must not make the engine surer, so it is left out.
 */
function findPrior(events: FeedbackEvent[], weights: number[], before: number): number {
  let none = belief * before;
  let all = belief;
  events.forEach((event, i) => {
    if (event.outcome === 'corrected') return;
    all += weights[i]!;
    if (event.outcome === 'personNeeded') none += weights[i]!;
  });
  return Math.min(0.95, none / all);
}

function findShift(events: FeedbackEvent[], weights: number[]): number {
  let shift = 0;
  for (let round = 0; round < 20; round++) {
    let gradient = -shift * (belief / 4);
    let curvature = belief / 4;
    events.forEach((event, i) => {
      if (event.outcome === 'personNeeded') return;
      const probability = 1 / (1 + Math.exp(-event.logit - shift));
      gradient += weights[i]! * (Number(event.outcome === 'accepted') - probability);
      curvature += weights[i]! * probability * (1 - probability);
    });
    const move = Math.max(-1, Math.min(1, gradient / curvature));
    shift += move;
    if (Math.abs(move) < 1e-6) break;
  }
  return Math.max(-4, Math.min(4, shift));
}
