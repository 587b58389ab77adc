import { describe, expect, it } from 'vitest';
import { decodeModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import { explainMatch } from './model/explainMatch.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';

const english = [
  { id: 'animal', language: 'en', examples: ['may a dog stay', 'are dogs allowed', 'is a dog welcome'] },
  { id: 'drive', language: 'en', examples: ['where can a car stay', 'is a car needed', 'room for cars'] },
  {
    id: 'eat',
    language: 'en',
    examples: ['when is breakfast', 'is breakfast included', 'breakfast in the room'],
  },
];
const german = [
  { id: 'tier', language: 'de', examples: ['darf ein Hund mit', 'sind Hunde erlaubt'] },
  { id: 'auto', language: 'de', examples: ['wo parkt mein Auto', 'Platz für ein Auto'] },
];
const model = trainModel({ faqs: [...english, ...german] });
const best = (text: string, by = model) => matchMessage(by, text, { language: 'en' }).ranked[0]!.faq;
const unseen: [string, string][] = [
  ['puppies?', 'animal'],
  ['our kitten', 'animal'],
  ['vehicles', 'drive'],
  ['our truck', 'drive'],
  ['dinner', 'eat'],
];

describe('senses', () => {
  it('match words that no example has to those that mean nearly the same', () => {
    for (const [text, faq] of unseen) expect([text, best(text)]).toEqual([text, faq]);
    expect(explainMatch(model, 'puppies?', 'en').words.map((one) => one.word)).toEqual(['puppies']);
  });

  it('come back with a stored model, which does not hold them', () => {
    const bytes = encodeModel(model);
    const restored = decodeModel(bytes);
    for (const [text] of unseen) expect(matchMessage(restored, text)).toEqual(matchMessage(model, text));
    expect(bytes.length).toBeLessThan(40_000);
  });

  it('stay when an FAQ is edited', () => {
    const edited = english.map((faq) =>
      faq.id === 'eat' ? { ...faq, examples: [...faq.examples, 'what is for breakfast'] } : faq,
    );
    const updated = updateModel(model, { faqs: [...edited, ...german] });
    for (const [text, faq] of unseen) expect([text, best(text, updated)]).toEqual([text, faq]);
  });

  it('are of English alone', () => {
    const known = model.matchers.map(({ language, vocabulary }) => [
      language,
      vocabulary.senses !== undefined,
    ]);
    expect(known).toEqual([
      ['de', false],
      ['en', true],
    ]);
  });
});
