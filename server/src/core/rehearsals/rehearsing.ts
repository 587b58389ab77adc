import type { PastWork } from '../runs/pastWorker.ts';
import type { Span } from '../runs/readPast.ts';
import { type RehearsedSet, readRehearsed } from './readRehearsed.ts';
import type { RehearseReport } from './rehearseThread.ts';
import { storeRehearsal } from './storeRehearsal.ts';

/** Tells of FAQs what they would have answered in past conversations. */
export const rehearsing: PastWork<RehearsedSet, RehearseReport> = {
  kind: {
    table: 'rehearsals',
    doer: 'rehearser',
    what: 'rehearsals',
    hopeless: 'The server ended each time that this was rehearsed.',
  },
  file: new URL('./rehearseThread.ts', import.meta.url),
  readingPart: 0.2,
  async plan({ db }, { workspaceId, id }) {
    const found = await db.query<Omit<Span, 'workspaceId'> & { faqIds: string[] }>(
      `select since, until, inbox_ids as "inboxIds", faq_ids as "faqIds" from rehearsals where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    const { faqIds, ...span } = found.rows[0]!;
    return { span: { workspaceId, ...span }, order: () => readRehearsed(db, workspaceId, faqIds) };
  },
  store: storeRehearsal,
};
