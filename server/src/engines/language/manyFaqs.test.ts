import { describe, expect, it } from 'vitest';
import { seededRandom } from './classify/random.ts';
import { decodeModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import type { Faq } from './model/languageModel.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';

const acts = ['return', 'repair', 'order', 'insure', 'clean', 'sell', 'rent', 'move', 'store', 'paint'];
const things = [
  ...[
    'bicycle',
    'sofa',
    'carpet',
    'lamp',
    'mirror',
    'piano',
    'fridge',
    'window',
    'door',
    'garden',
    'roof',
    'oven',
  ],
  ...[
    'watch',
    'camera',
    'phone',
    'laptop',
    'printer',
    'tent',
    'kayak',
    'guitar',
    'chair',
    'table',
    'bed',
    'desk',
  ],
  ...['heater', 'boiler', 'fence', 'stove', 'shelf', 'curtain', 'blender'],
];
const frames = [
  (act: string, thing: string) => `how can I ${act} my ${thing}`,
  (act: string, thing: string) => `${act} a ${thing} please`,
  (act: string, thing: string) => `what does it cost to ${act} the ${thing}`,
  (act: string, thing: string) => `is there somebody to ${act} ${thing}s`,
  (act: string, thing: string) => `my ${thing}: I need to ${act} it`,
];

/** FAQs for each act and thing, of examples in four of the five frames; the fifth is asked. */
function makeFaqs(): { faqs: Faq[]; asked: [text: string, id: string][] } {
  const random = seededRandom(7);
  const faqs: Faq[] = [];
  const asked: [string, string][] = [];
  for (const act of acts)
    for (const thing of things) {
      const id = `${act} ${thing}`;
      const held = Math.floor(random() * frames.length);
      const examples = frames.filter((_, i) => i !== held).map((frame) => frame(act, thing));
      faqs.push({ id, language: 'en', examples });
      if (random() < 0.2) asked.push([frames[held]!(act, thing), id]);
    }
  // One of them has many more than the others.
  for (let i = 0; i < 200; i++) faqs[3]!.examples.push(`${acts[0]} lamp number ${i} of the ${things[i % 3]}`);
  return { faqs, asked };
}

describe('more FAQs than a table of weights could hold', () => {
  const { faqs, asked } = makeFaqs();
  const model = trainModel({ faqs });
  const matcher = model.matchers[0]!;
  const rightOf = (of: typeof model) =>
    asked.filter(([text, id]) => matchMessage(of, text).ranked[0]?.faq === id).length / asked.length;

  it('finds them', () => {
    expect(faqs.length).toBeGreaterThan(300);
    expect(rightOf(model)).toBeGreaterThan(0.9);
  });

  it('holds weights for the FAQs alone that a word may point to', () => {
    expect(matcher.weights.length).toBe(matcher.pattern!.classes.length);
    expect(matcher.weights.length).toBeLessThan(matcher.vocabulary.hashes.length * faqs.length * 0.3);
  });

  it('is the same each time, and comes back from its bytes', () => {
    const bytes = encodeModel(model);
    expect(Buffer.from(encodeModel(trainModel({ faqs }))).equals(Buffer.from(bytes))).toBe(true);
    const restored = decodeModel(bytes);
    for (const [text] of asked) expect(matchMessage(restored, text)).toEqual(matchMessage(model, text));
  });

  it('takes up an edited FAQ, and shrinks to few ones', () => {
    const gift: Faq = {
      id: 'gift',
      language: 'en',
      examples: ['a voucher for a friend', 'do you sell vouchers'],
    };
    const updated = updateModel(model, { faqs: [...faqs.slice(1), gift] });
    expect(matchMessage(updated, 'can i buy a voucher').ranked[0]!.faq).toBe('gift');
    expect(rightOf(updated)).toBeGreaterThan(0.9);
    const few = updateModel(model, { faqs: faqs.slice(0, 20) });
    expect(matchMessage(few, asked[0]![0]).ranked[0]!.faq).toBe(asked[0]![1]);
  });

  it('tells foreign messages', () => {
    const foreign = ['who won the match last night', 'tell me a joke about elephants', 'weather in lisbon'];
    for (const text of foreign)
      expect(matchMessage(model, text).ranked[0]?.probability ?? 0).toBeLessThan(0.5);
  });
});
