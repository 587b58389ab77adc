import type { Card, Content, ContentKind, ContentOf } from './content.ts';

type Fallbacks = { [K in ContentKind]: (content: ContentOf<K>) => string };

const lines = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join('\n');
const fileLine = (sign: string, name?: string) => `${sign} ${name ?? ''}`.trim();
const cardText = (card: Card) =>
  lines(
    card.title,
    card.text,
    ...(card.buttons ?? []).map((b) => (b.kind === 'link' ? `${b.label}: ${b.url}` : `- ${b.label}`)),
  );
const stars = (score: number) => '★'.repeat(score) + '☆'.repeat(5 - score);

/** Numbered, so that a person on a channel without buttons can answer with the number. */
const numbered = (labels: string[]) => labels.map((label, i) => `${i + 1}. ${label}`).join('\n');

const fallbacks: Fallbacks = {
  text: (c) => c.text,
  image: (c) => lines(c.caption ?? c.alt, fileLine('🖼', c.name)),
  file: (c) => lines(c.caption, fileLine('📎', c.name)),
  audio: (c) => fileLine('🎤', c.durationMs === undefined ? c.name : formatDuration(c.durationMs)),
  video: (c) => lines(c.caption, fileLine('🎬', c.name)),
  location: (c) =>
    lines(
      c.name,
      c.address,
      `https://www.openstreetmap.org/?mlat=${c.latitude}&mlon=${c.longitude}#map=16/${c.latitude}/${c.longitude}`,
    ),
  quick_replies: (c) => lines(c.text, numbered(c.options.map((o) => o.label))),
  buttons: (c) =>
    lines(c.text, ...c.buttons.map((b) => (b.kind === 'link' ? `${b.label}: ${b.url}` : `- ${b.label}`))),
  card: (c) => cardText(c.card),
  carousel: (c) => c.cards.map(cardText).join('\n\n'),
  form: (c) => lines(c.title, c.text, numbered(c.fields.map((f) => f.label))),
  rating: (c) => lines(c.question, '1 – 5'),
  choice: (c) => c.label,
  form_answer: (c) => c.answers.map((a) => `${a.label}: ${a.value}`).join('\n'),
  rating_answer: (c) => lines(stars(c.score), c.comment),
};

/** The content as plain text, for channels, mails, previews and search. Says the same in fewer means; never empty. */
export function plainText(content: Content): string {
  const fallback = fallbacks[content.kind] as (c: Content) => string;
  return fallback(content) || content.kind;
}

/** `75000` -> `1:15`. */
function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
