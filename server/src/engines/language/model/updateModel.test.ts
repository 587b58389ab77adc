import { expect, it } from 'vitest';
import { seededRandom } from '../classify/random.ts';
import type { LanguageModel } from './languageModel.ts';
import { matchMessage } from './matchMessage.ts';
import { trainModel } from './trainModel.ts';
import { updateModel } from './updateModel.ts';

const random = seededRandom(1);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const syllables = ['ka', 'lo', 'mi', 'tu', 're', 'so', 'pa', 'ne', 'vi', 'du', 'fo', 'gi'];
const makeWords = (count: number) =>
  Array.from({ length: count }, () => pick(syllables) + pick(syllables) + pick(syllables));
const subjects = Array.from({ length: 20 }, () => makeWords(8));
const common = makeWords(12);

/** Words of a subject and of the next, so that neighbours are alike. */
function say(subject: number): string {
  const own = subjects[subject]!;
  const next = subjects[(subject + 1) % subjects.length]!;
  return [pick(own), pick(common), pick(random() < 0.6 ? own : next), pick(common), pick(next)].join(' ');
}

it('FAQs with many examples take nothing from their neighbours when they are edited', () => {
  const faqs = subjects.map((_, subject) => ({
    id: String(subject),
    language: 'en',
    examples: Array.from({ length: 26 }, () => say(subject)),
  }));
  const asked = Array.from({ length: 400 }, (_, i) => say(i % subjects.length));
  const isEdited = (faq: string | undefined) => Number(faq) % 5 === 0;
  const countEdited = (model: LanguageModel) =>
    asked.filter((text) => isEdited(matchMessage(model, text, { language: 'en' }).ranked[0]?.faq)).length;
  const model = trainModel({ faqs }, { folds: 2 });
  const updated = updateModel(model, {
    faqs: faqs.map((faq, subject) =>
      isEdited(faq.id) ? { ...faq, examples: [...faq.examples, say(subject)] } : faq,
    ),
  });
  expect(countEdited(updated)).toBeLessThan(countEdited(model) * 1.05);
});
