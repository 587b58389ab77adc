import { Worker } from 'node:worker_threads';
import { coerceError } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { type Core, transact } from '../core.ts';
import type { MineOrder, MineReport } from './mineThread.ts';
import { choosePast, MOST_CONVERSATIONS, readDismissed, readTurns, type Span } from './readPast.ts';
import { storeFound } from './storeFound.ts';

const BEAT_MS = 1000;
const LOST_AFTER_SECONDS = 20;
const MOST_ATTEMPTS = 3;
const AT_ONCE = 200;
/** Of the time that a run takes, reading is about this share. */
const READING_PART = 0.3;
/** Milliseconds that grouping takes for each message asked, as measured on slow machines; for telling how long it will take. */
const MS_EACH = 3;

type Claimed = Span & { id: string; utcOffsetMinutes: number };

/**
 * Does the searches that are due, one at a time, grouping in a thread of its own. Several nodes may: a run belongs to who claimed it for
 * as long as they say so every second; after twenty seconds of silence another one takes it up from the start.
 */
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
  async mineNext(): Promise<number> {
    if (this.#stopping.signal.aborted) return 0;
    const run = await claim(this.#core, this.#id);
    if (!run) return 0;
    const cancelled = new AbortController();
    const signal = AbortSignal.any([cancelled.signal, this.#stopping.signal]);
    try {
      await this.#mine(run, cancelled, signal);
    } catch (thrown) {
      if (this.#stopping.signal.aborted) await giveBack(this.#core, run, this.#id);
      else if (!cancelled.signal.aborted)
        await recordFailure(this.#core, run, this.#id, coerceError(thrown).message);
    }
    return 1;
  }

  /** Ends the run under way; another node, or this one after its start, does it again. */
  stop(): void {
    this.#stopping.abort();
  }

  async #mine(run: Claimed, cancelled: AbortController, signal: AbortSignal): Promise<void> {
    const { db } = this.#core;
    const started = performance.now();
    let share = 0;
    let grouping: { since: number; forMs: number } | undefined;
    const beat = async () => {
      const elapsed = performance.now() - started;
      if (grouping) {
        const through = (performance.now() - grouping.since) / grouping.forMs;
        // An estimate nears the end and never says it is there.
        share = READING_PART + (1 - READING_PART) * Math.min(0.99, 1 - Math.exp(-2 * through));
      }
      const left = share > 0.02 ? Math.round((elapsed * (1 - share)) / share / 1000) : null;
      if (!(await sayAlive(this.#core, run, this.#id, share, left))) cancelled.abort(new Error('cancelled'));
    };
    // A beat that the database does not answer is missed; the next one tells.
    const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
    const thread = new MineThread(signal);
    try {
      const { ids, total } = await choosePast(db, run, this.#most);
      let messages = 0;
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        signal.throwIfAborted();
        const turns = await readTurns(db, run.workspaceId, ids.slice(from, from + AT_ONCE));
        messages += turns.filter((turn) => turn.author === 'contact').length;
        thread.post({ kind: 'turns', turns });
        share = (READING_PART * (from + AT_ONCE)) / Math.max(ids.length, AT_ONCE);
      }
      const dismissed = await readDismissed(db, run.workspaceId);
      grouping = { since: performance.now(), forMs: 500 + messages * MS_EACH };
      thread.post({ kind: 'mine', utcOffsetMinutes: run.utcOffsetMinutes, dismissed });
      const report = await thread.report;
      await storeFound(this.#core, { ...run, miner: this.#id, total, read: ids.length }, report);
    } finally {
      clearInterval(timer);
      await thread.end();
    }
  }
}

/** The thread that groups, for one run. */
class MineThread {
  readonly #worker = new Worker(new URL('./mineThread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  readonly report: Promise<MineReport>;

  constructor(signal: AbortSignal) {
    this.report = new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(coerceError(signal.reason)), { once: true });
      this.#worker.once('message', resolve);
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('The search ended without a result.')));
    });
    // It may fail while the conversations are still being read; whoever waits for it hears of it then.
    this.report.catch(() => {});
  }

  post(order: MineOrder): void {
    this.#worker.postMessage(order);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

async function claim(core: Core, miner: string): Promise<Claimed | undefined> {
  await giveUpHopeless(core);
  const claimed = await core.db.query<{
    workspace_id: string;
    id: string;
    since: Date;
    until: Date;
    inbox_ids: string[];
    utc_offset_minutes: number;
  }>(
    `with due as (
       select workspace_id, id from opportunity_runs
       where state = 'queued' or state = 'running' and heartbeat_at < now() - make_interval(secs => $2)
       order by queued_at limit 1 for no key update skip locked)
     update opportunity_runs r set state = 'running', miner = $1, heartbeat_at = now(), started_at = now(), progress = 0,
       seconds_left = null, attempts = attempts + 1
     from due where (r.workspace_id, r.id) = (due.workspace_id, due.id)
     returning r.workspace_id, r.id, r.since, r.until, r.inbox_ids, r.utc_offset_minutes`,
    [miner, LOST_AFTER_SECONDS],
  );
  const row = claimed.rows[0];
  if (!row) return undefined;
  const { workspace_id: workspaceId, id, since, until, inbox_ids: inboxIds } = row;
  return { workspaceId, id, since, until, inboxIds, utcOffsetMinutes: row.utc_offset_minutes };
}

/** What ended the server three times is given up, so that it does not end the next one too. */
async function giveUpHopeless(core: Core): Promise<void> {
  await transact(core, async (tx) => {
    const failed = await tx.query<{ workspace_id: string }>(
      `update opportunity_runs set state = 'failed', finished_at = now(), problem = 'The server ended each time that this was searched.'
       where state = 'running' and heartbeat_at < now() - make_interval(secs => $1) and attempts >= $2 returning workspace_id`,
      [LOST_AFTER_SECONDS, MOST_ATTEMPTS],
    );
    for (const row of failed.rows)
      tx.announce({ kind: 'changed', workspaceId: row.workspace_id, what: 'opportunities' });
  });
}

/** Whether it is still ours. Tells those who look on how far it is. */
async function sayAlive(
  core: Core,
  { workspaceId, id }: Claimed,
  miner: string,
  progress: number,
  secondsLeft: number | null,
): Promise<boolean> {
  return transact(core, async (tx) => {
    const updated = await tx.query(
      `update opportunity_runs set heartbeat_at = now(), progress = $4, seconds_left = $5
       where workspace_id = $1 and id = $2 and miner = $3 and state = 'running'`,
      [workspaceId, id, miner, progress, secondsLeft],
    );
    if (updated.rowCount === 0) return false;
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    return true;
  });
}

async function giveBack(core: Core, { workspaceId, id }: Claimed, miner: string): Promise<void> {
  await core.db.query(
    `update opportunity_runs set heartbeat_at = '-infinity', attempts = attempts - 1
     where workspace_id = $1 and id = $2 and miner = $3 and state = 'running'`,
    [workspaceId, id, miner],
  );
}

async function recordFailure(
  core: Core,
  { workspaceId, id }: Claimed,
  miner: string,
  problem: string,
): Promise<void> {
  await transact(core, async (tx) => {
    await tx.query(
      `update opportunity_runs set state = 'failed', problem = $4, finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and miner = $3 and state = 'running'`,
      [workspaceId, id, miner, problem.slice(0, 500)],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
  });
}
