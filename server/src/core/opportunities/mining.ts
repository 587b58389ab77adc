import type { PastWork } from '../runs/pastWorker.ts';
import type { Span } from '../runs/readPast.ts';
import type { MineOrder, MineReport } from './mineThread.ts';
import { readDismissed } from './readDismissed.ts';
import { storeFound } from './storeFound.ts';

/** Searches past conversations for what could be answered without a person. */
export const mining: PastWork<MineOrder, MineReport> = {
  kind: {
    table: 'opportunity_runs',
    doer: 'miner',
    what: 'opportunities',
    hopeless: 'The server ended each time that this was searched.',
  },
  file: new URL('./mineThread.ts', import.meta.url),
  readingPart: 0.1,
  async plan({ db }, { workspaceId, id }) {
    const found = await db.query<
      Omit<Span, 'workspaceId'> & { utcOffsetMinutes: number; languages: string[] }
    >(
      `select since, until, inbox_ids as "inboxIds", utc_offset_minutes as "utcOffsetMinutes", languages
       from opportunity_runs where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    const { utcOffsetMinutes, languages, ...span } = found.rows[0]!;
    return {
      span: { workspaceId, ...span },
      order: async () => ({ utcOffsetMinutes, languages, dismissed: await readDismissed(db, workspaceId) }),
    };
  },
  store: storeFound,
};
