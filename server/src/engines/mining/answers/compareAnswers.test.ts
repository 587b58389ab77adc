import { describe, expect, test } from 'vitest';
import { compareAnswers, readAnswers, sayOpposites, sayTheSame } from './compareAnswers.ts';

/** As in a group: each given by several agents. */
const read = (language: string, a: string, b: string) => {
  const [one, other] = readAnswers([a, b, a, b, a, b], language);
  return [one!, other!] as const;
};

describe('answers that say the same', () => {
  test.each([
    ['en', 'Your refund of €23.50 was sent on 12 May, Anna.', 'Your refund of €99 was sent on 3 June, Tom.'],
    [
      'en',
      'The invoice is in your account under Orders.',
      'You will find the invoice in your account, under Orders.',
    ],
    ['en', 'No problem, just send it back within thirty days.', 'Just send it back within thirty days.'],
    ['en', "If it hasn't arrived by Friday, write to us.", 'Write to us if it has not arrived by Friday.'],
    ['en', 'Gift cards never expire, take your time.', "Don't worry, gift cards never expire."],
    [
      'fr',
      'La facture se trouve dans votre compte, rubrique Commandes.',
      'Vous trouverez la facture dans votre compte sous Commandes.',
    ],
    [
      'fr',
      'Pas de souci, vous pouvez annuler depuis votre compte.',
      'Vous pouvez annuler depuis votre compte.',
    ],
    [
      'fr',
      "Si le colis n'est pas arrivé vendredi, écrivez-nous.",
      "Écrivez-nous si le colis n'est pas arrivé vendredi.",
    ],
    ['fr', 'Pourriez-vous m’envoyer une photo du défaut ?', 'Merci de nous envoyer une photo du défaut.'],
    ['de', 'Kein Problem, Sie können in Ihrem Konto stornieren.', 'Sie können in Ihrem Konto stornieren.'],
  ])('%s: %s', (language, a, b) => {
    const [one, other] = read(language, a, b);
    expect(sayTheSame(one, other)).toBe(true);
    expect(compareAnswers(one, other)).toBeGreaterThan(0.45);
  });
});

describe('answers that say the opposite in the same words', () => {
  test.each([
    [
      'en',
      'Yes, you can return it after opening the box.',
      'No, you cannot return it after opening the box.',
    ],
    ['en', 'We do ship to Canada.', 'We do not ship to Canada, sorry.'],
    ['en', 'Our shop is open on Sundays.', "Our shop isn't open on Sundays."],
    ['fr', 'Nous livrons au Canada.', 'Nous ne livrons pas au Canada.'],
    ['fr', 'Vous pouvez encore modifier l’adresse.', 'Vous ne pouvez plus modifier l’adresse.'],
    ['es', 'Enviamos a Canadá.', 'No enviamos a Canadá.'],
    ['de', 'Die Lampe ist dimmbar.', 'Die Lampe ist nicht dimmbar.'],
    ['it', 'Spediamo in Svizzera.', 'Non spediamo in Svizzera.'],
    ['pt', 'Enviamos para o Brasil.', 'Não enviamos para o Brasil.'],
    ['nl', 'De lamp is dimbaar.', 'De lamp is niet dimbaar.'],
    ['zh', '我们可以寄到加拿大。', '我们不可以寄到加拿大。'],
    ['ja', 'この電球は調光できます。', 'この電球は調光できません。'],
    ['ar', 'نحن نشحن إلى كندا.', 'نحن لا نشحن إلى كندا.'],
  ])('%s: %s', (language, a, b) => {
    const [one, other] = read(language, a, b);
    expect(sayOpposites(one, other)).toBe(true);
    expect(sayOpposites(other, one)).toBe(true);
    expect(sayTheSame(one, other)).toBe(false);
    expect(compareAnswers(one, other)).toBeLessThanOrEqual(0.3);
  });
});

test.each([
  ['en', 'Please send us a photo of the damage.', 'Please send us your order number.'],
  ['en', 'Delivery to France takes two days.', 'Delivery to Japan takes two weeks.'],
  ['fr', 'Merci de nous envoyer une photo du défaut.', 'Merci de nous envoyer votre numéro de commande.'],
])('neither: %s %s', (language, a, b) => {
  const [one, other] = read(language, a, b);
  expect(sayTheSame(one, other)).toBe(false);
  expect(sayOpposites(one, other)).toBe(false);
});
