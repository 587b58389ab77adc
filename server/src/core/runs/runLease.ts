import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Announcement } from '../announcements.ts';
import { type Core, transact } from '../core.ts';

/** A table of long work: a row from its order to its end, done by whoever claimed it and says every second that they are there. */
export type RunKind = {
  table: 'opportunity_runs' | 'rehearsals';
  /** The column that says who does it. */
  doer: 'miner' | 'rehearser';
  what: Extract<Announcement, { kind: 'changed' }>['what'];
  /** Why one is given up that ended the server each time. */
  hopeless: string;
};
export type RunId = { workspaceId: string; id: string };

export const BEAT_MS = 1000;
const LOST_AFTER_SECONDS = 20;
const MOST_ATTEMPTS = 3;

/** The next run that is due, from now on `doer`'s: one that was ordered, or one whose doer fell silent. It begins anew. */
export async function claimRun(core: Core, kind: RunKind, doer: string): Promise<RunId | undefined> {
  await giveUpHopeless(core, kind);
  const claimed = await core.db.query<{ workspace_id: string; id: string }>(
    `${chosenOnce(
      `select workspace_id, id from ${kind.table}
       where state = 'queued' or state = 'running' and heartbeat_at < now() - make_interval(secs => $2)
       order by queued_at limit 1 for no key update`,
    )}
     update ${kind.table} r set state = 'running', ${kind.doer} = $1, heartbeat_at = now(), started_at = now(), progress = 0,
       seconds_left = null, attempts = attempts + 1
     from chosen c where (r.workspace_id, r.id) = (c.workspace_id, c.id) returning r.workspace_id, r.id`,
    [doer, LOST_AFTER_SECONDS],
  );
  const row = claimed.rows[0];
  return row && { workspaceId: row.workspace_id, id: row.id };
}

/** What ended the server three times is given up, so that it does not end the next one too. */
async function giveUpHopeless(core: Core, kind: RunKind): Promise<void> {
  await transact(core, async (tx) => {
    const failed = await tx.query<{ workspace_id: string }>(
      `update ${kind.table} set state = 'failed', finished_at = now(), problem = $3
       where state = 'running' and heartbeat_at < now() - make_interval(secs => $1) and attempts >= $2 returning workspace_id`,
      [LOST_AFTER_SECONDS, MOST_ATTEMPTS, kind.hopeless],
    );
    for (const row of failed.rows)
      tx.announce({ kind: 'changed', workspaceId: row.workspace_id, what: kind.what });
  });
}

/** Whether it is still ours. Tells those who look on how far it is: a share, and seconds. */
export async function keepRun(
  core: Core,
  kind: RunKind,
  { workspaceId, id }: RunId,
  doer: string,
  progress: number,
  secondsLeft: number | null,
): Promise<boolean> {
  return transact(core, async (tx) => {
    const updated = await tx.query(
      `update ${kind.table} set heartbeat_at = now(), progress = $4, seconds_left = $5
       where workspace_id = $1 and id = $2 and ${kind.doer} = $3 and state = 'running'`,
      [workspaceId, id, doer, progress, secondsLeft],
    );
    if (updated.rowCount === 0) return false;
    tx.announce({ kind: 'changed', workspaceId, what: kind.what });
    return true;
  });
}

/** Of a program that ends: whoever comes next takes it up at once. */
export async function giveRunBack(
  core: Core,
  kind: RunKind,
  { workspaceId, id }: RunId,
  doer: string,
): Promise<void> {
  await core.db.query(
    `update ${kind.table} set heartbeat_at = '-infinity', attempts = attempts - 1
     where workspace_id = $1 and id = $2 and ${kind.doer} = $3 and state = 'running'`,
    [workspaceId, id, doer],
  );
}

export async function failRun(
  core: Core,
  kind: RunKind,
  { workspaceId, id }: RunId,
  doer: string,
  problem: string,
): Promise<void> {
  await transact(core, async (tx) => {
    await tx.query(
      `update ${kind.table} set state = 'failed', problem = $4, finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and ${kind.doer} = $3 and state = 'running'`,
      [workspaceId, id, doer, problem.slice(0, 500)],
    );
    tx.announce({ kind: 'changed', workspaceId, what: kind.what });
  });
}
