import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAnswers, readAnswers, sayTheSame } from './answers/compareAnswers.ts';
import { maskDetails } from './answers/maskDetails.ts';
import { findAsked } from './asked/findAsked.ts';
import { compareByChance } from './measure/compareByChance.ts';
import { compareGroups } from './measure/compareGroups.ts';
import { findTrend } from './measure/findTrend.ts';
import { labelTurns } from './measure/labelTurns.ts';
import { measureGroupings } from './measure/measureGroupings.ts';
import { wilsonInterval } from './measure/wilsonInterval.ts';
import { type Mining, mineTurns } from './mineTurns.ts';
import { readTurns } from './readTurns.ts';
import type { QuestionGroup } from './report/describeGroups.ts';
import { rankCandidates } from './report/rankCandidates.ts';
import { sampleConversations, topics } from './testing/sampleConversations.ts';
import type { Turn } from './turn.ts';

const { turns, labels } = sampleConversations();
const mining = mineTurns(turns);
const contact = (text: string, at = 0, conversation = 'c'): Turn => ({
  conversation,
  at,
  author: 'contact',
  text,
});

/** What must be equal where two results are: numbers may differ in the last digits where sums ran in another order. */
const outline = (found: Mining) =>
  found.candidates.map(({ group, right, minutes }) => ({
    name: group.name,
    volume: group.volume,
    examples: group.examples,
    typical: group.answers.typical,
    right: right.share.toFixed(6),
    minutes: minutes.expected.toFixed(6),
  }));

it('tells how far it is: ever further, in small steps, to the end; and stops where it is told to', () => {
  const told: number[] = [];
  mineTurns(turns, { onProgress: (share) => void told.push(share) });
  expect(told.at(-1)).toBe(1);
  expect(told.every((share, i) => share >= (told[i - 1] ?? 0))).toBe(true);
  expect(Math.max(...told.slice(1).map((share, i) => share - told[i]!))).toBeLessThan(0.35);
  const stop = () => {
    throw new Error('enough');
  };
  expect(() => mineTurns(turns, { onProgress: stop })).toThrow('enough');
});

describe('what was asked', () => {
  it('is the first message that says something, and questions later on', () => {
    const asked = findAsked([
      contact('Hi', 0),
      contact('my parcel 48213-A is late', 1),
      contact('ok', 2),
      contact('thank you. Are you open on sundays?', 3),
      contact('the red one', 4),
    ]);
    expect(asked.map((one) => [one.key, one.first, one.question])).toEqual([
      ['my parcel is late', true, false],
      ['thank you are you open on sundays', false, true],
    ]);
  });

  it('of several sentences, only questions count after the first message', () => {
    const asked = findAsked([
      contact('my parcel is late'),
      contact('The blue box would be nicer. Can I still change the colour?', 1),
    ]);
    expect(asked[1]!.text).toBe('can i still change the colour?');
  });

  it('has the answer of an agent up to the next question, and the time it took', () => {
    const [first, second] = findAsked([
      contact('where is my parcel'),
      { conversation: 'c', at: 30_000, author: 'bot', text: 'A person will be with you soon.' },
      { conversation: 'c', at: 60_000, author: 'agent', agent: 'a', text: 'Hello!' },
      { conversation: 'c', at: 120_000, author: 'agent', agent: 'a', text: 'It arrives tomorrow.' },
      contact('can I change the address?', 180_000),
      { conversation: 'c', at: 9_000_000, author: 'agent', agent: 'b', text: 'Yes, in your account.' },
    ]);
    expect(first!.answer).toMatchObject({ text: 'It arrives tomorrow.', agent: 'a', minutes: 1.5 });
    expect(second!.answer!.minutes).toBe(5);
  });
});

describe('groups', () => {
  it('puts together what means the same, in each language, without being told how many', () => {
    const measured = measureGroupings(mining.groupings, labels, 1)!;
    expect(measured.found.messages).toBe(labels.size);
    expect(measured.found.vMeasure).toBeGreaterThan(0.9);
    expect(measured.found.vMeasure).toBeGreaterThanOrEqual(measured.kMeans.vMeasure - 1e-9);
    expect(new Set(mining.groups.map((group) => group.language))).toEqual(new Set(['en', 'fr', 'zh']));
  });

  it('names a group by one of its messages, with volume, hours and examples', () => {
    for (const group of mining.groups) {
      expect(group.asked.some((one) => one.text === group.name)).toBe(true);
      expect(group.hours.reduce((sum, count) => sum + count, 0)).toBe(group.volume);
      expect(new Set(group.examples).size).toBe(group.examples.length);
      expect(group.trend.weekly.length).toBeGreaterThan(3);
    }
  });

  it('counts equal wordings once as examples, every time as volume', () => {
    const often = Array.from({ length: 9 }, (_, i) => contact('where is my parcel', i, `d${i}`));
    const [group] = mineTurns([...often, contact('Where is my parcel?!', 20, 'e')]).groups;
    expect([group!.volume, group!.examples.length]).toEqual([10, 1]);
  });
});

describe('answers', () => {
  it('are the same when only names and numbers differ', () => {
    for (const group of mining.groups.filter((one) => one.language !== 'zh')) {
      const own = topics.filter((topic) => topic.asked.includes(group.name));
      expect(own.length, group.name).toBe(1);
      expect(group.answers.identity).toBeGreaterThan(0.7);
      expect(group.answers.agents).toBe(2);
      expect(group.answers.minutes).toBeCloseTo(2, 1);
    }
  });

  it('masks what changes from customer to customer', () => {
    const one = maskDetails('Hi Anna, your order 48213-A comes on 12 May 2026. Best, Tom');
    const other = maskDetails('hello Bruno, your order 5512-X comes on 3 June 2026. Best, Grace Hopper');
    expect(one.slice(1)).toEqual(other.slice(1));
  });

  it('tells near from different', () => {
    const [a, b, c] = readAnswers(
      [
        'We are open from nine to five on weekdays.',
        'On weekdays we are open from nine to five.',
        'The refund takes a week.',
      ],
      'en',
    );
    expect(sayTheSame(a!, b!)).toBe(true);
    expect(sayTheSame(a!, c!)).toBe(false);
    expect(compareAnswers(a!, a!)).toBe(1);
    expect(compareAnswers(a!, b!)).toBe(compareAnswers(b!, a!));
  });

  it('help to tell groups apart: answers at random change nothing, telling ones count', () => {
    const english = mining.groupings.find((one) => one.language === 'en')!;
    expect(english.reliability).toBeGreaterThan(0.3);
    const dull = turns.map((turn) =>
      turn.author === 'agent' ? { ...turn, text: 'Please hold the line.' } : turn,
    );
    for (const grouping of mineTurns(dull).groupings) expect(grouping.reliability).toBe(0);
  });
});

describe('candidates', () => {
  it('are ranked by what is saved at least, with honest intervals and drafts', () => {
    const fitting = mining.candidates.filter((one) => one.right.share >= 0.5);
    const mixed = mining.candidates.filter((one) => one.right.share < 0.5);
    expect(mining.candidates).toEqual([...fitting, ...mixed]);
    for (const part of [fitting, mixed]) {
      const lows = part.map((one) => one.minutes.low);
      expect(lows).toEqual([...lows].sort((a, b) => b - a));
    }
    for (const { right, minutes, snippet, faq, group } of mining.candidates) {
      expect(right.low).toBeLessThanOrEqual(right.share);
      expect(right.high).toBeGreaterThanOrEqual(right.share);
      expect(minutes.low).toBeLessThanOrEqual(minutes.expected);
      expect(minutes.high).toBeGreaterThanOrEqual(minutes.expected);
      expect(snippet!.text).toBe(group.answers.typical);
      expect(faq.examples).toEqual(group.examples);
    }
  });

  it('stand behind all others where one answer fits few of their questions, however much time they take', () => {
    const [group] = mining.groups.filter((one) => one.answers.answered >= 5);
    const mixture: QuestionGroup = {
      ...group!,
      name: 'a mixture',
      asked: group!.asked.map((one) =>
        one.answer ? { ...one, answer: { ...one.answer, minutes: 99 } } : one,
      ),
      answers: { ...group!.answers, likeTypical: { same: 4, of: 10 }, minutes: 99 },
    };
    const span = { from: 0, to: 30 * 24 * 3600_000 };
    const fits = { ...group!.answers, likeTypical: { same: 6, of: 10 } };
    const ranked = rankCandidates([mixture, { ...group!, name: 'a question', answers: fits }], span, 1);
    expect(ranked.map((one) => one.group.name)).toEqual(['a question', 'a mixture']);
    expect(ranked[1]!.minutes.low).toBeGreaterThan(ranked[0]!.minutes.low);
  });

  it('save nothing where no agent answered', () => {
    const alone = turns.filter((turn) => turn.author === 'contact');
    for (const one of mineTurns(alone).candidates)
      expect([one.minutes.expected, one.minutes.high, one.snippet]).toEqual([0, 0, undefined]);
  });
});

describe('measures', () => {
  it('V-measure and pairwise F1', () => {
    expect(compareGroups([1, 1, 2, 2], ['a', 'a', 'b', 'b'])).toMatchObject({ vMeasure: 1, pairF1: 1 });
    const coarse = compareGroups([1, 1, 1, 1], ['a', 'a', 'b', 'b']);
    expect(coarse.homogeneity).toBeCloseTo(0);
    expect([coarse.completeness, coarse.pairRecall, coarse.pairPrecision]).toEqual([1, 1, 2 / 6]);
  });

  it('adjusted Rand index is 1 for equal divisions and about 0 by chance', () => {
    const a = Int32Array.from({ length: 400 }, (_, i) => i % 4);
    const b = Int32Array.from({ length: 400 }, (_, i) => Math.floor(i / 4) % 4);
    expect(
      compareByChance(
        a,
        a.map((label) => 3 - label),
      ),
    ).toBeCloseTo(1);
    expect(Math.abs(compareByChance(a, b))).toBeLessThan(0.05);
  });

  it('Wilson interval', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(wilsonInterval(10, 10).low).toBeCloseTo(0.722, 2);
    expect(wilsonInterval(5, 10)).toEqual({ low: expect.closeTo(0.237, 2), high: expect.closeTo(0.763, 2) });
  });

  it('a trend is claimed only where it is one', () => {
    const week = 7 * 24 * 3600_000;
    const times = (weekly: number[]) =>
      weekly.flatMap((count, w) => Array.from({ length: count }, (_, i) => w * week + i));
    const direction = (weekly: number[]) => findTrend(times(weekly), 0, weekly.length * week).direction;
    expect(direction([2, 4, 7, 9, 12, 15, 19, 22])).toBe('rising');
    expect(direction([22, 19, 15, 12, 9, 7, 4, 2])).toBe('falling');
    expect(direction([9, 11, 10, 8, 12, 10, 9, 11])).toBe('steady');
    expect(direction([0, 0, 0, 1, 0, 30, 0, 2])).toBe('steady');
    expect(direction([1, 9])).toBe('steady');
  });

  it('gold labels by text, by conversation, as objects or in order', () => {
    const own = [contact('Where is it?', 0, 'a'), contact('Refund', 1, 'b')];
    const read = (content: string) => own.map((turn) => labelTurns(own, content).get(turn));
    expect(read('text\tintent\nwhere is it?\twhere\nrefund\tmoney\n')).toEqual(['where', 'money']);
    expect(read('a\twhere\nb\tmoney')).toEqual(['where', 'money']);
    expect(read('{"conversation":"a","intent":"where"}\n{"text":"Refund","label":"money"}')).toEqual([
      'where',
      'money',
    ]);
    expect(read('where\nmoney\n')).toEqual(['where', 'money']);
    expect(() => read('where\n')).toThrow('1 labels for 2');
  });
});

describe('reading turns', () => {
  it('takes ISO times and milliseconds, and tells the line of what it refuses', () => {
    const line = { conversation: 7, at: '2026-01-05T09:00:00Z', author: 'agent', agent: 'x', text: 'Hi' };
    expect(readTurns(`${JSON.stringify(line)}\n\n`)).toEqual([
      { ...line, conversation: '7', at: Date.UTC(2026, 0, 5, 9) },
    ]);
    expect(() => readTurns('{}')).toThrow('line 1: "conversation"');
    expect(() => readTurns('\n[')).toThrow('line 2: expected a JSON object');
    expect(() => readTurns(JSON.stringify({ ...line, at: 'soon' }))).toThrow('"at"');
    expect(() => readTurns(JSON.stringify({ ...line, author: 'me' }))).toThrow('"author"');
  });
});

describe('properties', () => {
  it('the same turns and seed give the same result', () => {
    expect(outline(mineTurns(turns))).toEqual(outline(mining));
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(turns, { minLength: turns.length }), (shuffled) => {
        expect(outline(mineTurns(shuffled))).toEqual(outline(mining));
      }),
      { numRuns: 4 },
    );
  });

  it('nothing that is sent makes it throw; everything asked is in one group', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '',
        '?',
        '\u0000',
        '😡😡?',
        'a'.repeat(5000),
        '?'.repeat(3000),
        '12345',
        '<b>?</b>',
        '\ud800?',
      ),
      fc.constantFrom('where is my parcel', 'ou est le colis', 'wo ist mein paket'),
    );
    const turn = fc.record({
      conversation: fc.constantFrom('a', 'b', 'c', '__proto__'),
      at: fc.oneof(fc.integer({ min: -1e12, max: 2e12 }), fc.constant(0)),
      author: fc.constantFrom('contact' as const, 'agent' as const, 'bot' as const),
      text: hostile,
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 40 }), (some) => {
        const found = mineTurns(some, { leastVolume: 1 });
        expect(found.groups.reduce((sum, group) => sum + group.volume, 0)).toBe(found.asked.length);
        for (const group of found.groups) expect(group.name).not.toBe('');
      }),
      { numRuns: 60 },
    );
    expect(mineTurns([])).toMatchObject({ conversations: 0, groups: [], candidates: [] });
  });
});
