import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerThreshold, decide, defaultWorth } from './decide.ts';
import { answeredFrom, decisionBands } from './decisionBands.ts';

const cost = fc.constantFrom('low', 'medium', 'high', 'neverAlone');
const worth = fc.record({
  ...Object.fromEntries(
    Object.keys(defaultWorth).map((key) => [key, fc.constant(defaultWorth[key as never])]),
  ),
  saved: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  wrong: fc.record({
    low: fc.double({ min: 0, max: 10_000, noNaN: true }),
    medium: fc.double({ min: 0, max: 10_000, noNaN: true }),
    high: fc.double({ min: 0, max: 10_000, noNaN: true }),
  }),
}) as unknown as fc.Arbitrary<typeof defaultWorth>;

describe('decisionBands', () => {
  test('cover everything from 0 to 1 without a gap, neighbours differ', () => {
    fc.assert(
      fc.property(cost, worth, fc.boolean(), (c, w, ask) => {
        const bands = decisionBands(c, w, ask);
        expect(bands[0]!.from).toBe(0);
        expect(bands.at(-1)!.to).toBe(1);
        for (const [i, band] of bands.slice(1).entries()) {
          expect(band.from).toBe(bands[i]!.to);
          expect(band.kind).not.toBe(bands[i]!.kind);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('say what the rule decides in their middle', () => {
    fc.assert(
      fc.property(cost, worth, (c, w) => {
        for (const { from, to, kind } of decisionBands(c, w, false)) {
          const p = (from + to) / 2;
          const ranked = [
            { faq: 'a', probability: p, cost: c },
            { faq: 'b', probability: Math.min(p, (1 - p) / 2), cost: c },
          ];
          expect(decide(ranked, { worth: w, mayAsk: false }).kind).toBe(kind);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('without asking, an answer begins where it is worth more than a suggestion; never alone has none', () => {
    for (const c of ['low', 'medium', 'high'] as const) {
      const answer = decisionBands(c, defaultWorth, false).at(-1)!;
      expect(answer.kind).toBe('answer');
      expect(answer.from).toBeGreaterThanOrEqual(answerThreshold(c) - 0.001);
      expect(answer.from).toBeLessThan(1);
    }
    expect(decisionBands('neverAlone', defaultWorth, true).map((band) => band.kind)).not.toContain('answer');
    expect(decisionBands('medium', defaultWorth, true).map((band) => band.kind)).toContain('ask');
  });
});

describe('answeredFrom', () => {
  const ranked = [
    { faq: 'a', probability: 0.6, cost: 'low' as const },
    { faq: 'b', probability: 0.2, cost: 'low' as const },
  ];

  test('is where the rule begins to answer', () => {
    const from = answeredFrom(ranked, {});
    const at = (p: number) =>
      decide([
        { ...ranked[0]!, probability: p },
        { ...ranked[1]!, probability: (0.2 * (1 - p)) / 0.4 },
      ]).kind;
    expect(from).toBeGreaterThan(answerThreshold('low'));
    expect(at(from)).toBe('answer');
    expect(at(from - 0.002)).not.toBe('answer');
  });

  test('without asking it is where an answer is worth more than a suggestion, and never below the promise', () => {
    expect(answeredFrom([ranked[0]!], { mayAsk: false })).toBeCloseTo(11.9 / 14.3, 2);
    expect(answeredFrom(ranked, { answerAt: 0.99 })).toBe(0.99);
  });

  test('what is never answered has none', () => {
    expect(answeredFrom([], {})).toBeGreaterThan(1);
    expect(answeredFrom([{ faq: 'a', probability: 1, cost: 'neverAlone' }], {})).toBeGreaterThan(1);
    expect(answeredFrom(ranked, { answerAt: 1.01 })).toBeGreaterThan(1);
  });
});
