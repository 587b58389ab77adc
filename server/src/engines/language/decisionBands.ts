import { type Decision, decide, type Worth, type WrongCost } from './decide.ts';

/** From the probability `from` up to `to` this is decided. */
export type DecisionBand = { from: number; to: number; kind: Decision['kind'] };

const STEPS = 1000;
/** Of what the best FAQ leaves, so much is the second's. */
const SECOND_OF_REST = 0.5;

/**
 * What `decide` does at every probability of the best FAQ, in steps of a thousandth, where the second best, of the same cost, has
 * half of what remains. It is the rule itself that is asked, so that a picture of it cannot say something else.
 */
export function decisionBands(cost: WrongCost, worth: Worth, mayAsk: boolean): DecisionBand[] {
  const bands: DecisionBand[] = [];
  for (let step = 0; step < STEPS; step++) {
    const [from, to] = [step / STEPS, (step + 1) / STEPS];
    const probability = (from + to) / 2;
    const second = (1 - probability) * SECOND_OF_REST;
    const ranked = [
      { faq: 'best', probability: Math.max(probability, second), cost },
      { faq: 'second', probability: Math.min(probability, second), cost },
    ];
    const { kind } = decide(ranked, { worth, mayAsk });
    const last = bands.at(-1);
    if (last?.kind === kind) last.to = to;
    else bands.push({ from, to, kind });
  }
  return bands;
}
