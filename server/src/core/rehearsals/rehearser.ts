import { uuid } from '../../lib/uuid.ts';
import type { Core } from '../core.ts';
import { doNextRun, type Running } from '../runs/doRun.ts';
import { MOST_CONVERSATIONS, type Span } from '../runs/readPast.ts';
import type { RunKind } from '../runs/runLease.ts';
import { workOnPast } from '../runs/workOnPast.ts';
import { readRehearsed } from './readRehearsed.ts';
import type { RehearseOrder, RehearseReport } from './rehearseThread.ts';
import { storeRehearsal } from './storeRehearsal.ts';

/** Of the time that a rehearsal takes, reading is about this share. */
const READING_PART = 0.2;

const kind: RunKind = {
  table: 'rehearsals',
  doer: 'rehearser',
  what: 'rehearsals',
  hopeless: 'The server ended each time that this was rehearsed.',
};

/** Does the rehearsals that are due, one at a time, in a thread of its own. Several nodes may (`doNextRun`). */
export class Rehearser {
  readonly #core: Core;
  readonly #id = uuid();
  readonly #most: number;
  readonly #stopping = new AbortController();

  constructor(core: Core, most = MOST_CONVERSATIONS) {
    this.#core = core;
    this.#most = most;
  }

  /** Resolves with how many were done. */
  rehearseNext(): Promise<number> {
    return doNextRun(this.#core, kind, this.#id, this.#stopping.signal, (running) => this.#rehearse(running));
  }

  /** Ends the one under way; another node, or this one after its start, does it again. */
  stop(): void {
    this.#stopping.abort();
  }

  async #rehearse({ run: { workspaceId, id }, ...running }: Running): Promise<void> {
    const { faqIds, ...span } = await readOrder(this.#core, workspaceId, id);
    const { report, ...past } = await workOnPast<RehearseOrder, RehearseReport>(this.#core, running, {
      span,
      most: this.#most,
      file: new URL('./rehearseThread.ts', import.meta.url),
      readingPart: READING_PART,
      order: async () => ({ kind: 'rehearse', set: await readRehearsed(this.#core.db, workspaceId, faqIds) }),
    });
    await storeRehearsal(this.#core, { workspaceId, id, rehearser: this.#id, ...past }, report);
  }
}

async function readOrder(
  { db }: Core,
  workspaceId: string,
  id: string,
): Promise<Span & { faqIds: string[] }> {
  const found = await db.query<{ since: Date; until: Date; inboxIds: string[]; faqIds: string[] }>(
    `select since, until, inbox_ids as "inboxIds", faq_ids as "faqIds" from rehearsals where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return { workspaceId, ...found.rows[0]! };
}
