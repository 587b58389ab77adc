import { describe, expect, it } from 'vitest';
import { trainModel } from '../../language/model/trainModel.ts';
import { sampleConversations, topics } from '../testing/sampleConversations.ts';
import { type RehearsedFaq, rehearse } from './rehearse.ts';
import type { RehearsalReport } from './sumUp.ts';

const { turns, labels } = sampleConversations();
const day = 24 * 3600_000;
const start = Math.min(...turns.map((turn) => turn.at));
const faqs: RehearsedFaq[] = topics.map(({ name, language, asked, answer }) => ({
  id: name,
  language,
  answer,
  examples: asked,
  cost: 'low',
}));
/** Each example is known from the moment on at which it was asked. */
const learnt = faqs.map((faq) => ({
  ...faq,
  exampleTimes: faq.examples.map((text) => turns.find((turn) => turn.text === text)!.at),
}));
const decisions = (report: RehearsalReport) =>
  report.rehearsed.map(({ asked, decision }) => `${asked.conversation} ${JSON.stringify(decision)}`);

describe('rehearsal', () => {
  const fixed = rehearse({ turns, faqs, model: trainModel({ faqs }) }, { answerAt: 0 });

  it('answers what a given model knows, and judges by what the agent said', () => {
    expect(fixed.messages).toBe(labels.size);
    expect(fixed.answered.right).toBeGreaterThanOrEqual(fixed.messages / 3);
    expect(fixed.precision.share).toBeGreaterThan(0.9);
    expect(fixed.precision.low).toBeLessThan(fixed.precision.share);
    expect(fixed.minutes.saved).toBeCloseTo(2 * fixed.answered.right, 5);
    expect(fixed.minutes.low).toBeLessThanOrEqual(fixed.minutes.saved);
    expect(fixed.minutes.high).toBeGreaterThanOrEqual(fixed.minutes.saved);
  });

  it('every message is answered, asked back, suggested or left', () => {
    const { answered, asked, suggested, left, messages } = fixed;
    expect(answered.all + asked.all + suggested.all + left).toBe(messages);
    for (const tally of [answered, asked, suggested, ...fixed.byFaq.values()])
      expect(tally.right + tally.wrong + tally.unjudged).toBe(tally.all);
  });

  it('gold labels count before the answer that was given', () => {
    const none = new Map([...labels.keys()].map((turn) => [turn, null]));
    const all = rehearse({ turns, faqs, model: trainModel({ faqs }), gold: none }, { answerAt: 0 });
    expect(all.answered.right).toBe(0);
    expect(all.answered.wrong).toBe(all.answered.all);
    expect(rehearse({ turns, faqs, model: trainModel({ faqs }), gold: labels }).answered.wrong).toBe(0);
  });

  it('an answer that another FAQ should have given is wrong', () => {
    const swapped = faqs.map((faq, i) => ({ ...faq, answer: faqs[(i + 1) % faqs.length]!.answer! }));
    const report = rehearse({ turns, faqs: swapped, model: trainModel({ faqs }) }, { answerAt: 0 });
    expect(report.answered.wrong).toBe(report.answered.all);
  });

  it('does not peek: what comes later changes nothing that was decided before', () => {
    const until = start + 20 * day;
    const whole = rehearse({ turns, faqs: learnt }, { answerAt: 0, retrainDays: 6 });
    const part = rehearse(
      { turns: turns.filter((turn) => turn.at < until), faqs: learnt },
      { answerAt: 0, retrainDays: 6 },
    );
    expect(part.messages).toBeGreaterThan(20);
    expect(decisions(whole).slice(0, part.messages)).toEqual(decisions(part));
  });

  it('leaves everything while no example is known, and does more once some are', () => {
    const { rehearsed } = rehearse({ turns, faqs: learnt }, { answerAt: 0, retrainDays: 3 });
    const before = rehearsed.filter((one) => one.asked.at < start + day);
    expect(before.every((one) => one.decision.kind === 'leave')).toBe(true);
    expect(rehearsed.slice(-20).some((one) => one.decision.kind !== 'leave')).toBe(true);
  });

  it('never answers alone what must not be, nor after a person has answered', () => {
    const careful = faqs.map((faq) => ({ ...faq, cost: 'neverAlone' as const }));
    const model = trainModel({ faqs });
    expect(rehearse({ turns, faqs: careful, model }, { answerAt: 0 }).answered.all).toBe(0);
    const late = turns.map((turn) => (labels.has(turn) ? { ...turn, at: turn.at + day } : turn));
    const after = rehearse({ turns: late, faqs, model }, { answerAt: 0 });
    expect([after.answered.all, after.asked.all]).toEqual([0, 0]);
  });

  it('of nothing comes nothing', () => {
    const empty = rehearse({ turns: [], faqs: [] });
    expect(empty).toMatchObject({ messages: 0, left: 0, minutes: { saved: 0, low: 0, high: 0 } });
    expect(rehearse({ turns, faqs: [] }).left).toBe(labels.size);
  });
});
