import { describe, expect, test } from 'vitest';
import { asksForPerson } from './asksForPerson.ts';
import { botWordsOf } from './botWords.ts';
import { compareReplies } from './compareReplies.ts';

const answers = [
  {
    faqId: 'return',
    text: 'No problem at all, you have thirty days, even if you have tried it. Write your order number here and we send you the label; print it and stick it over the old one.',
  },
  {
    faqId: 'hours',
    text: 'The shop is open Tuesday to Saturday, from 10 to 19. We are closed on public holidays. The chat is answered on Mondays, too.',
  },
  {
    faqId: 'glass',
    text: 'Yes, we sell the Opaline glass alone: €59 for 20 cm, €79 for 28 and €109 for 36. Please measure the opening before you order.',
  },
];
const verdict = (faqId: string, ...texts: string[]) => compareReplies(answers, [{ faqId, texts }], 'en')[0]!;

describe('whether an agent answered as the FAQ would have', () => {
  test('briefer, with a greeting, or in two messages', () => {
    expect(verdict('hours', 'Hi Tamsin. The shop is open Tuesday to Saturday, 10:00 to 19:00.').isRight).toBe(
      true,
    );
    expect(
      verdict(
        'glass',
        'Oh dear. Nobody hurt? Yes, we sell it alone: €59 for 20 cm, €79 for 28 and €109 for 36.',
      ).isRight,
    ).toBe(true);
    expect(
      verdict(
        'return',
        'Hello!',
        'You have thirty days.',
        'Here is the label, print it and stick it over the old one.',
      ).isRight,
    ).toBe(true);
  });

  test('another FAQ’s words are wrong, and name it', () => {
    const text = 'We are open Tuesday to Saturday, and closed on public holidays.';
    expect(verdict('return', text)).toEqual({ isRight: false, faqId: 'hours' });
  });

  test('the opposite in the same words is wrong', () => {
    expect(verdict('glass', 'No, we do not sell the Opaline glass alone.').isRight).toBe(false);
    expect(verdict('hours', 'The shop is not open on Saturday, sorry, nor on public holidays.').isRight).toBe(
      false,
    );
    expect(verdict('hours', 'No worries! The shop is open Tuesday to Saturday, from 10 to 19.').isRight).toBe(
      true,
    );
  });

  test('words that have nothing of it are wrong; a courtesy says nothing', () => {
    expect(verdict('return', 'Bicarbonate, lemon, a soft cloth, then rinse and dry.').isRight).toBe(false);
    expect(verdict('return', 'Thank you!').isRight).toBeUndefined();
    expect(verdict('return').isRight).toBeUndefined();
  });
});

describe('asking for a person', () => {
  test.each([
    'Can I talk to a human?',
    'I want to speak with a real person please',
    'agent',
    'human please',
    'get me somebody',
    'Je voudrais parler à un conseiller',
    'parler à quelqu’un svp',
    'Quiero hablar con una persona',
    'Ich möchte mit einem Menschen sprechen',
    'Bitte mit einem Mitarbeiter verbinden',
    'Vorrei parlare con un operatore',
    'Quero falar com uma pessoa',
    'Ik wil met een medewerker praten',
    '我要转人工',
    '担当者と話したい',
    'أريد التحدث الى شخص',
  ])('%s', (text) => expect(asksForPerson(text)).toBe(true));

  test.each([
    'Where is my parcel?',
    'How many lamps can one person carry?',
    'Which dimmer do I need?',
    'Is there an agency in Lyon?',
    'Combien coûte la livraison ?',
    'Wann kommt mein Paket?',
    '',
  ])('not: %s', (text) => expect(asksForPerson(text)).toBe(false));
});

test('the bot speaks ten languages, and English where none is its', () => {
  const all = ['en', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'zh', 'ja', 'ar'].map((tag) => botWordsOf(tag));
  expect(new Set(all.map((words) => words.person)).size).toBe(10);
  for (const words of all) for (const text of Object.values(words)) expect(text.length).toBeGreaterThan(0);
  for (const { yes, no, person, none } of all)
    for (const label of [yes, no, person, none]) expect(label.length).toBeLessThanOrEqual(80);
  expect(botWordsOf('tlh', null, 'fr-CA')).toBe(botWordsOf('fr'));
  expect(botWordsOf(undefined)).toBe(botWordsOf('en'));
});
