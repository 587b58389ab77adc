import { midnight } from './midnight.ts';

/** Which past conversations are meant, as a form has it. Dates are the reader's days, the last one included. */
export type PastSpan = {
  period: '30' | '90' | '365' | 'own';
  from: string;
  to: string;
  inboxId: string;
};

export const lastYear: PastSpan = { period: '365', from: '', to: '', inboxId: '' };

const DAY_MS = 24 * 3600_000;

/** Whether the dates make sense. */
export const isSpan = ({ period, from, to }: PastSpan): boolean =>
  period !== 'own' || (from !== '' && to !== '' && from <= to);

/** The same as the server takes it. */
export function orderOf(
  { period, from, to, inboxId }: PastSpan,
  now = Date.now(),
): { since: string; until: string; inboxIds?: string[] } {
  const [since, until] =
    period === 'own'
      ? [midnight(from, 0), midnight(to, 1)]
      : [new Date(now - Number(period) * DAY_MS), new Date(now)];
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    ...(inboxId && { inboxIds: [inboxId] }),
  };
}
