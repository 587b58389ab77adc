import { uuid } from '../../lib/uuid.ts';
import type { Core } from '../core.ts';
import { doNextRun, type Running } from '../runs/doRun.ts';
import { MOST_CONVERSATIONS, type Span } from '../runs/readPast.ts';
import type { RunKind } from '../runs/runLease.ts';
import { workOnPast } from '../runs/workOnPast.ts';
import type { MineOrder, MineReport } from './mineThread.ts';
import { readDismissed } from './readDismissed.ts';
import { storeFound } from './storeFound.ts';

/** Of the time that a run takes, reading is about this share. */
const READING_PART = 0.1;

const kind: RunKind = {
  table: 'opportunity_runs',
  doer: 'miner',
  what: 'opportunities',
  hopeless: 'The server ended each time that this was searched.',
};

/** Does the searches that are due, one at a time, grouping in a thread of its own. Several nodes may (`doNextRun`). */
export class Miner {
  readonly #core: Core;
  readonly #id = uuid();
  readonly #most: number;
  readonly #stopping = new AbortController();

  constructor(core: Core, most = MOST_CONVERSATIONS) {
    this.#core = core;
    this.#most = most;
  }

  /** Resolves with how many were done. */
  mineNext(): Promise<number> {
    return doNextRun(this.#core, kind, this.#id, this.#stopping.signal, (running) => this.#mine(running));
  }

  /** Ends the run under way; another node, or this one after its start, does it again. */
  stop(): void {
    this.#stopping.abort();
  }

  async #mine({ run: { workspaceId, id }, ...running }: Running): Promise<void> {
    const { utcOffsetMinutes, languages, ...span } = await readOrder(this.#core, workspaceId, id);
    const { report, ...past } = await workOnPast<MineOrder, MineReport>(this.#core, running, {
      span,
      most: this.#most,
      file: new URL('./mineThread.ts', import.meta.url),
      readingPart: READING_PART,
      order: async () => ({
        kind: 'mine',
        utcOffsetMinutes,
        languages,
        dismissed: await readDismissed(this.#core.db, workspaceId),
      }),
    });
    await storeFound(this.#core, { workspaceId, id, miner: this.#id, ...past }, report);
  }
}

async function readOrder(
  { db }: Core,
  workspaceId: string,
  id: string,
): Promise<Span & { utcOffsetMinutes: number; languages: string[] }> {
  const found = await db.query<Omit<Span, 'workspaceId'> & { utcOffsetMinutes: number; languages: string[] }>(
    `select since, until, inbox_ids as "inboxIds", utc_offset_minutes as "utcOffsetMinutes", languages
     from opportunity_runs where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return { workspaceId, ...found.rows[0]! };
}
