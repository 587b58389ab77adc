import { describe, expect, it } from 'vitest';
import { extractFeatures } from './features/extractFeatures.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { conceptWords } from './text/conceptWords.ts';
import { foldText } from './text/foldText.ts';

const conceptsOf = (text: string, language = 'en') => extractFeatures(text, language).concepts;
const shared = (a: string, b: string, language?: string) => {
  const known = new Set(conceptsOf(a, language));
  return conceptsOf(b, language).filter((concept) => known.has(concept)).length;
};

describe('concepts', () => {
  it('are shared by words that mean the same, inflected or not, and by phrases', () => {
    expect(shared('refunded', 'reimburse')).toBeGreaterThan(0);
    expect(shared('refund', 'my money back')).toBeGreaterThan(0);
    expect(shared('kündigen', 'Stornierung', 'de')).toBeGreaterThan(0);
    expect(shared('refund', 'weather')).toBe(0);
  });

  it('need the whole phrase in its order', () => {
    expect(shared('refund', 'back money')).toBe(0);
  });

  it('stand beside the words that mean nothing known, each once', () => {
    expect(conceptsOf('zorbl')).toHaveLength(1);
    expect(conceptsOf('zorbl zorbl')).toEqual(conceptsOf('zorbl'));
    expect(shared('zorbl', 'gnarf')).toBe(0);
  });

  it('are none where no words of the language are known', () => {
    expect(conceptsOf('zorbl refund', 'xx')).toEqual([]);
  });

  it('let a message find its FAQ by words that no example has', () => {
    const faqs = [
      { id: 'money', language: 'en', examples: ['how do i get a refund', 'refund please'] },
      { id: 'opening', language: 'en', examples: ['when is the shop open', 'are you open today'] },
      { id: 'parcel', language: 'en', examples: ['where is my parcel', 'parcel has not arrived'] },
    ];
    const best = (text: string) => matchMessage(trainModel({ faqs }), text).ranked[0]?.faq;
    expect(best('will you reimburse me')).toBe('money');
    expect(best('shipment lost')).toBe('parcel');
  });
});

describe.each(Object.entries(conceptWords))('the concept words of %s', (_, words) => {
  const groups = words.trim().split('\n');

  it('are folded as messages are, two or more to a group, no group twice', () => {
    expect(new Set(groups).size).toBe(groups.length);
    for (const group of groups) {
      expect(group).toBe(foldText(group));
      const members = group.split(' ');
      expect(members.length, group).toBeGreaterThan(1);
      expect(new Set(members).size, group).toBe(members.length);
    }
  });
});
