import { AppError, coerceError } from '../../errors.ts';
import { changedSince } from '../conversations/changedSince.ts';
import { takeWatermark } from '../conversations/readConversations.ts';
import { type Core, transact } from '../core.ts';
import { judgeConversation } from './judgeConversation.ts';
import { forgetFailure, listRetries, noteFailure } from './slaFailures.ts';

const PAGE = 200;
const CLAIM_SECONDS = 60;
const MOST_REMEMBERED = 20_000;

/**
 * Keeps the promises of conversations true. What changed since the last look is judged anew, found by the snapshot of
 * that look, as lists resume: nothing is added to the path of messages, nothing can be missed. Several nodes may
 * look: one at a time gets a workspace, for as long as it claims it.
 */
export class SlaJudge {
  readonly #core: Core;
  /** The versions that our own judging wrote: these changes need no judging. */
  readonly #judged = new Map<string, number>();

  /** Those that are down as failing, as far as we know: what goes well is to be taken off that list. */
  readonly #failing = new Set<string>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Resolves with how many were judged; 0 when there is nothing to do, or somebody else does it. */
  async judgeWorkspace(workspaceId: string): Promise<number> {
    const claimed = await this.#core.db.query<{ watermark: string | null; sweep_after: string | null }>(
      `update sla_marks set claimed_until = now() + interval '${CLAIM_SECONDS} seconds'
       where workspace_id = $1 and (claimed_until is null or claimed_until < now()) returning watermark, sweep_after`,
      [workspaceId],
    );
    const mark = claimed.rows[0];
    if (!mark) return 0;
    try {
      const changed = await this.#judgeChanged(workspaceId, mark.watermark);
      return changed + (await this.#sweep(workspaceId, mark.sweep_after));
    } finally {
      await this.#core.db.query('update sla_marks set claimed_until = null where workspace_id = $1', [
        workspaceId,
      ]);
    }
  }

  /** Conversations of which something must be told by now, in all workspaces. */
  async judgeDue(): Promise<number> {
    const due = await this.#core.db.query<{ workspace_id: string; id: string }>(
      `select c.workspace_id, c.id from conversations c where c.sla_alarm_at <= now() and not exists (
         select from sla_failures f where (f.workspace_id, f.conversation_id) = (c.workspace_id, c.id) and f.retry_at > now())
       order by c.sla_alarm_at limit $1`,
      [PAGE],
    );
    const retries = await listRetries(this.#core, PAGE);
    for (const { id } of retries) this.#failing.add(id);
    // One that failed may have its alarm due as well: once is enough.
    const all = [...new Map([...due.rows, ...retries].map((row) => [row.id, row])).values()];
    for (const { workspace_id, id } of all) await this.#judge(workspace_id, id);
    return all.length;
  }

  async #judgeChanged(workspaceId: string, watermark: string | null): Promise<number> {
    const next = await takeWatermark(this.#core.db);
    const changed = watermark === null ? [] : await this.#listChanged(workspaceId, watermark);
    const fresh = changed.filter(({ id, version }) => this.#judged.get(id) !== Number(version));
    for (const { id } of fresh) await this.#judge(workspaceId, id);
    if (next !== watermark) {
      await this.#core.db.query('update sla_marks set watermark = $2 where workspace_id = $1', [
        workspaceId,
        next,
      ]);
    }
    return fresh.length;
  }

  /** By the part of the watermark that is a snapshot; another cluster's is answered by a sweep. */
  async #listChanged(workspaceId: string, watermark: string): Promise<{ id: string; version: string }[]> {
    const now = await takeWatermark(this.#core.db);
    const [then, current] = [watermark, now].map((text) => text.split(':')) as [string[], string[]];
    if (clusterOf(then) !== clusterOf(current) || BigInt(then.at(-2)!) > BigInt(current.at(-2)!)) {
      await this.#core.db.query(
        `update sla_marks set sweep_after = '00000000-0000-0000-0000-000000000000' where workspace_id = $1`,
        [workspaceId],
      );
      return [];
    }
    const found = await this.#core.db.query<{ id: string; version: string }>(
      `select c.id, c.version from (${changedSince}) changed, conversations c
       where c.workspace_id = $1 and c.id = changed.id`,
      [workspaceId, then.at(-3), then.slice(-3).join(':'), null],
    );
    return found.rows;
  }

  async #sweep(workspaceId: string, after: string | null): Promise<number> {
    if (after === null) return 0;
    const found = await this.#core.db.query<{ id: string }>(
      `select id from conversations where workspace_id = $1 and id > $2 and status <> 'resolved' order by id limit $3`,
      [workspaceId, after, PAGE],
    );
    for (const { id } of found.rows) await this.#judge(workspaceId, id);
    const last = found.rows.length === PAGE ? found.rows.at(-1)!.id : null;
    // Unless it was begun anew meanwhile.
    await this.#core.db.query(
      'update sla_marks set sweep_after = $3 where workspace_id = $1 and sweep_after = $2',
      [workspaceId, after, last],
    );
    return found.rows.length;
  }

  /** One that cannot be judged is recorded, left alone for a while and tried again; the others go on. */
  async #judge(workspaceId: string, id: string): Promise<void> {
    const version = await transact(this.#core, (tx) => judgeConversation(tx, workspaceId, id)).catch(
      async (thrown: unknown) => {
        // Gone, with its workspace or by erasure.
        if (thrown instanceof AppError && thrown.code === 'conversation_not_found') return undefined;
        const error = coerceError(thrown);
        // The database's own troubles are no conversation's: the whole look is begun anew.
        if (
          (error as { retryable?: boolean }).retryable ||
          (error instanceof AppError && error.status >= 500)
        )
          throw error;
        this.#core.db.log(error);
        await noteFailure(this.#core, workspaceId, id, error.message);
        this.#failing.add(id);
        return undefined;
      },
    );
    if (version !== undefined && this.#failing.delete(id)) await forgetFailure(this.#core, workspaceId, id);
    if (this.#judged.size > MOST_REMEMBERED) this.#judged.clear();
    if (version !== undefined) this.#judged.set(id, version);
  }
}

/** Of a watermark's parts; its last three are the snapshot. */
const clusterOf = (parts: string[]): string => parts.slice(0, -3).join(':');

/** Workspaces that have, or had, promises to keep; those among the given, or all. */
export async function listPromisingWorkspaces(
  db: Core['db'],
  among: readonly string[] | undefined,
): Promise<string[]> {
  const found = await db.query<{ workspace_id: string }>(
    'select workspace_id from sla_marks where $1::uuid[] is null or workspace_id = any($1)',
    [among ?? null],
  );
  return found.rows.map((row) => row.workspace_id);
}
