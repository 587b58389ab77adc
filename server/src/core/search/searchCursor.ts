import { fail } from '../../errors.ts';

/** Where an entry stands in a list by time. */
export type Place = { at: Date; conversationId: string; seq: number };

export const formatSearchCursor = ({ at, conversationId, seq }: Place): string =>
  Buffer.from(`${at.toISOString()}|${conversationId}|${seq}`).toString('base64url');

/** Throws `invalid_value` for what is no cursor of ours. */
export function parseSearchCursor(cursor: string): Place {
  const [at = '', conversationId = '', seq = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  const time = new Date(at);
  if (
    Number.isNaN(time.getTime()) ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(conversationId) ||
    !/^\d{1,9}$/.test(seq)
  )
    fail('invalid_value', { field: '/cursor' });
  return { at: time, conversationId, seq: Number(seq) };
}
