import type { Content } from '@causerie/protocol';

export type Line = { from: 'contact' | 'agent' | 'bot' | 'system'; content: Content };

const id = (n: number) => `00000000-0000-7000-8000-${`${n}`.padStart(12, '0')}`;
const file = (n: number, name: string, mime: string, size: number) => ({
  fileId: id(n),
  name,
  mime,
  size,
  url: `/files/dev/${name}`,
});
const lamp = (n: number, title: string, text: string) => ({
  title,
  text,
  imageUrl: `/files/dev/lamp${n}.svg`,
  imageAlt: title,
  buttons: [
    { kind: 'reply' as const, id: `lamp-${n}`, label: 'This one' },
    { kind: 'link' as const, label: 'See it', url: 'https://example.com/lamps' },
  ],
});
const text = (from: Line['from'], words: string): Line => ({ from, content: { kind: 'text', text: words } });

/** Small talk of weeks ago, so that there is something to scroll up to. */
export const longAgo: Line[] = Array.from({ length: 70 }, (_, i) =>
  text(
    i % 5 < 2 ? 'contact' : 'agent',
    `Earlier message number ${i + 1}. It is here to be scrolled to, nothing more.`,
  ),
);

/** A conversation in which every kind of content appears once. */
export const everyKind: Line[] = [
  text('contact', 'Hello! I am looking for a reading lamp for a small desk.'),
  text('contact', 'Something warm, not too bright.'),
  text(
    'agent',
    'Hi Léa, happy to help!\n\nA few questions first:\n- how *wide* is the desk?\n- is there a **socket** near it?\n\nOur guide: https://example.com/guide (two minutes).',
  ),
  {
    from: 'contact',
    content: {
      kind: 'image',
      ...file(1, 'desk.svg', 'image/svg+xml', 48_000),
      alt: 'A small desk',
      width: 640,
      height: 420,
      caption: 'This is the desk.',
    },
  },
  {
    from: 'bot',
    content: {
      kind: 'quick_replies',
      text: 'Which style do you like?',
      options: [
        { id: 'a', label: 'Classic' },
        { id: 'b', label: 'Modern' },
        { id: 'c', label: 'I can’t decide' },
      ],
    },
  },
  { from: 'contact', content: { kind: 'choice', entryId: 'previous', optionId: 'b', label: 'Modern' } },
  {
    from: 'agent',
    content: {
      kind: 'carousel',
      cards: [
        lamp(1, 'Arc 24', 'Brass, dimmable, **€89**'),
        lamp(2, 'Nord', 'Oak and linen, €64'),
        lamp(3, 'Pixel', 'Aluminium, €49'),
      ],
    },
  },
  { from: 'agent', content: { kind: 'card', card: lamp(2, 'Nord', 'My favourite for small desks.') } },
  {
    from: 'agent',
    content: {
      kind: 'file',
      ...file(2, 'Nord – product sheet and care instructions.pdf', 'application/pdf', 1_240_000),
    },
  },
  {
    from: 'contact',
    content: {
      kind: 'audio',
      ...file(3, 'voice.wav', 'audio/wav', 64_000),
      durationMs: 7400,
      levels: Array.from({ length: 48 }, (_, i) =>
        Math.round(20 + 70 * Math.abs(Math.sin(i / 2.3) * Math.cos(i / 7))),
      ),
    },
  },
  {
    from: 'agent',
    content: {
      kind: 'video',
      ...file(4, 'nord.mp4', 'video/mp4', 2_000_000),
      width: 640,
      height: 360,
      caption: 'It dims like this.',
    },
  },
  {
    from: 'agent',
    content: {
      kind: 'location',
      latitude: 48.85661,
      longitude: 2.35222,
      name: 'Boutique Rivoli',
      address: '12 rue de Rivoli, Paris',
    },
  },
  {
    from: 'agent',
    content: {
      kind: 'buttons',
      text: 'Shall I put one aside for you?',
      buttons: [
        { kind: 'reply', id: 'yes', label: 'Yes, please' },
        { kind: 'link', label: 'Opening hours', url: 'https://example.com/hours' },
      ],
    },
  },
  {
    from: 'agent',
    content: {
      kind: 'form',
      title: 'For the reservation',
      text: 'We keep it for three days.',
      fields: [
        { id: 'name', label: 'Your name', type: 'text', required: true },
        { id: 'mail', label: 'E-mail', type: 'email', required: true },
        { id: 'day', label: 'Day', type: 'date' },
        {
          id: 'shop',
          label: 'Shop',
          type: 'choice',
          options: [
            { id: '1', label: 'Rivoli' },
            { id: '2', label: 'Bastille' },
          ],
        },
        { id: 'note', label: 'Anything else?', type: 'paragraph' },
      ],
    },
  },
  {
    from: 'contact',
    content: {
      kind: 'form_answer',
      entryId: 'previous',
      answers: [
        { fieldId: 'name', label: 'Your name', value: 'Léa Martin' },
        { fieldId: 'mail', label: 'E-mail', value: 'lea@example.com' },
      ],
    },
  },
  { from: 'system', content: { kind: 'rating', question: 'How did we do?', scale: 5 } },
  {
    from: 'contact',
    content: { kind: 'rating_answer', entryId: 'previous', score: 5, comment: 'Quick and kind.' },
  },
  {
    from: 'agent',
    content: {
      kind: 'form',
      title: 'One more thing',
      fields: [{ id: 'colour', label: 'Colour of the shade', type: 'text', required: true }],
    },
  },
  { from: 'system', content: { kind: 'rating', question: 'Was the answer helpful?', scale: 5 } },
  text('agent', 'Thank you, and enjoy the lamp! `NORD-64` is yours.'),
  text('contact', 'Merci beaucoup 🙏'),
];
