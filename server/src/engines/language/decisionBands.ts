import {
  type Candidate,
  type Circumstances,
  type Decision,
  decide,
  type Worth,
  type WrongCost,
} from './decide.ts';

/** From the probability `from` up to `to` this is decided. */
export type DecisionBand = { from: number; to: number; kind: Decision['kind'] };

const STEPS = 1000;
/** Of what the best FAQ leaves, so much is the second's. */
const SECOND_OF_REST = 0.5;

/**
 * What `decide` does at every probability of the best FAQ, in steps of a thousandth, where the second best, of the same cost, has
 * half of what remains, and never more than the best. It is the rule itself that is asked, so that a picture of it cannot say something else.
 */
export function decisionBands(cost: WrongCost, worth: Worth, mayAsk: boolean): DecisionBand[] {
  const bands: DecisionBand[] = [];
  for (let step = 0; step < STEPS; step++) {
    const [from, to] = [step / STEPS, (step + 1) / STEPS];
    const probability = (from + to) / 2;
    const second = Math.min(probability, (1 - probability) * SECOND_OF_REST);
    const ranked = [
      { faq: 'best', probability, cost },
      { faq: 'second', probability: second, cost },
    ];
    const { kind } = decide(ranked, { worth, mayAsk });
    const last = bands.at(-1);
    if (last?.kind === kind) last.to = to;
    else bands.push({ from, to, kind });
  }
  return bands;
}

/** Above every probability. */
const NEVER = 1.01;

/**
 * The least probability, in thousandths, from which the best of these would be answered at once, the others sharing the rest as they
 * do now. Above 1: it never would.
 */
export function answeredFrom(ranked: readonly Candidate[], circumstances: Circumstances): number {
  const [best, ...others] = ranked;
  if (!best) return NEVER;
  const rest = Math.max(1 - best.probability, Number.EPSILON);
  for (let step = 0; step <= STEPS; step++) {
    const probability = step / STEPS;
    const scale = (1 - probability) / rest;
    const moved = others.map((one) => ({
      ...one,
      probability: Math.min(probability, one.probability * scale),
    }));
    if (decide([{ ...best, probability }, ...moved], circumstances).kind === 'answer') return probability;
  }
  return NEVER;
}
