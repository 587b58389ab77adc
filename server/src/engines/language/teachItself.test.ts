import { describe, expect, it } from 'vitest';
import { seededRandom } from './classify/random.ts';
import { decodeModel } from './model/decodeModel.ts';
import { encodeModel } from './model/encodeModel.ts';
import { matchMessage } from './model/matchMessage.ts';
import { trainModel } from './model/trainModel.ts';
import { updateModel } from './model/updateModel.ts';
import { foreignMessages } from './testing/foreignMessages.ts';
import { samples } from './testing/sampleFaqs.ts';

/** Past messages of a shop, among them some that no FAQ fits: words that stand beside those of the examples, some of its own. */
const subjects: [faq: number, words: string[]][] = [
  [0, ['parcel', 'velopost', 'tracking', 'shipment']],
  [1, ['return', 'refund', 'swap', 'voucher']],
  [2, ['pay', 'card', 'invoice', 'instalments']],
  [3, ['open', 'hours', 'sunday', 'lunchgap']],
  [4, ['cancel', 'stop', 'withdraw', 'unsign']],
];
const random = seededRandom(3);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const history = Array.from({ length: 400 }, () => {
  const [, words] = pick(subjects);
  return `${pick(['please', 'hello', 'what about', 'how about'])} ${pick(words)} ${pick(['my', 'the'])} ${pick(words)} ${pick(['now', 'today', 'order', ''])}`;
});

describe('past messages', () => {
  const { faqs, asked } = samples[0]!;
  const plain = trainModel({ faqs });
  const taught = trainModel({ faqs, history: [...history, ...foreignMessages.en!] });
  const right = (model: typeof plain, rows: [string, string][]) =>
    rows.filter(([text, id]) => matchMessage(model, text, { language: 'en' }).ranked[0]?.faq === id).length;

  it('teach words that no example has, and cost none of what was known', () => {
    expect(taught.matchers[0]!.plain).toBeDefined();
    expect(right(taught, asked)).toBeGreaterThanOrEqual(right(plain, asked));
    const fresh: [string, string][] = [
      ['velopost', faqs[0]!.id],
      ['lunchgap', faqs[3]!.id],
      ['unsign', faqs[4]!.id],
    ];
    expect(right(taught, fresh)).toBe(3);
    expect(right(plain, fresh)).toBeLessThan(3);
  });

  it('do not make what is foreign look known: that is judged without them', () => {
    for (const text of foreignMessages.en!) {
      const { ranked, none } = matchMessage(taught, text, { language: 'en' });
      expect(ranked[0]?.probability ?? 0).toBeLessThan(0.5);
      expect(none).toBeGreaterThan(0.5);
    }
  });

  it('stay in the model when it is stored, and when an FAQ is edited', () => {
    const restored = decodeModel(encodeModel(taught));
    for (const [text] of asked) expect(matchMessage(restored, text)).toEqual(matchMessage(taught, text));
    const updated = updateModel(restored, {
      faqs: [{ ...faqs[0]!, examples: [...faqs[0]!.examples, 'zebra crossing'] }, ...faqs.slice(1)],
    });
    expect(right(updated, [['zebra crossing', faqs[0]!.id], ...asked])).toBeGreaterThanOrEqual(asked.length);
    for (const text of foreignMessages.en!)
      expect(matchMessage(updated, text, { language: 'en' }).ranked[0]?.probability ?? 0).toBeLessThan(0.6);
  });

  it('are learnt from the same way each time', () => {
    const again = trainModel({ faqs, history: [...history, ...foreignMessages.en!] });
    expect(Buffer.from(encodeModel(again)).equals(Buffer.from(encodeModel(taught)))).toBe(true);
  });
});
