import { describe, expect, it } from 'vitest';
import { trainModel } from '../../language/model/trainModel.ts';
import { shareOf } from '../measure/shareOf.ts';
import { sampleConversations, topics } from '../testing/sampleConversations.ts';
import { dateExamples } from './dateExamples.ts';
import type { JudgeAll } from './makeJudge.ts';
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
    expect(fixed.precision.share!).toBeGreaterThan(0.9);
    expect(fixed.precision.low!).toBeLessThan(fixed.precision.share!);
    expect(fixed.minutes.saved).toBeCloseTo(2 * fixed.answered.right, 5);
    expect(fixed.minutes.low).toBeLessThanOrEqual(fixed.minutes.saved);
    expect(fixed.minutes.high).toBeGreaterThanOrEqual(fixed.minutes.saved);
  });

  it('every message is answered, asked back, suggested or left', () => {
    const { answered, asked, suggested, left, messages } = fixed;
    expect(answered.all + asked.all + suggested.all + left).toBe(messages);
    const tallies = [...fixed.byFaq.values(), ...fixed.byWeek.map((week) => week.figures)].flatMap((one) => [
      one.answered,
      one.asked,
      one.suggested,
    ]);
    for (const tally of [answered, asked, suggested, ...tallies])
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

  it('does not peek at the language that others will write in, nor at what comes later in the conversation', () => {
    const until = start + 3 * day;
    const later = turns.map((turn) =>
      turn.at < until ? turn : { ...turn, text: 'хочу вернуть деньги за заказ, где моя посылка?' },
    );
    const model = trainModel({ faqs });
    const before = (report: RehearsalReport) =>
      report.rehearsed
        .filter((one) => one.asked.at < until)
        .map(({ asked, decision }) => `${asked.text} ${asked.language} ${JSON.stringify(decision)}`);
    const as = before(rehearse({ turns, faqs, model }, { answerAt: 0 }));
    expect(as.length).toBeGreaterThan(5);
    expect(before(rehearse({ turns: later, faqs, model }, { answerAt: 0 }))).toEqual(as);
  });

  it('does not peek at feedback: it counts from its time on', () => {
    const middle = start + 15 * day;
    const feedback = Array.from({ length: 200 }, (_, i) => ({
      at: middle + i,
      logit: 4,
      noneLogit: -4,
      outcome: 'personNeeded' as const,
    }));
    const model = trainModel({ faqs });
    const plain = rehearse({ turns, faqs, model }, { answerAt: 0 });
    const taught = rehearse({ turns, faqs, model, feedback }, { answerAt: 0 });
    const part = (report: RehearsalReport, isBefore: boolean) =>
      report.rehearsed.filter((one) => one.asked.at < middle === isBefore).map((one) => one.ranked);
    expect(part(taught, true)).toEqual(part(plain, true));
    expect(part(taught, false)).not.toEqual(part(plain, false));
  });

  it('a shadow that runs along learns from the agents’ answers, and from none that came later', () => {
    const model = trainModel({ faqs });
    // Agents said something else each time.
    const judge: JudgeAll = (items) => items.map(() => ({ verdict: 'wrong' }));
    const options = { answerAt: 0, learns: true, judge };
    const plain = rehearse({ turns, faqs, model }, { answerAt: 0, judge });
    const taught = rehearse({ turns, faqs, model }, options);
    const none = (report: RehearsalReport) => report.rehearsed.map((one) => one.none);
    expect(none(taught).slice(0, 20)).toEqual(none(plain).slice(0, 20));
    const sum = (some: number[]) => some.reduce((a, b) => a + b, 0);
    expect(sum(none(taught).slice(-20))).toBeGreaterThan(sum(none(plain).slice(-20)));
    const until = start + 20 * day;
    const part = rehearse({ turns: turns.filter((turn) => turn.at < until), faqs, model }, options);
    expect(none(taught).slice(0, part.messages)).toEqual(none(part));
    // From the first real feedback on the shadow was there already.
    const real = [{ at: start, logit: 4, noneLogit: -4, outcome: 'accepted' as const }];
    const fed = (learns: boolean) => rehearse({ turns, faqs, model, feedback: real }, { ...options, learns });
    expect(none(fed(true))).toEqual(none(fed(false)));
  });

  it('examples, titles and answers that somebody wrote in these conversations count from then on', () => {
    const made: RehearsedFaq = {
      ...faqs[0]!,
      title: faqs[0]!.examples[3]!,
      answer: turns.find((turn) => turn.author === 'agent')!.text,
      examples: [...faqs[0]!.examples, 'nobody ever wrote this about kettles'],
    };
    const [dated] = dateExamples([made], turns);
    const timeOf = (text: string) => turns.find((turn) => turn.text === text)!.at;
    // But for its courtesies the tenth was said by the first one, too.
    const said = faqs[0]!.examples.map((text, i) => timeOf(i === 9 ? 'where is my parcel' : text));
    expect(dated!.exampleTimes!.slice(0, -1)).toEqual(said);
    expect(dated!.exampleTimes!.at(-1)).toBeUndefined();
    expect(dated!.titleTime).toBe(timeOf(made.title!));
    expect(dated!.answerTime).toBe(timeOf(made.answer!));
  });

  it('has a conversation no more once it has passed it on, and acts in one once', () => {
    const model = trainModel({ faqs });
    const say = (conversation: string, minute: number, text: string) => ({
      conversation,
      at: start + minute * 60_000,
      author: 'contact' as const,
      text,
    });
    const report = rehearse(
      {
        turns: [
          say('a', 0, 'are there vegan sausages with mustard?'),
          say('a', 1, 'where is my parcel?'),
          say('b', 0, 'where is my parcel?'),
          say('b', 1, 'I forgot my password, can you reset my password?'),
        ],
        faqs,
        model,
      },
      { answerAt: 0 },
    );
    const kinds = report.rehearsed.map((one) => `${one.asked.conversation} ${one.decision.kind}`);
    expect(kinds.filter((kind) => kind === 'b answer')).toHaveLength(1);
    expect(kinds).not.toContain('a answer');
  });

  it('ten messages of one conversation tell less than ten of ten', () => {
    const spread = shareOf(Array.from({ length: 40 }, (_, i) => ({ hits: i % 2, of: 1 })));
    const clustered = shareOf(Array.from({ length: 4 }, (_, i) => ({ hits: (i % 2) * 10, of: 10 })));
    expect([spread.share, clustered.share]).toEqual([0.5, 0.5]);
    expect(clustered.high! - clustered.low!).toBeGreaterThan(1.5 * (spread.high! - spread.low!));
    expect(shareOf([])).toEqual({ of: 0, share: null, low: null, high: null });
    const none = shareOf([{ hits: 0, of: 30 }]);
    expect([none.low, none.high! > 0.05]).toEqual([0, true]);
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
