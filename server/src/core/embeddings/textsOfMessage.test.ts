import { expect, test } from 'vitest';
import { textsOfMessage } from './textsOfMessage.ts';

const sent = (message: string) => textsOfMessage(message).map((one) => one.sent);

test('a message, and its questions where it has several', () => {
  expect(sent('Where is my order 4711220988?')).toEqual(['Where is my order (number)?']);
  expect(sent('Where is my order 4711220988?\nÜber  wen kann ich es zurückgeben? Danke')).toEqual([
    'Where is my order (number)? Über wen kann ich es zurückgeben? Danke',
    'Where is my order (number)?',
    'Über wen kann ich es zurückgeben? Danke',
  ]);
  expect(textsOfMessage(' \n ')).toEqual([]);
});

test('an address is no end of a sentence, and nothing leaves that would not leave with the whole', () => {
  expect(sent('mail me at jane.of@example.com? I saw it on www.example.com! Where is it now?')).toEqual([
    'mail me at (e-mail)? I saw it on (link) Where is it now?',
    'mail me at (e-mail)?',
    'I saw it on (link)',
    'Where is it now?',
  ]);
  const [whole, ...questions] = sent('call me on 0171/1.234.567?89 or tomorrow. Where is it now?');
  for (const question of questions) expect(whole).toContain(question);
});
