import { countVisible } from '../core/conversations/mayRead.ts';
import type { Core } from '../core/core.ts';
import { countOwn } from '../core/views/countOwn.ts';
import { type Hub, topics } from './hub.ts';
import type { Session } from './session.ts';

/** Counts are told at most this often, and never more than a tenth of the time goes into counting. */
const COUNTS_EVERY_MS = 1000;
const SHARE = 10;

type Desk = { timer: NodeJS.Timeout | undefined; again: boolean; tookMs: number; told: Map<string, string> };
type Parts = { core: Core; hub: Hub; background: (work: Promise<unknown>, what: string) => void };

/**
 * Tells everybody who follows a workspace's rows how many conversations their views hold, after changes. Two passes
 * over the conversations that are not resolved serve all readers and all views together.
 */
export class CountsTeller {
  readonly #parts: Parts;
  readonly #desks = new Map<string, Desk>();
  /** Who is behind a session: undefined for a program. */
  readonly #readers = new Map<Session, string | undefined>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The counts for one session that has just come. */
  async tell(session: Session, workspaceId: string, userId: string | undefined): Promise<void> {
    this.#readers.set(session, userId);
    const counts = await countOwn(this.#parts.core.db, workspaceId, [userId], session.limitedTo);
    session.send({ type: 'own_counts', counts: counts.get(userId) ?? {} });
  }

  forget(session: Session): void {
    this.#readers.delete(session);
  }

  changed(workspaceId: string): void {
    if (!this.#parts.hub.has(topics.rows(workspaceId))) return;
    const desk = this.#desks.get(workspaceId) ?? {
      timer: undefined,
      again: false,
      tookMs: 0,
      told: new Map(),
    };
    this.#desks.set(workspaceId, desk);
    if (desk.timer) {
      desk.again = true;
      return;
    }
    const wait = Math.max(COUNTS_EVERY_MS, desk.tookMs * SHARE);
    desk.timer = setTimeout(
      () => this.#parts.background(this.#run(workspaceId, desk), 'counting views failed'),
      wait,
    );
  }

  close(): void {
    for (const desk of this.#desks.values()) clearTimeout(desk.timer);
  }

  async #run(workspaceId: string, desk: Desk): Promise<void> {
    desk.again = false;
    const { hub } = this.#parts;
    if (!hub.has(topics.rows(workspaceId))) {
      desk.timer = undefined;
      this.#desks.delete(workspaceId);
      return;
    }
    const started = performance.now();
    try {
      await this.#count(workspaceId, desk);
    } finally {
      desk.tookMs = performance.now() - started;
      desk.timer = undefined;
      if (desk.again) this.changed(workspaceId);
    }
  }

  async #count(workspaceId: string, desk: Desk): Promise<void> {
    const { core, hub } = this.#parts;
    const sessions = [...hub.sessions(topics.rows(workspaceId))];
    const unlimited = sessions.filter((session) => !session.limitedTo);
    const readers = [...new Set(unlimited.map((session) => this.#readers.get(session)))];
    const [rows, own] = await Promise.all([
      core.counts.rows(workspaceId),
      countOwn(core.db, workspaceId, readers),
    ]);
    const all = countVisible(rows, { kind: 'system', workspaceId });
    for (const session of sessions) {
      const { limitedTo } = session;
      const reader = this.#readers.get(session);
      session.send({ type: 'counts', counts: limitedTo ? countVisible(rows, limitedTo) : all });
      const seen = limitedTo ? await countOwn(core.db, workspaceId, [reader], limitedTo) : own;
      const mine = seen.get(reader) ?? {};
      const text = JSON.stringify(mine);
      if (desk.told.get(session.id) === text) continue;
      desk.told.set(session.id, text);
      session.send({ type: 'own_counts', counts: mine });
    }
  }
}
