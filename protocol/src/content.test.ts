import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import {
  type Content,
  type ContentKind,
  Content as ContentSchema,
  contactContentKinds,
  contentKinds,
  MAX_TEXT,
} from './content.ts';
import { plainText } from './plainText.ts';
import { EmailAddress, LinkUrl } from './scalars.ts';

const check = Compile(ContentSchema);
const id = '01a1fd1f-b82b-7aed-8b19-cf665e02dfe4';

/** One of each kind, as plain as it can be. */
const samples: { [K in ContentKind]: Extract<Content, { kind: K }> } = {
  text: { kind: 'text', text: 'Hello' },
  image: { kind: 'image', fileId: id },
  file: { kind: 'file', fileId: id },
  audio: { kind: 'audio', fileId: id },
  video: { kind: 'video', fileId: id },
  location: { kind: 'location', latitude: 45.76, longitude: 4.84 },
  quick_replies: {
    kind: 'quick_replies',
    text: 'Which?',
    options: [
      { id: 'a', label: 'Arc' },
      { id: 'b', label: 'Brume' },
    ],
  },
  buttons: {
    kind: 'buttons',
    text: 'See',
    buttons: [{ kind: 'link', label: 'Shop', url: 'https://example.com' }],
  },
  card: { kind: 'card', card: { title: 'Arc' } },
  carousel: { kind: 'carousel', cards: [{ title: 'Arc' }, { title: 'Brume' }] },
  form: { kind: 'form', title: 'Return', fields: [{ id: 'why', label: 'Why?', type: 'text' }] },
  rating: { kind: 'rating', question: 'How was it?', scale: 5 },
  choice: { kind: 'choice', entryId: id, optionId: 'a', label: 'Arc' },
  form_answer: {
    kind: 'form_answer',
    entryId: id,
    answers: [{ fieldId: 'why', label: 'Why?', value: 'Too small' }],
  },
  rating_answer: { kind: 'rating_answer', score: 4, comment: 'Quick' },
};

test.each(Object.values(samples))(
  '$kind: fits its schema, and has a plain text that says something',
  (content) => {
    expect(check.Check(content)).toBe(true);
    expect(plainText(content).trim()).not.toBe('');
  },
);

test('the table of kinds and the union are the same', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(contentKinds).sort());
  for (const kind of contactContentKinds) expect(contentKinds).toHaveProperty(kind);
});

test('offers are numbered in plain text, so that one can answer with the number', () => {
  expect(plainText(samples.quick_replies)).toBe('Which?\n1. Arc\n2. Brume');
  expect(plainText(samples.rating_answer)).toBe('★★★★☆\nQuick');
});

test.each([
  ['empty text', { kind: 'text', text: '' }],
  ['white space only', { kind: 'text', text: ' \n\t ' }],
  ['a NUL', { kind: 'text', text: 'a\u0000b' }],
  ['too long a text', { kind: 'text', text: 'x'.repeat(MAX_TEXT + 1) }],
  ['an unknown kind', { kind: 'script', text: 'x' }],
  ['an unknown part', { kind: 'text', text: 'x', html: '<b>' }],
  [
    'a script as a link',
    { kind: 'buttons', text: 'x', buttons: [{ kind: 'link', label: 'x', url: 'javascript:alert(1)' }] },
  ],
  ['a place off the earth', { kind: 'location', latitude: 91, longitude: 0 }],
  ['six stars', { kind: 'rating_answer', score: 6 }],
])('refuses %s', (_what, content) => {
  expect(check.Check(content)).toBe(false);
});

test('links and addresses', () => {
  const link = Compile(LinkUrl);
  for (const good of ['https://example.com/a?b=c#d', 'mailto:a@example.com', 'tel:+33199000000'])
    expect(link.Check(good)).toBe(true);
  for (const bad of ['data:text/html,x', ' https://example.com', 'https://a b', 'vbscript:x'])
    expect(link.Check(bad)).toBe(false);
  const email = Compile(EmailAddress);
  for (const good of ['a@example.com', "o'neil+x@example.co.uk", 'é@exämple.fr'])
    expect(email.Check(good)).toBe(true);
  for (const bad of ['a', 'a@b@c', 'a b@example.com', '<a@example.com>', 'a@example.com\nbcc: x@y.z'])
    expect(email.Check(bad)).toBe(false);
});
