import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerThreshold, decide, defaultWorth } from './decide.ts';
import { decodeModel, isOlderModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import { explainMatch } from './model/explainMatch.ts';
import { addFeedback } from './model/feedback.ts';
import type { Faq } from './model/languageModel.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';
import { foreignMessages } from './testing/foreignMessages.ts';
import { samples } from './testing/sampleFaqs.ts';
import { storedModel } from './testing/storedModel.ts';
import { correctWords } from './text/correctWords.ts';
import { maxTextLength } from './text/foldText.ts';
import { identifyLanguage } from './text/identifyLanguage.ts';
import { splitQuestions } from './text/splitQuestions.ts';
import { trainInWorker } from './trainInWorker.ts';

const faqs = samples.flatMap((sample) => sample.faqs);
const model = trainModel({ faqs });
const english = samples[0]!;
const best = (text: string, of = model) => matchMessage(of, text).ranked[0]?.faq;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('matching', () => {
  it.each(samples)('finds FAQs of its language: $language', ({ asked }) => {
    const found = asked.map(([text]) => best(text));
    const right = found.filter((faq, i) => faq === asked[i]![1]).length;
    expect(right, JSON.stringify(found)).toBeGreaterThanOrEqual(asked.length - 1);
  });

  it.each([
    ['case', 'WHERE IS MY PARCEL'],
    ['a typo', 'where is my parcle'],
    ['elongation', 'wheeeere is my parcel???!!'],
    ['emoji', 'where is my parcel 😡😡'],
    ['an order id', 'where is my parcel #A-20931-X'],
    ['greeting and signature', 'Hello there, where is my parcel? Kind regards, Jane Miller'],
    ['accents and invisible characters', 'whére is\u200b my pàrcel'],
  ])('is not put off by %s', (_, text) => {
    expect(best(text)).toBe('en.where');
  });

  it('finds both questions of one message', () => {
    const match = matchMessage(model, 'Where is my parcel? And are you open on sundays?');
    expect(match.questions.map((one) => one.ranked[0]!.faq)).toEqual(['en.where', 'en.hours']);
  });

  it('takes no part of an address for a question', () => {
    const questions = ['i am jane.of.the.moor@example.com.', 'is it on www.example.com/o?id=1&to=me please?'];
    expect(splitQuestions(questions.join(' '))).toEqual(questions);
    expect(splitQuestions(questions[1]!)).toEqual([]);
  });

  it('takes what it knows nothing of for none', () => {
    const fits = matchMessage(model, 'when will my parcel arrive').none;
    const foreign = matchMessage(model, 'xylophone lessons beginner zurich').none;
    expect(foreign).toBeGreaterThan(fits);
    expect(matchMessage(model, '').none).toBe(1);
  });

  it.each(['en', 'fr', 'de', 'es', 'zh'])(
    'is humble about foreign messages with three FAQs: %s',
    (language) => {
      const { faqs: all, asked } = samples.find((sample) => sample.language === language)!;
      const few = trainModel({ faqs: all.slice(0, 3) });
      const surest = (texts: string[]) =>
        texts.map((text) => matchMessage(few, text, { language }).ranked[0]?.probability ?? 0);
      const known = new Set(all.slice(0, 3).map((faq) => faq.id));
      const foreign = surest(foreignMessages[language]!);
      const related = surest(asked.filter(([, id]) => !known.has(id)).map(([text]) => text));
      const own = surest(asked.filter(([, id]) => known.has(id)).map(([text]) => text));
      expect(Math.max(...foreign), JSON.stringify(foreign)).toBeLessThan(0.5);
      // Of the same shop, in the same words, about something else.
      expect(mean(related), JSON.stringify(related)).toBeLessThan(0.6);
      expect(mean(own), JSON.stringify(own)).toBeGreaterThan(3 * mean(foreign));
    },
  );

  it('tells the words and examples that decided', () => {
    const { words, examples } = explainMatch(model, 'cancel the order please', 'en');
    expect(words[0]!.word).toBe('cancel');
    expect(english.faqs[4]!.examples[examples[0]!.number]).toMatch(/cancel/i);
  });
});

describe('spelling', () => {
  const words = ['parcel', 'order', 'where', 'refund', 'cancel'];

  it('puts one slip right and leaves what is known, short or further off', () => {
    expect(correctWords('were is my pracel, odrer 5', words)).toBe('where is my parcel, order 5');
    expect(correctWords('cancell my refnd', words)).toBe('cancel my refund');
    expect(correctWords('where is the xylophone, ordinal', words)).toBe('where is the xylophone, ordinal');
  });

  it('never changes known words, whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words, 'my', '漢字', '😀', '12'), { maxLength: 12 }),
        (list) => {
          expect(correctWords(list.join(' '), words)).toBe(list.join(' '));
        },
      ),
    );
  });

  it('mistyped messages find their FAQs as well', () => {
    const typed = english.asked.map(([text, id]) => [
      text.replace(/(\p{L}{2})(\p{L})(\p{L}{2,})/u, '$1$3'),
      id,
    ]);
    const right = typed.filter(([text, id]) => best(text!) === id).length;
    expect(right).toBeGreaterThanOrEqual(english.asked.length - 1);
  });
});

describe('language identification', () => {
  it.each(samples)('knows $language from short text', ({ faqs: own, language }) => {
    const texts = own.flatMap((faq) => faq.examples).filter((text) => text.length >= 6);
    const right = texts.filter((text) => identifyLanguage(text).language === language).length;
    expect(right / texts.length).toBeGreaterThan(0.7);
  });
});

describe('properties', () => {
  it('same data and seed, same model', () => {
    const again = trainModel({ faqs });
    expect(Buffer.from(encodeModel(again)).equals(Buffer.from(encodeModel(model)))).toBe(true);
  });

  it('probabilities lie between 0 and 1 and add up to 1 at most, whatever is sent', () => {
    const words = english.faqs.flatMap((faq) => faq.examples.flatMap((text) => text.split(' ')));
    const message = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(message, (text) => {
        const { ranked, none } = matchMessage(model, text, { limit: 10 });
        const all = [none, ...ranked.map((one) => one.probability)];
        expect(all.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(all.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1 + 1e-9);
        const order = ranked.map((one) => one.probability);
        expect(order).toEqual([...order].sort((a, b) => b - a));
      }),
      { numRuns: 400 },
    );
  });

  it('a duplicate example never lowers its FAQ', () => {
    const first = english.faqs.map((faq, i) =>
      i === 0
        ? { ...faq, examples: [...faq.examples, faq.examples[0]!, `  ${faq.examples[1]!.toUpperCase()} `] }
        : faq,
    );
    const twice = trainModel({ faqs: first });
    const once = trainModel({ faqs: english.faqs });
    for (const [text] of english.asked) {
      const before = matchMessage(once, text).ranked.find((one) => one.faq === 'en.where')?.probability ?? 0;
      const after = matchMessage(twice, text).ranked.find((one) => one.faq === 'en.where')?.probability ?? 0;
      expect(after).toBeGreaterThanOrEqual(before - 1e-9);
    }
  });

  it('permuted labels destroy the accuracy: nothing leaks', () => {
    const texts = english.faqs.flatMap((faq) => faq.examples);
    const mixed: Faq[] = english.faqs.map((faq, i) => ({
      ...faq,
      examples: texts.filter((_, position) => (position * 7 + (position >> 2)) % 5 === i),
    }));
    const trained = trainModel({ faqs: mixed });
    const right = english.asked.filter(([text, id]) => best(text, trained) === id).length;
    expect(right).toBeLessThanOrEqual(3);
    expect(trained.matchers[0]!.calibration.answerAt98).toBeGreaterThan(1);
  });

  it('hostile messages cost no more than a long ordinary one', () => {
    const hostile = [
      'a'.repeat(100_000),
      '漢'.repeat(100_000),
      '😀'.repeat(50_000),
      '\u0000\u001b\u0007'.repeat(30_000),
      'Ａé\u0301नم漢'.repeat(20_000),
      "'".repeat(100_000),
      '1-'.repeat(50_000),
      ' \n'.repeat(50_000),
      '\ud800'.repeat(5000),
      'a@'.repeat(50_000),
      'hi '.repeat(30_000),
    ];
    for (const text of hostile) {
      const match = matchMessage(model, text);
      // The work is that of the first characters: the rest changes nothing.
      expect(match).toEqual(matchMessage(model, text.slice(0, maxTextLength)));
    }
  });
});

describe('models', () => {
  it('come back from their bytes as they were, and broken bytes are refused', () => {
    const bytes = encodeModel(model);
    const restored = decodeModel(bytes);
    for (const { asked } of samples)
      for (const [text] of asked) expect(matchMessage(restored, text)).toEqual(matchMessage(model, text));
    expect(() => decodeModel(bytes.slice(0, bytes.length - 100))).toThrow(RangeError);
    expect(() => decodeModel(new Uint8Array(3))).toThrow(RangeError);
  });

  it('of the version before are read as they were', () => {
    const bytes = inflateSync(Buffer.from(storedModel, 'base64'));
    const older = decodeModel(bytes);
    expect(older.matchers.map((matcher) => matcher.vocabulary.senses)).toEqual([undefined]);
    // They are made anew at the next occasion, never updated.
    expect([isOlderModel(bytes), isOlderModel(encodeModel(model))]).toEqual([true, false]);
    const asked = ['where is my parcel now', 'open today?', 'pay later'];
    const match = asked.map((text) => matchMessage(older, text, { language: 'en' }));
    expect(match.map((one) => one.ranked[0]!.faq)).toEqual(['where', 'hours', 'pay']);
    // What that version said.
    expect(match[0]!.ranked[0]!.probability).toBeCloseTo(0.9886, 2);
    expect(match[2]!.ranked[0]!.probability).toBeCloseTo(0.2292, 1);
  });

  it('are trained in a thread of their own, with progress, and can be cancelled', async () => {
    const shares: number[] = [];
    const order = { input: { faqs: english.faqs }, options: {} };
    const bytes = await trainInWorker(order, (share) => shares.push(share));
    expect(best('where is my parcel', decodeModel(bytes))).toBe('en.where');
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    await expect(trainInWorker(order, () => {}, AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
      'stopped',
    );
  });

  it('take up an edited, a new and a removed FAQ without a training', () => {
    const gift: Faq = {
      id: 'en.gift',
      language: 'en',
      examples: ['do you sell gift cards', 'I want to buy a voucher', 'gift voucher for a friend'],
    };
    const edited = [...english.faqs.slice(0, 4), gift];
    const updated = updateModel(trainModel({ faqs: english.faqs }), { faqs: edited });
    expect(best('can i buy a gift card', updated)).toBe('en.gift');
    expect(best('where is my parcel', updated)).toBe('en.where');
    expect(updated.matchers[0]!.faqs).not.toContain('en.cancel');
  });
});

describe('feedback', () => {
  const text = 'where is my parcel';
  const before = matchMessage(model, text);
  const after = (outcome: 'accepted' | 'corrected' | 'personNeeded', count: number, at = 1000) => {
    let taught = model;
    for (let i = 0; i < count; i++)
      taught = addFeedback(taught, { at, logit: before.logit, noneLogit: before.noneLogit, outcome });
    return taught;
  };

  it('raises and lowers probabilities and the share of none', () => {
    const probability = (of: typeof model) => matchMessage(of, text).ranked[0]!.probability;
    expect(probability(after('corrected', 20))).toBeLessThan(before.ranked[0]!.probability);
    expect(probability(after('accepted', 50))).toBeGreaterThan(probability(after('corrected', 20)));
    expect(matchMessage(after('personNeeded', 20), text).none).toBeGreaterThan(before.none);
  });

  it('fades with time', () => {
    const taught = after('corrected', 20);
    const late = matchMessage(taught, text, { now: 1000 + 365 * 24 * 3600_000 }).ranked[0]!.probability;
    expect(late).toBeGreaterThan(matchMessage(taught, text).ranked[0]!.probability);
  });
});

describe('decide', () => {
  const candidate = (
    probability: number,
    cost: 'low' | 'medium' | 'high' | 'neverAlone' = 'low',
    faq = 'a',
  ) => ({ faq, probability, cost });

  it('answers, asks, suggests or leaves by expected value', () => {
    expect(decide([candidate(0.99)]).kind).toBe('answer');
    expect(decide([candidate(0.5, 'low', 'a'), candidate(0.45, 'low', 'b')])).toEqual({
      kind: 'ask',
      faqs: ['a', 'b'],
    });
    expect(decide([candidate(0.3, 'high')]).kind).toBe('suggest');
    expect(
      decide([candidate(0.4, 'high'), candidate(0.3, 'high', 'b'), candidate(0.2, 'high', 'c')], {
        mayAsk: false,
      }),
    ).toEqual({
      kind: 'suggest',
      faqs: ['a', 'b'],
    });
    // Not even to an agent, who would lose little by reading it.
    expect(decide([candidate(0.24)]).kind).toBe('leave');
    expect(decide([candidate(0.05)]).kind).toBe('leave');
    expect(decide([]).kind).toBe('leave');
  });

  it('asks about one alone where no second is worth offering, and never beside something absurd', () => {
    const ask = (...ranked: ReturnType<typeof candidate>[]) => decide(ranked);
    expect(ask(candidate(0.97, 'medium'), candidate(0.01, 'low', 'b'))).toEqual({ kind: 'ask', faqs: ['a'] });
    expect(ask(candidate(0.9, 'medium'), candidate(0.08, 'low', 'b'))).toEqual({
      kind: 'ask',
      faqs: ['a', 'b'],
    });
    expect(ask(candidate(0.65, 'medium')).kind).toBe('suggest');
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 6 }), fc.double({ min: 0.1, max: 1000 }), (shares, saved) => {
        const all = shares.reduce((sum, one) => sum + one, 0) || 1;
        const ranked = shares
          .map((one, i) => candidate(one / Math.max(1, all), 'high', String(i)))
          .sort((a, b) => b.probability - a.probability);
        const worth = { ...defaultWorth, saved };
        const decision = decide(ranked, { worth });
        if (decision.kind !== 'ask') return;
        // The best ones, each beside the first worth its trouble, and together likelier than not.
        const offered = ranked.slice(0, decision.faqs.length);
        expect(decision.faqs).toEqual(offered.map((one) => one.faq));
        for (const { probability } of offered.slice(1)) {
          expect(probability).toBeGreaterThanOrEqual(0.05);
          expect(probability).toBeGreaterThanOrEqual(worth.asked / (2 * saved) - 1e-9);
        }
        expect(offered.reduce((sum, one) => sum + one.probability, 0)).toBeGreaterThan(0.5);
      }),
    );
  });

  it('never answers alone what must not be, nor where it may not act', () => {
    expect(decide([candidate(1, 'neverAlone')]).kind).toBe('suggest');
    expect(decide([candidate(0.99)], { mayAct: false }).kind).toBe('suggest');
    expect(decide([candidate(0.99)], { answerAt: 0.995 }).kind).not.toBe('answer');
  });

  it('wants more certainty the more a wrong answer costs', () => {
    const thresholds = (['low', 'medium', 'high', 'neverAlone'] as const).map((cost) =>
      answerThreshold(cost),
    );
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
    expect(answerThreshold('low')).toBeCloseTo(0.8);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const answers = (cost: 'low' | 'high') => decide([candidate(probability, cost)]).kind === 'answer';
        if (answers('high')) expect(answers('low')).toBe(true);
        if (answers('low'))
          expect(probability * defaultWorth.saved).toBeGreaterThan(
            (1 - probability) * defaultWorth.wrong.low,
          );
      }),
    );
  });
});
