import { expect, test } from 'vitest';
import { draftAnswer } from './draftAnswer.ts';

test.each([
  ['Hi Anna, your parcel is on its way.', 'Hi, your parcel is on its way.'],
  ['Bonjour Chloé, votre colis est en route.', 'Bonjour, votre colis est en route.'],
  ['Hello Anna Smith!\nIt is on its way.', 'Hello!\nIt is on its way.'],
  ['Dear Grace, you can return it.', 'Dear {{contact.first_name}}, you can return it.'],
  ['Liebe Anna, gern geschehen.', 'Liebe {{contact.first_name}}, gern geschehen.'],
  ['It is on its way.\nBest wishes\nHugo', 'It is on its way.\nBest wishes'],
  ['It is on its way. - Hugo', 'It is on its way.'],
])('%s', (said, drafted) => {
  expect(draftAnswer(said)).toBe(drafted);
});

test('what is no name stays: other words, other scripts, a text of one word', () => {
  for (const text of [
    'Hi there, it is on its way.',
    'Please open the sign-in page, click Forgot and follow the link.',
    '退款会在三个工作日内原路退回。',
    'Hello',
    'Which size? Medium',
    'Opened from Monday. Sunday',
    'Anna has it. She calls you back.',
    '',
  ])
    expect(draftAnswer(text)).toBe(text);
});
