import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import type { Faq, LanguageModel } from './model/languageModel.ts';
import { type Match, matchMessage } from './model/matchMessage.ts';
import { textsToEmbed, trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';
import { samples } from './testing/sampleFaqs.ts';
import { vectorAbout, wordlessFaqs } from './testing/standInVectors.ts';

const wordless = wordlessFaqs(8, 10, 0.5);
const embeddings = { model: 'stand-in', vectors: wordless.vectors };
const model = trainModel({ faqs: wordless.faqs, embeddings });
const ask = (text: string, embedding?: ArrayLike<number>, of = model) =>
  matchMessage(of, text, { language: 'en', limit: 20, vectors: embedding && new Map([[text, embedding]]) });
const withVector = ({ text }: { text: string }) => ask(text, wordless.vectors.get(text));
const own = wordless.asked.filter((one) => one.faq !== undefined);
const foreign = wordless.asked.filter((one) => one.faq === undefined);
const shareRight = (judge: (one: { text: string }) => Match) =>
  own.filter((one) => judge(one).ranked[0]?.faq === one.faq).length / own.length;
const probabilityOf = (match: Match) => match.ranked[0]?.probability ?? 0;

/** By how much, on average over ten bands, probabilities are off. Foreign messages are never right. */
function calibrationError(judge: (one: { text: string }) => Match, all: typeof own): number {
  const bands = Array.from({ length: 10 }, () => ({ sum: 0, right: 0 }));
  for (const one of all) {
    const match = judge(one);
    const band = bands[Math.min(9, Math.floor(probabilityOf(match) * 10))]!;
    band.sum += probabilityOf(match);
    band.right += Number(match.ranked[0]?.faq === one.faq);
  }
  return bands.reduce((sum, band) => sum + Math.abs(band.sum - band.right), 0) / all.length;
}

describe('a family of dense vectors', () => {
  it('finds what words do not tell', () => {
    expect(model.embeddings).toEqual({ model: 'stand-in', dimensions: 48 });
    expect(shareRight(withVector)).toBeGreaterThan(0.9);
    expect(shareRight(({ text }) => ask(text))).toBeLessThan(0.5);
    expect(withVector(own[0]!).embedded).toBe(true);
  });

  it('tells what is foreign', () => {
    const surest = foreign.map((one) => probabilityOf(withVector(one))).sort((a, b) => a - b);
    const sure = own.map((one) => probabilityOf(withVector(one))).sort((a, b) => a - b);
    const [least, most] = [sure[Math.floor(sure.length / 4)]!, surest[Math.floor((surest.length * 3) / 4)]!];
    expect(least, JSON.stringify({ least, most })).toBeGreaterThan(most + 0.1);
  });

  it('is calibrated with the vector, and without it by itself', () => {
    // A third of these fit nothing, which is what a model of eight FAQs takes to be usual.
    const errors = [withVector, ({ text }: { text: string }) => ask(text)].map((judge) =>
      calibrationError(judge, wordless.asked),
    );
    expect(errors[0], JSON.stringify(errors)).toBeLessThan(0.12);
    expect(errors[1], JSON.stringify(errors)).toBeLessThan(0.12);
    // What words alone can not tell is never promised.
    expect(Math.max(...own.map(({ text }) => probabilityOf(ask(text))))).toBeLessThan(0.8);
    expect(ask(own[0]!.text).answerAt98).toBeGreaterThan(1);
    expect(withVector(own[0]!).answerAt95).toBeLessThan(1);
  });

  it('answers without a vector as a model that was trained without', () => {
    const plain = trainModel({ faqs: wordless.faqs });
    for (const { text } of own.slice(0, 20)) expect(ask(text)).toEqual(ask(text, undefined, plain));
  });

  it('is the same for the same data, and after it was stored', () => {
    const bytes = encodeModel(model);
    expect(encodeModel(trainModel({ faqs: wordless.faqs, embeddings }))).toEqual(bytes);
    const read = decodeModel(bytes);
    expect(read.embeddings).toEqual(model.embeddings);
    for (const { text } of own.slice(0, 20))
      expect(ask(text, wordless.vectors.get(text), read)).toEqual(withVector({ text }));
    expect(encodeModel(read)).toEqual(bytes);
  });

  it('tells the questions of a message apart by the vector of each, as it was written', () => {
    const [one, other] = [own[0]!, own.find((another) => another.faq !== own[0]!.faq)!];
    const [first, second] = [`Hello, ${one.text}?`, `${other.text.toUpperCase()}, thank you`];
    const vectors = new Map([
      [first, wordless.vectors.get(one.text)!],
      [second, wordless.vectors.get(other.text)!],
    ]);
    const text = `${first}\n${second}`;
    const { questions } = matchMessage(model, text, { language: 'en', vectors });
    expect(questions.map((part) => part.ranked[0]!.faq)).toEqual([one.faq, other.faq]);
    expect(questions.map((part) => [part.embedded, part.answerAt95])).toEqual(
      [one, other].map((alone) => [true, withVector(alone).answerAt95]),
    );
    expect(ask(text).questions).toEqual([]);
  });
});

describe('vectors that are of no use', () => {
  const { faqs } = samples[0]!;
  const texts = textsToEmbed({ faqs });
  const plain = encodeModel(trainModel({ faqs }));
  const bytesWith = (vectorOf: (text: string) => ArrayLike<number> | undefined) => {
    const known = texts.flatMap((text) => {
      const vector = vectorOf(text);
      return vector ? [[text, vector] as const] : [];
    });
    return encodeModel(trainModel({ faqs, embeddings: { model: 'stand-in', vectors: new Map(known) } }));
  };

  it.each<[string, (text: string, i: number) => ArrayLike<number> | undefined]>([
    ['noise', (text) => vectorAbout(text, text, 1)],
    ['the same for all', () => [1, 2, 3, 4]],
    ['zero', () => [0, 0, 0]],
    ['not a number', () => [Number.NaN, 1, Number.POSITIVE_INFINITY]],
    ['empty', () => []],
    ['there for half of the texts', (text, i) => (i % 2 ? vectorAbout(text, text) : undefined)],
    ['of different lengths', (text, i) => vectorAbout(text, text, 0.5, 8 + (i % 5))],
    ['none at all', () => undefined],
  ])('leave the model byte for byte what it is: %s', (_, vectorOf) => {
    let i = 0;
    expect(bytesWith((text) => vectorOf(text, i++))).toEqual(plain);
  });

  it('of a message leave it judged by its words', () => {
    const { text } = own[0]!;
    const without = ask(text);
    const garbage = fc.oneof(
      fc.array(fc.double(), { maxLength: 60 }).filter((vector) => vector.length !== 48),
      fc.array(fc.constantFrom(0, -0), { minLength: 48, maxLength: 48 }),
      fc.tuple(fc.nat(47), fc.constantFrom(Number.NaN, Infinity, -Infinity)).map(([at, value]) => {
        const vector = [...wordless.vectors.get(text)!];
        vector[at] = value;
        return vector;
      }),
    );
    fc.assert(fc.property(garbage, (embedding) => void expect(ask(text, embedding)).toEqual(without)));
  });
});

describe('probabilities', () => {
  it('stay probabilities whatever vector comes', () => {
    const vector = fc.oneof(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 48, maxLength: 48 }),
      fc.float32Array({ minLength: 48, maxLength: 48 }),
      fc.constantFrom(...wordless.vectors.values()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...wordless.asked), vector, ({ text }, embedding) => {
        const { ranked, none } = ask(text, embedding);
        const all = [none, ...ranked.map((one) => one.probability)];
        for (const probability of all) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
        expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect([...ranked].sort((a, b) => b.probability - a.probability)).toEqual(ranked);
      }),
    );
  });
});

describe('an edit', () => {
  const added: Faq = {
    id: 'new',
    language: 'en',
    examples: Array.from({ length: 10 }, (_, i) => `sabako ${'nelo '.repeat(i + 1)}`),
  };
  const faqs = [...wordless.faqs, added];
  const vectors = new Map(wordless.vectors);
  for (const text of added.examples) vectors.set(text, vectorAbout('new', text, 0.55));
  const asked = vectorAbout('new', 'another', 0.55);
  const update = (of: Map<string, Float32Array>, name = 'stand-in'): LanguageModel =>
    updateModel(model, { faqs, embeddings: { model: name, vectors: of } });

  it('is learnt on top', () => {
    const updated = update(vectors);
    expect(updated.embeddings).toEqual(model.embeddings);
    expect(ask('ribamu vizodu', asked, updated).ranked[0]?.faq).toBe('new');
    expect(ask(own[0]!.text, wordless.vectors.get(own[0]!.text), updated).ranked[0]?.faq).toBe(own[0]!.faq);
  });

  it('of which no vectors came leaves a model that knows words alone', () => {
    for (const updated of [
      update(new Map()),
      update(vectors, 'another model'),
      updateModel(model, { faqs }),
    ]) {
      expect(updated.embeddings).toBeUndefined();
      expect(ask(own[0]!.text, wordless.vectors.get(own[0]!.text), updated).embedded).toBeUndefined();
      expect(decodeModel(encodeModel(updated)).matchers[0]!.dense).toBeUndefined();
    }
  });
});

it('with more FAQs than a table of weights is for, mean vectors tell', () => {
  const many = wordlessFaqs(260, 4, 0.3);
  const large = trainModel({ faqs: many.faqs, embeddings: { model: 'stand-in', vectors: many.vectors } });
  const known = many.asked.filter((one) => one.faq).slice(0, 300);
  const right = known.filter(
    ({ text, faq }) => ask(text, many.vectors.get(text), large).ranked[0]?.faq === faq,
  );
  expect(right.length / known.length).toBeGreaterThan(0.7);
});
