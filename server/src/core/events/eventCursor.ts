import { fail } from '../../errors.ts';
import { parseWatermark, type Watermark } from '../conversations/readConversations.ts';

/**
 * Where a consumer of the feed stands. All that `from` sees has been told. What `from` does not see and `to` does is
 * being told now, up to `place`; without `to` the next reading begins a new stretch.
 */
export type EventCursor = { from: Watermark; to?: Watermark; place?: EventPlace };

/** Inside a stretch: contacts (stage 0), then entries (1), deliveries (2), deletions (3), each in its own order. */
export type EventPlace = { stage: 0 | 2 | 3; id: string } | { stage: 1; conversationId: string; seq: number };

const VERSION = '1';

export function formatEventCursor({ from, to, place }: EventCursor): string {
  const parts = [VERSION, format(from)];
  if (to) parts.push(format(to), place ? formatPlace(place) : '');
  return Buffer.from(parts.join('~')).toString('base64url');
}

const format = (mark: Watermark): string => `${mark.cluster}:${mark.snapshot}`;

const formatPlace = (place: EventPlace): string =>
  place.stage === 1 ? `1/${place.conversationId}/${place.seq}` : `${place.stage}/${place.id}`;

/** Throws `invalid_value` for what was never a cursor. */
export function parseEventCursor(text: string): EventCursor {
  const [version, from, to, place] = Buffer.from(text, 'base64url').toString().split('~');
  const marks = [from, to].map((mark) => (mark === undefined ? undefined : parseWatermark(mark)));
  if (version !== VERSION || !marks[0] || (to !== undefined && !marks[1])) return refuse();
  const parsed = place ? parsePlace(place) : undefined;
  return { from: marks[0], ...(marks[1] && { to: marks[1] }), ...(parsed && { place: parsed }) };
}

function parsePlace(text: string): EventPlace {
  const [, stage, id, conversationId, seq] =
    /^(?:([023])\/(\d{1,18})|1\/([0-9a-f-]{36})\/(\d{1,9}))$/.exec(text) ?? refuse();
  if (conversationId !== undefined) return { stage: 1, conversationId, seq: Number(seq) };
  return { stage: Number(stage) as 0 | 2 | 3, id: id! };
}

const refuse = (): never =>
  fail('invalid_value', { field: '/querystring/after', message: 'This is not a cursor of the event feed.' });
